using Nof1Agent.Skills.Accounts;
using Nof1Agent.Skills.Alerts;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Nof1Agent.Host.Coaching;

/// <summary>What coaches do and what is done for them, beside their pages.</summary>
internal static class CoachingSetup
{
    public static void AddCoaching(this IServiceCollection services)
    {
        services.TryAddSingleton<CoachAccounts>();
        services.AddSingleton<AlertMails>();
        services.AddSingleton<CoachActs>();
        services.AddSingleton<AlertPost>();
        services.AddOptions<EscalationSettings>().BindConfiguration("Escalation").Validate(settings => settings.Problem is null, "Times of the section Escalation are 1 to 10080 minutes.").ValidateOnStart();
        services.AddOptions<MailOptions>().BindConfiguration("Mail")
            .Validate(options => options.Problem is null, "The section Mail needs Host, From (an address), Address (where the dashboard is found) and a Port; Security may be None only for a server on this machine.").ValidateOnStart();
        services.AddSingleton<CoachClock>();
        services.AddHostedService(provider => provider.GetRequiredService<CoachClock>());
    }
}
