using System.Text.Json.Serialization;

namespace Nof1Agent.Skills.Interview;

/// <summary>What the person told about themselves, in the order it is asked. A list that is null was not asked yet; an empty one means "none".</summary>
public sealed record InterviewNotes
{
    /// <summary>Nothing told yet.</summary>
    public static InterviewNotes Empty { get; } = new();

    /// <summary>The goal in their own words.</summary>
    public string? GoalInOwnWords { get; init; }

    /// <summary>The catalogue's goal that it was matched with.</summary>
    public string? Goal { get; init; }

    /// <summary>The outcome that will be measured (id of a daily outcome).</summary>
    public string? Outcome { get; init; }

    /// <summary>Smallest change that matters to them, in the outcome's unit, above 0.</summary>
    public double? Mcid { get; init; }

    /// <summary>The outcome on a good day.</summary>
    public double? TypicalGood { get; init; }

    /// <summary>The outcome on a bad day.</summary>
    public double? TypicalBad { get; init; }

    public bool? Adult { get; init; }

    public bool? Pregnant { get; init; }

    public IReadOnlyList<string>? Conditions { get; init; }

    public IReadOnlyList<string>? Medicines { get; init; }

    public IReadOnlyList<string>? Tried { get; init; }

    /// <summary>What they would not want to do.</summary>
    public IReadOnlyList<string>? Limits { get; init; }

    /// <summary>How much they expect it to help, 0 to 10, asked before the start: expectation colours what people report.</summary>
    public double? Expectation { get; init; }

    /// <summary>Questions that they chose not to answer.</summary>
    public IReadOnlyList<OpenQuestion> Skipped { get; init; } = [];

    /// <summary>Safety rules that keep anything from being started until a clinician has agreed.</summary>
    public IReadOnlyList<string> Blocks { get; init; } = [];

    /// <summary>What the safety screen noted in passing: a condition in the person's words, or the name of a caution.</summary>
    public IReadOnlyList<string> Cautions { get; init; } = [];

    /// <summary>The first question that has neither an answer nor a "skip"; null when the interview is complete.</summary>
    [JsonIgnore]
    public OpenQuestion? Next => Order.Cast<OpenQuestion?>().FirstOrDefault(question => !Answered(question!.Value) && !Skipped.Contains(question.Value));

    private static IReadOnlyList<OpenQuestion> Order { get; } =
    [
        OpenQuestion.Goal, OpenQuestion.Outcome, OpenQuestion.Mcid, OpenQuestion.Typical, OpenQuestion.Adult, OpenQuestion.Conditions,
        OpenQuestion.Medicines, OpenQuestion.Tried, OpenQuestion.Limits, OpenQuestion.Expectation,
    ];

    /// <summary>Questions that candidates cannot be proposed without: skipping is refused.</summary>
    public static bool MayBeSkipped(OpenQuestion question) => question is not (OpenQuestion.Goal or OpenQuestion.Outcome or OpenQuestion.Adult);

    /// <summary>The day-to-day standard deviation that the good and the bad day suggest: read as their 10th and 90th percentile, 2.56 sd apart for a normal distribution.</summary>
    public double? SdFromTypicalDays() =>
        TypicalGood is { } good && TypicalBad is { } bad && Math.Abs(bad - good) > 0 ? Math.Abs(bad - good) / 2.56 : null;

    private bool Answered(OpenQuestion question) => question switch
    {
        OpenQuestion.Goal => Goal is not null,
        OpenQuestion.Outcome => Outcome is not null,
        OpenQuestion.Mcid => Mcid is not null,
        OpenQuestion.Typical => TypicalGood is not null && TypicalBad is not null,
        OpenQuestion.Adult => Adult is not null,
        OpenQuestion.Conditions => Conditions is not null || Pregnant is true,
        OpenQuestion.Medicines => Medicines is not null,
        OpenQuestion.Tried => Tried is not null,
        OpenQuestion.Limits => Limits is not null,
        OpenQuestion.Expectation => Expectation is not null,
        OpenQuestion.Nothing or OpenQuestion.Consent or OpenQuestion.Candidates or OpenQuestion.Length or OpenQuestion.Confirm or OpenQuestion.Word
            or OpenQuestion.CheckIn or OpenQuestion.Severity => true,
    };
}
