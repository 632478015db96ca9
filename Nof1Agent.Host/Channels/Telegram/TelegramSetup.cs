using Nof1Agent.Host.Delivery;
using Nof1Agent.Skills.Conversations;

namespace Nof1Agent.Host.Channels.Telegram;

/// <summary>Telegram's parts; nothing of them without a token.</summary>
internal static class TelegramSetup
{
    /// <exception cref="TelegramProblemException">The settings cannot be right; the message names the one to change.</exception>
    public static void AddTelegram(this WebApplicationBuilder builder)
    {
        var options = builder.Configuration.GetSection(TelegramOptions.Section).Get<TelegramOptions>() ?? new TelegramOptions();
        if (options.Problem() is { } problem)
        {
            throw new TelegramProblemException(problem);
        }

        if (!options.IsConfigured)
        {
            return;
        }

        var services = builder.Services;
        services.AddSingleton(parts => new TelegramBot(options, parts.GetRequiredService<TimeProvider>()));
        services.AddSingleton<TelegramReplies>();
        services.AddSingleton<TelegramFiles>();
        services.AddHostedService(parts => parts.GetRequiredService<TelegramFiles>());
        services.AddSingleton<SetAside>();
        services.AddSingleton<TelegramReceiver>();
        services.AddSingleton<TelegramMenu>();
        services.AddSingleton<TelegramHealth>();
        services.AddSingleton<IChannel, TelegramChannel>();
        services.AddHostedService<TelegramPolling>();
        services.AddHealthChecks().AddCheck<TelegramHealth>("telegram");
    }
}
