namespace Nof1Agent.Skills.Privacy;

/// <summary>How long what is kept, from the section "Retention". Whole numbers above 0; what is longer than the whole record lives has no effect.</summary>
public sealed record RetentionSettings
{
    /// <summary>Months after the last message, or after the end of the last trial where that is later, until everything about a person goes. Default: 24.</summary>
    public int Months { get; init; } = 24;

    /// <summary>Days between the notice and that. Default: 30.</summary>
    public int NoticeDays { get; init; } = 30;

    /// <summary>Days until what was written before a consent goes that was not given. Default: 7.</summary>
    public int DaysWithoutConsent { get; init; } = 7;

    /// <summary>Days until everything goes after a consent was withdrawn. Default: 30.</summary>
    public int DaysAfterWithdrawal { get; init; } = 30;

    /// <summary>Months that the audit of a turn is kept: calls, prompts, what a model saw. Default: 12.</summary>
    public int AuditMonths { get; init; } = 12;

    /// <summary>Days that a file of days is kept that somebody handed in; its values in the diary stay. Default: 90.</summary>
    public int FileDays { get; init; } = 90;
}
