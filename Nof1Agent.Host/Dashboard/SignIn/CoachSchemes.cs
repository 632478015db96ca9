namespace Nof1Agent.Host.Dashboard.SignIn;

/// <summary>The cookies of the dashboard, by scheme and name.</summary>
internal static class CoachSchemes
{
    /// <summary>A session.</summary>
    public const string Session = "coach";

    /// <summary>Between password and code: for ten minutes, and opens nothing.</summary>
    public const string Step = "coach-step";

    /// <summary>The organisation's sign-in.</summary>
    public const string OpenId = "coach-openid";
}
