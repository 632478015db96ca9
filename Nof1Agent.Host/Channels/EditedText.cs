namespace Nof1Agent.Host.Channels;

/// <summary>A message that replaces what somebody wrote before.</summary>
internal static class EditedText
{
    /// <summary>
    /// The changed version of a message that told a day, as a correction, so that guide and model read it as one. The changed version of any other message is
    /// simply what was said: nothing but notes can have come of the first.
    /// </summary>
    public static string AsCorrection(string text) => "Correction: " + text;
}
