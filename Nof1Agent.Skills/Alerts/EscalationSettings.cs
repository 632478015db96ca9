namespace Nof1Agent.Skills.Alerts;

/// <summary>How long an alert may wait for somebody before it goes up a step, from the section "Escalation". All in minutes, 1 to 10,080 (a week).</summary>
public sealed record EscalationSettings
{
    private const int Longest = 7 * 24 * 60;

    /// <summary>Crisis, harm and safety stops. Default: 15.</summary>
    public int UrgentMinutes { get; init; } = 15;

    /// <summary>Requests for a human; the person is told too that they still wait. Default: 60.</summary>
    public int HumanMinutes { get; init; } = 60;

    /// <summary>Everything else. Default: 240.</summary>
    public int OtherMinutes { get; init; } = 240;

    /// <summary>How long a coach who has the floor may be silent before the agent answers again. Default: 1,440, a day.</summary>
    public int FloorMinutes { get; init; } = 24 * 60;

    /// <summary>What is wrong with them; null: nothing.</summary>
    public string? Problem => new[] { UrgentMinutes, HumanMinutes, OtherMinutes, FloorMinutes }.Any(minutes => minutes is < 1 or > Longest) ? $"Times of the section Escalation are 1 to {Longest} minutes." : null;
}
