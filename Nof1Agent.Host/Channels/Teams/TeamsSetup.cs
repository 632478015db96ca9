using Nof1Agent.Host.Channels.Teams.Coaches;
using Nof1Agent.Host.Delivery;

namespace Nof1Agent.Host.Channels.Teams;

/// <summary>The parts of Teams; nothing of them without an app id.</summary>
internal static class TeamsSetup
{
    /// <exception cref="TeamsProblemException">The settings cannot be right; the message names the one to change.</exception>
    public static void AddTeams(this WebApplicationBuilder builder, string urls)
    {
        var options = builder.Configuration.GetSection(TeamsOptions.Section).Get<TeamsOptions>() ?? new TeamsOptions();
        if (options.Problem(builder.Environment.IsDevelopment(), urls) is { } problem)
        {
            throw new TeamsProblemException(problem);
        }

        if (!options.IsConfigured && !options.Emulator)
        {
            return;
        }

        var services = builder.Services;
        services.AddSingleton(options);
        services.AddSingleton<BotFrameworkKeys>();
        services.AddSingleton<ActivityProof>();
        services.AddSingleton<ConnectorTokens>();
        services.AddSingleton<TeamsConnector>();
        services.AddSingleton<StatusStreams>();
        services.AddSingleton<TeamsHealth>();
        services.AddSingleton<TeamsReplies>();
        services.AddSingleton<TeamsFiles>();
        services.AddHostedService(provider => provider.GetRequiredService<TeamsFiles>());
        services.AddSingleton<OfferedFiles>();
        services.AddSingleton<TeamsReceiver>();
        services.AddSingleton<TeamsChannel>();
        services.AddSingleton<IChannel>(provider => provider.GetRequiredService<TeamsChannel>());
        services.AddTeamsCoaches();
        services.AddHostedService<SignIn>();
        services.AddHealthChecks().AddCheck<TeamsHealth>("teams");
    }
}
