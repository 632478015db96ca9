using Nof1Agent.Skills.Coaching;

namespace Nof1Agent.Host.Channels.Teams.Coaches;

/// <summary>The coaches' part of Teams.</summary>
internal static class CoachesSetup
{
    public static void AddTeamsCoaches(this IServiceCollection services)
    {
        services.AddSingleton<CoachDesks>();
        services.AddSingleton<TeamsCoaches>();
        services.AddHostedService<CoachBoard>();
    }
}
