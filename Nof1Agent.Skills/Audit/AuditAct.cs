namespace Nof1Agent.Skills.Audit;

/// <summary>What a coach, a lead or an auditor did.</summary>
public enum AuditAct
{
    SignedIn,

    /// <summary>Looked at a participant: the access log.</summary>
    Viewed,

    TookOver,

    /// <summary>Wrote to the person.</summary>
    Wrote,

    HandedBack,

    /// <summary>The floor went back to the agent because the coach was quiet for too long.</summary>
    WentQuiet,

    /// <summary>The floor went back to the agent because the coach may no longer see the person: another was agreed to, or the account is gone.</summary>
    LostFloor,

    /// <summary>Wrote or removed a private note.</summary>
    Noted,

    Approved,

    /// <summary>Agreed to something else in its place.</summary>
    ChangedPlan,

    Vetoed,

    Acknowledged,

    /// <summary>Made an alert their own, or somebody else's.</summary>
    Assigned,

    Resolved,

    /// <summary>Looked at a running trial before its end.</summary>
    Unblinded,

    Exported,

    Invited,

    /// <summary>Made, changed, opened or closed a study.</summary>
    ChangedStudy,

    ChangedSettings,

    /// <summary>Ended support mode and blocks after having spoken with the person.</summary>
    ConfirmedSafe,
}
