namespace Nof1Agent.Skills.CheckIns;

/// <summary>How answers are taken, from the section "CheckIns".</summary>
public sealed record CheckInSettings
{
    /// <summary>The fewest days that <see cref="MostDaysBack"/> can be.</summary>
    public const int LeastDaysBack = 1;

    /// <summary>The most it can be: what was said about a day is looked at for two weeks.</summary>
    public const int GreatestDaysBack = 14;

    /// <summary>How many days back an answer may be about, 1 to 14. Default: 7.</summary>
    public int MostDaysBack { get; init; } = 7;

    /// <summary>What is wrong with these settings, by name; null: nothing.</summary>
    public string? Problem => MostDaysBack is < LeastDaysBack or > GreatestDaysBack ? $"CheckIns:MostDaysBack is {MostDaysBack}; it has to be {LeastDaysBack} to {GreatestDaysBack}." : null;
}
