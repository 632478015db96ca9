namespace Nof1Agent.Host.Channels.Teams;

/// <summary>What the actions of our cards are called, and where their data lie. What a button does lies in the stored message, never in the card.</summary>
internal static class CardActions
{
    /// <summary>A button of a message was pressed.</summary>
    public const string Choose = "choose";

    /// <summary>The form of a day was sent.</summary>
    public const string Fill = "fill";

    /// <summary>A coach has seen an alert.</summary>
    public const string Acknowledge = "acknowledge";

    /// <summary>A coach agrees.</summary>
    public const string Approve = "approve";

    /// <summary>A coach does not agree, with a reason.</summary>
    public const string Veto = "veto";

    /// <summary>A coach has spoken with somebody after a red flag: support mode and blocks end.</summary>
    public const string ConfirmSafe = "confirm-safe";

    /// <summary>Which of these.</summary>
    public const string Verb = "do";

    /// <summary>Which message of ours, or for a coach which alert or request.</summary>
    public const string About = "about";

    /// <summary>Which button.</summary>
    public const string Choice = "choice";

    /// <summary>What there was to see of the person when the card was shown.</summary>
    public const string Seen = "seen";

    /// <summary>Which file.</summary>
    public const string File = "file";

    public const string Value = "value";
    public const string Adherence = "adherence";
    public const string Note = "note";
    public const string Reason = "reason";
}
