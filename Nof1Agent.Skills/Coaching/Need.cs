using Nof1Agent.Skills.Alerts;
using NodaTime;

namespace Nof1Agent.Skills.Coaching;

/// <summary>Why somebody needs a coach, the gravest first.</summary>
public enum NeedReason
{
    /// <summary>A crisis that nobody has acknowledged, or a conversation that is held since one.</summary>
    Crisis,

    /// <summary>A strong side effect.</summary>
    Harm,

    /// <summary>A red flag that stopped something: nobody has acknowledged it, or it still blocks what would come next.</summary>
    SafetyStop,

    /// <summary>They asked for a human.</summary>
    AsksForHuman,

    /// <summary>A coach has the floor and they have written.</summary>
    WaitsForAnswer,

    /// <summary>Something waits for a coach's yes.</summary>
    WaitsForApproval,

    /// <summary>No channel reaches them.</summary>
    Unreachable,

    /// <summary>Two days or more without an answer.</summary>
    Silent,

    /// <summary>Somebody has acknowledged what happened, and it is not over.</summary>
    InHand,

    /// <summary>They have written something that was not read.</summary>
    Unread,
}

/// <summary>What <see cref="NeedRule"/> looks at.</summary>
public sealed record NeedSigns
{
    public bool InSupportMode { get; init; }

    /// <summary>Whether a red flag blocks what would come next.</summary>
    public bool IsBlocked { get; init; }

    public IReadOnlyList<CaseAlert> Alerts { get; init; } = [];

    public int WaitingApprovals { get; init; }

    public int SilentDays { get; init; }

    public int Unread { get; init; }

    /// <summary>Whether a coach has the floor.</summary>
    public bool CoachSpeaks { get; init; }
}

/// <summary>Why somebody needs a coach.</summary>
/// <param name="Reasons">The gravest first; empty: nothing.</param>
/// <param name="Since">The oldest open alert that nobody has acknowledged; null where there is none.</param>
public sealed record Need(IReadOnlyList<NeedReason> Reasons, Instant? Since)
{
    /// <summary>The gravest reason; null: they need nobody now.</summary>
    public NeedReason? Reason => Reasons.Count > 0 ? Reasons[0] : null;

    /// <summary>Whether somebody should look at once.</summary>
    public bool IsUrgent => Reason <= NeedReason.AsksForHuman;

    /// <summary>Who needs somebody most comes first: the gravest reason decides, then the next ones, then who waits longer.</summary>
    public static IComparer<Need> MostFirst { get; } = Comparer<Need>.Create((one, other) => one.Against(other));

    private int Against(Need other)
    {
        for (var place = 0; place < Math.Max(Reasons.Count, other.Reasons.Count); place++)
        {
            if (place >= Reasons.Count || place >= other.Reasons.Count)
            {
                // Who has one more reason needs more.
                return place >= Reasons.Count ? 1 : -1;
            }

            if (Reasons[place].CompareTo(other.Reasons[place]) is not 0 and var graver)
            {
                return graver;
            }
        }

        return (Since ?? Instant.MaxValue).CompareTo(other.Since ?? Instant.MaxValue);
    }
}

/// <summary>From signs to need.</summary>
public static class NeedRule
{
    /// <summary>From so many days on, silence is a reason to look.</summary>
    public const int SilentDays = 2;

    /// <summary>Why somebody with these signs needs a coach.</summary>
    public static Need Of(NeedSigns signs)
    {
        var unseen = signs.Alerts.Where(alert => !alert.IsSeen).ToList();
        bool Unseen(AlertKind kind) => unseen.Exists(alert => alert.Kind == kind);
        (NeedReason Reason, bool Holds)[] rules =
        [
            (NeedReason.Crisis, signs.InSupportMode || Unseen(AlertKind.Crisis)),
            (NeedReason.Harm, Unseen(AlertKind.Harm)),
            (NeedReason.SafetyStop, signs.IsBlocked || Unseen(AlertKind.Safety)),
            (NeedReason.AsksForHuman, Unseen(AlertKind.HumanRequested)),
            (NeedReason.WaitsForAnswer, signs is { CoachSpeaks: true, Unread: > 0 }),
            (NeedReason.WaitsForApproval, signs.WaitingApprovals > 0),
            (NeedReason.Unreachable, Unseen(AlertKind.ChannelUnreachable)),
            (NeedReason.Silent, signs.SilentDays >= SilentDays || Unseen(AlertKind.SilentDays)),
            (NeedReason.InHand, signs.Alerts.Any(alert => alert.IsSeen)),
            (NeedReason.Unread, signs is { CoachSpeaks: false, Unread: > 0 }),
        ];
        return new Need([.. rules.Where(rule => rule.Holds).Select(rule => rule.Reason)], unseen.Count > 0 ? unseen.Min(alert => alert.At) : null);
    }
}
