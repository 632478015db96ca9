namespace Nof1Agent.Host.Agent.Guide.Language;

/// <summary>What a message does in the conversation.</summary>
internal enum Act
{
    /// <summary>Cannot be understood, or two readings are plausible: say so and offer buttons.</summary>
    Unclear,

    /// <summary>Gives one or more facts.</summary>
    Answer,

    /// <summary>Changes an earlier fact or check-in ("no, I meant 6").</summary>
    Correct,

    /// <summary>Does not want to answer, or does not know.</summary>
    Skip,

    /// <summary>Asks why a question is asked or why something was proposed.</summary>
    Why,

    /// <summary>Asks what this is, what it can do, or how it works.</summary>
    Help,

    Stop,
    Pause,
    Resume,
    Undo,

    /// <summary>Asks what to do today.</summary>
    Today,

    /// <summary>Asks to see the list of things to try.</summary>
    Candidates,

    /// <summary>Asks to see the own entries.</summary>
    Diary,

    /// <summary>Asks for the result, or to peek at it.</summary>
    DidItWork,

    /// <summary>Asks what is stored, who sees it, or to have it exported or deleted.</summary>
    Privacy,

    /// <summary>Wants a person.</summary>
    Human,

    Greet,
    Thanks,
}
