using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace Nof1Agent.Skills;

/// <summary>
/// What a skill answers: one flat record for all of them, because a model sees it as JSON. A refusal is a value with a reason, never
/// an exception. <see cref="Say"/> is the wording that may always be sent as it is; its numbers and <see cref="Facts"/> are the only
/// numbers that may reach a person.
/// </summary>
public sealed record SkillReply
{
    /// <summary>False: the skill refused, and <see cref="Say"/> tells why and what to do instead.</summary>
    public bool Ok { get; init; } = true;

    /// <summary>The fixed wording, for the person.</summary>
    public required string Say { get; init; }

    /// <summary>The numbers and words that the reply rests on.</summary>
    public IReadOnlyList<Fact> Facts { get; init; } = [];

    /// <summary>The question that is open after this reply. Null: whatever was open stays open.</summary>
    public OpenQuestion? Asks { get; init; }

    /// <summary>The end of <see cref="Say"/> that asks the open question, where it does.</summary>
    [JsonIgnore]
    public string? Question { get; init; }

    /// <summary>Buttons. Each is a function call that the person may make with one tap; the model sees only the labels.</summary>
    [JsonIgnore]
    public IReadOnlyList<Choice> Choices { get; init; } = [];

    /// <summary>The labels of <see cref="Choices"/>.</summary>
    public IReadOnlyList<string> Buttons => [.. Choices.Select(choice => choice.Label)];

    /// <summary>How the buttons are laid out.</summary>
    [JsonIgnore]
    public ChoiceLayout Layout { get; init; } = ChoiceLayout.Buttons;

    /// <summary>What follows at once, without another word of the person: the next step of the journey.</summary>
    [JsonIgnore]
    public SkillCall? Then { get; init; }

    /// <summary>The function of <see cref="Then"/>, for a model to call next.</summary>
    public string? CallNext => Then?.Function;

    /// <summary>Pictures to go with the reply.</summary>
    [JsonIgnore]
    public IReadOnlyList<Picture> Pictures { get; init; } = [];

    /// <summary>Files that the reply offers; a channel makes links or attachments of them.</summary>
    [JsonIgnore]
    public IReadOnlyList<Download> Downloads { get; init; } = [];

    /// <summary>What an app with cards shows beside the words.</summary>
    [JsonIgnore]
    public CardParts? Card { get; init; }

    /// <summary>This reply and the one that follows it at once, as one message.</summary>
    public SkillReply FollowedBy(SkillReply next) => next with
    {
        Ok = Ok && next.Ok,
        Say = Say.Length == 0 ? next.Say : next.Say.Length == 0 ? Say : $"{Say}\n\n{next.Say}",
        Facts = [.. Facts, .. next.Facts],
        Asks = next.Asks ?? Asks,
        Question = next.Say.Length == 0 ? Question : next.Question,
        Choices = next.Choices.Count > 0 ? next.Choices : Choices,
        Layout = next.Choices.Count > 0 ? next.Layout : Layout,
        Pictures = [.. Pictures, .. next.Pictures],
        Downloads = [.. Downloads, .. next.Downloads],
        Card = CardParts.Together(Card, next.Card),
    };

    /// <summary>This reply without its question and the buttons that answer it; itself where it asks none.</summary>
    public SkillReply WithoutQuestion() => Question is { } question && Say.EndsWith(question, StringComparison.Ordinal)
        ? this with { Say = Say[..^question.Length].TrimEnd(), Question = null, Choices = [], Layout = ChoiceLayout.Buttons }
        : this;

    /// <summary>A refusal.</summary>
    public static SkillReply Refuse(string reason) => new() { Ok = false, Say = reason };
}

/// <summary>A number or a word of a reply, by name.</summary>
/// <param name="Name">What it is, e.g. "smallest change that matters".</param>
/// <param name="Value">As it may be worded, with its unit, e.g. "10 minutes".</param>
public sealed record Fact(string Name, string Value);

/// <summary>A call of a skill's function by name, as a model would make it.</summary>
/// <param name="Function">plugin-function, e.g. "interview-note".</param>
/// <param name="Arguments">Its arguments.</param>
public sealed record SkillCall(string Function, JsonObject Arguments)
{
    /// <summary>A call from name and value pairs.</summary>
    public static SkillCall Of(string function, params (string Name, JsonNode? Value)[] arguments) =>
        new(function, new JsonObject(arguments.Select(a => KeyValuePair.Create(a.Name, a.Value))));
}

/// <summary>A file that a message offers.</summary>
/// <param name="Label">What it is, in words.</param>
/// <param name="Name">The name of its export form, e.g. "report.html".</param>
public sealed record Download(string Label, string Name);

/// <summary>A button: what it says, and the call behind it.</summary>
public sealed record Choice(string Label, SkillCall Call);

/// <summary>How buttons are laid out.</summary>
public enum ChoiceLayout
{
    /// <summary>Words.</summary>
    Buttons,

    /// <summary>A row of numbers from low to high.</summary>
    Scale,
}

/// <summary>The question that waits for the person's answer; at most one is open.</summary>
public enum OpenQuestion
{
    Nothing,
    Consent,
    Goal,
    Outcome,
    Mcid,
    Typical,
    Adult,
    Conditions,
    Medicines,
    Tried,
    Limits,
    Expectation,
    Candidates,
    Length,
    Confirm,
    Word,
    CheckIn,

    /// <summary>How strong a side effect is.</summary>
    Severity,
}
