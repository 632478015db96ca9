namespace Nof1Agent.Skills.Results;

/// <summary>What a sentence of an answer is about, in the order in which they are said.</summary>
public enum AnswerPart
{
    /// <summary>That the trial ended before its last day, and why.</summary>
    Early,

    /// <summary>The verdict in everyday words.</summary>
    Verdict,

    /// <summary>How large the change is, in the person's own unit, with its range.</summary>
    Size,

    /// <summary>How probable it is, as natural frequencies.</summary>
    Chances,

    /// <summary>Second opinions that do not agree.</summary>
    SecondLook,

    /// <summary>The answer together with what is known from others, where it differs.</summary>
    Others,

    /// <summary>Days without which the verdict would be another.</summary>
    Sensitivity,

    /// <summary>What it rests on, and what it does not say.</summary>
    Limits,

    /// <summary>What comes next.</summary>
    Next,
}

/// <summary>A sentence or two of an answer.</summary>
/// <param name="Part">What it is about.</param>
/// <param name="Arm">The arm it is about; null for the whole trial.</param>
/// <param name="Text">As it is said.</param>
public sealed record AnswerText(AnswerPart Part, int? Arm, string Text);
