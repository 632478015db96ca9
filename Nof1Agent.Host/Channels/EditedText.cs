namespace Nof1Agent.Host.Channels;

/// <summary>A message that replaces what somebody wrote before. It is kept with a mark, because what is right to do about it depends on what the first one did.</summary>
internal static class EditedText
{
    private const string Prefix = "Correction: ";

    /// <summary>The changed message, marked.</summary>
    public static string Mark(string text) => Prefix + text;

    /// <summary>What is to be understood: in a trial a correction of a day that was told; before it simply what was said, as nothing but notes can have come of the first.</summary>
    /// <param name="text">The message, marked or not.</param>
    /// <param name="inATrial">Whether days are being told.</param>
    public static string Understood(string text, bool inATrial) => !inATrial && text.StartsWith(Prefix, StringComparison.Ordinal) ? text[Prefix.Length..] : text;
}
