using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using NodaTime;
using NodaTime.Text;

namespace Nof1Agent.Skills;

/// <summary>
/// What an app with cards can show beside the text of a message. The text says everything without it, so a channel that knows no cards loses nothing.
/// </summary>
public sealed record CardParts
{
    /// <summary>Chances to draw as bars.</summary>
    public IReadOnlyList<ChanceBar> Bars { get; init; } = [];

    /// <summary>The form that answers the message at one go; null where there is none.</summary>
    public DayForm? Form { get; init; }

    /// <summary>The parts of two messages that became one.</summary>
    public static CardParts? Together(CardParts? first, CardParts? second) =>
        first is null ? second : second is null ? first : new CardParts { Bars = [.. first.Bars, .. second.Bars], Form = second.Form };
}

/// <summary>A chance to draw as a bar, under the paragraph that words it.</summary>
/// <param name="Under">Words by which that paragraph is found: it begins with them.</param>
/// <param name="Of100">The chance, 1 to 99 of 100.</param>
/// <param name="Words">The same in words, for those who do not see the bar.</param>
public sealed record ChanceBar(string Under, int Of100, string Words);

/// <summary>The answer to a day in one form: the value, whether the plan was followed, a note. In finished words.</summary>
public sealed record DayForm
{
    /// <summary>Which day.</summary>
    public required LocalDate Day { get; init; }

    /// <summary>The outcome's id where it is not the primary one.</summary>
    public string? Outcome { get; init; }

    /// <summary>What the value is, e.g. "Minutes to fall asleep (min)".</summary>
    public required string ValueLabel { get; init; }

    /// <summary>The values to choose from; empty where any number may be told.</summary>
    public IReadOnlyList<FormOption> Values { get; init; } = [];

    /// <summary>What is asked about the plan; null where there is nothing to follow yet.</summary>
    public string? AdherenceLabel { get; init; }

    /// <summary>Its answers.</summary>
    public IReadOnlyList<FormOption> Adherence { get; init; } = [];

    public required string NoteLabel { get; init; }

    public required string SendLabel { get; init; }

    /// <summary>What is said where the value is no number.</summary>
    public required string NumberNeeded { get; init; }

    /// <summary>The function call that records an answer; null where its value is no number, or where it is none of those offered.</summary>
    public SkillCall? Call(FormAnswer answer)
    {
        if (answer.Number is not { } value || !double.IsFinite(value) || (Values.Count > 0 && !Values.Any(option => Number(option.Value) == value))
            || (answer.Adherence is not null && !Adherence.Any(option => option.Value == answer.Adherence)))
        {
            return null;
        }

        var arguments = new List<(string, JsonNode?)> { ("value", value), ("day", LocalDatePattern.Iso.Format(Day)) };
        void Add(string name, string? given)
        {
            if (given is not null)
            {
                arguments.Add((name, given));
            }
        }

        Add("adherence", answer.Adherence);
        Add("note", answer.Note);
        Add("outcome", Outcome);
        return SkillCall.Of("checkins-record", [.. arguments]);
    }

    /// <summary>An answer as it stands in the transcript.</summary>
    public string Words(FormAnswer answer) => string.Join("; ", new[]
    {
        $"{ValueLabel}: {Label(Values, answer.Value)}",
        answer.Adherence is { } followed ? $"{AdherenceLabel} {Label(Adherence, followed)}" : null,
        answer.Note,
    }.OfType<string>());

    internal static double? Number(string? told) =>
        double.TryParse(told?.Trim().Replace(',', '.'), NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var value) ? value : null;

    private static string Label(IReadOnlyList<FormOption> options, string? value) => options.FirstOrDefault(option => option.Value == value)?.Label ?? value ?? "";
}

/// <summary>One answer of a form.</summary>
public sealed record FormOption(string Label, string Value);

/// <summary>What somebody filled in. It takes the place of the id of a button.</summary>
public sealed record FormAnswer(string? Value, string? Adherence, string? Note)
{
    private const string Prefix = "form:";

    /// <summary>The value as a number; a decimal comma is one too.</summary>
    public double? Number => DayForm.Number(Value);

    /// <summary>As it is kept where else the id of a button stands.</summary>
    public string ToChoiceId() => Prefix + SkillsJson.Write(this);

    /// <summary>Reads it back; null for the id of a button.</summary>
    public static FormAnswer? Read(string? choiceId)
    {
        if (choiceId is null || !choiceId.StartsWith(Prefix, StringComparison.Ordinal))
        {
            return null;
        }

        try
        {
            return SkillsJson.Read<FormAnswer>(choiceId[Prefix.Length..]);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
