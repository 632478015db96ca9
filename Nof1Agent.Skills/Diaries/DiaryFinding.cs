namespace Nof1Agent.Skills.Diaries;

/// <summary>What a finding about a diary file means for reading it.</summary>
internal enum FindingKind
{
    /// <summary>Worth knowing; the file is read as it stands.</summary>
    Note,

    /// <summary>The file is refused, unless the person accepts the one change that the finding names.</summary>
    Correctable,

    /// <summary>The file is refused: only the person can know what was meant.</summary>
    Refusal,
}

/// <summary>One thing that is unusual or wrong about a diary file.</summary>
/// <param name="Line">Line of the file, the first is 1; null when the finding is about the file as a whole.</param>
/// <param name="Kind">What it means for reading the file.</param>
/// <param name="Text">What was found, in plain words.</param>
/// <param name="Correction">What accepting would do, as a phrase ("reads it as ..."); null unless the finding is correctable.</param>
internal sealed record DiaryFinding(int? Line, FindingKind Kind, string Text, string? Correction = null)
{
    public static DiaryFinding Refuse(int? line, string text) => new(line, FindingKind.Refusal, text);

    public static DiaryFinding Correct(int line, string text, string correction) => new(line, FindingKind.Correctable, text, correction);

    public static DiaryFinding Note(int line, string text) => new(line, FindingKind.Note, text);
}
