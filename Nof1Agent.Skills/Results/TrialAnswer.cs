using System.Text.Json.Serialization;
using Nof1Agent.Stats.Planning;
using Nof1Agent.Stats.Reports;
using Nof1Agent.Stats.Verdicts;
using NodaTime;

namespace Nof1Agent.Skills.Results;

/// <summary>The answer of a trial as it was given. A later revision (a corrected day) is stored beside it.</summary>
public sealed record TrialAnswer
{
    public required int Revision { get; init; }

    public required Instant At { get; init; }

    /// <summary>True when the person ended the trial before its planned end.</summary>
    public required bool StoppedEarly { get; init; }

    /// <summary>True when a strong side effect ended it.</summary>
    public bool StoppedForHarm { get; init; }

    /// <summary>Arms that a strong side effect stopped while the others went on.</summary>
    public IReadOnlyList<int> StoppedArms { get; init; } = [];

    /// <summary>Whether an arm did harm enough to be stopped, or to end the trial (which ends for all arms where nobody can tell which one it was).</summary>
    public bool DidHarm(int arm) => StoppedForHarm || StoppedArms.Contains(arm);

    /// <summary>The contrasts that say enough for a rule of the person's own: those with a verdict, and those that did harm.</summary>
    [JsonIgnore]
    public IReadOnlyList<ContrastReport> MayBeRules => [.. Report.Contrasts.Where(contrast => DidHarm(contrast.Arm) || (contrast.Refusal is null && contrast.Verdict is not (VerdictKind.CannotTell or VerdictKind.TooLittleData)))];

    /// <summary>In a blinded trial: how often the person guessed right what a period was; null where nothing was asked.</summary>
    public GuessAgreement? Guesses { get; init; }

    /// <summary>The round after which a declared look ended the trial, from 1; null when none did.</summary>
    public int? EndedAtLook { get; init; }

    /// <summary>How many revisions of days it rests on: another number means that it has to be computed again.</summary>
    public required int DiaryRevisions { get; init; }

    public required TrialReport Report { get; init; }

    /// <summary>The same analysis with some days left out.</summary>
    public IReadOnlyList<SensitivityLine> Sensitivity { get; init; } = [];

    /// <summary>What would settle the answers that are open.</summary>
    public IReadOnlyList<FurtherRounds> Further { get; init; } = [];

    /// <summary>How the days of each arm were carried out, in the order of the arms.</summary>
    public IReadOnlyList<ArmAdherence> Adherence { get; init; } = [];

    /// <summary>What studies of others led to expect of arm 1 (arm minus comparator); null when nothing usable is known.</summary>
    public ExpectedEffect? Expected { get; init; }
}

/// <summary>An effect that was expected: a normal distribution for one person, in the outcome's unit.</summary>
public sealed record ExpectedEffect(double Mean, double StandardDeviation);

/// <summary>Which days a sensitivity analysis leaves out.</summary>
public enum LeftOut
{
    /// <summary>Days that were told after their day was over.</summary>
    Late,

    /// <summary>Days of illness or travel.</summary>
    Disrupted,

    /// <summary>Days that were not done as planned: what is left is "per protocol", no longer as assigned.</summary>
    NotAsPlanned,
}

/// <summary>One sensitivity analysis.</summary>
/// <param name="Kind">What it leaves out.</param>
/// <param name="Days">How many days with an answer that are.</param>
/// <param name="Verdicts">The verdict without them, by contrast.</param>
public sealed record SensitivityLine(LeftOut Kind, int Days, IReadOnlyList<VerdictKind> Verdicts);

/// <summary>Further rounds that would settle an arm's answer.</summary>
public sealed record FurtherRounds(int Arm, FurtherCyclesResult Result);

/// <summary>How an arm's counted days with an answer were carried out.</summary>
/// <param name="AsPlanned">Done as planned.</param>
/// <param name="Told">Days about which anything was told.</param>
public sealed record ArmAdherence(int AsPlanned, int Told)
{
    /// <summary>Whether enough of the days were done as planned to judge the thing itself.</summary>
    public bool IsFaithful => Told == 0 || AsPlanned >= AnswerRule.FaithfulShare * Told;
}
