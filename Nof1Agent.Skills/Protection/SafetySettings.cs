namespace Nof1Agent.Skills.Protection;

/// <summary>How this installation looks after people, from the section "Safety".</summary>
public sealed record SafetySettings
{
    /// <summary>Whether coaches work here. Then a coach, and not the person alone, says when it goes on after a crisis or a red flag. Default: no.</summary>
    public bool HasCoach { get; init; }
}
