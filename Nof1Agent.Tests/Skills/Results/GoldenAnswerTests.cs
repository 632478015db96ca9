using System.Text;
using Nof1Agent.Skills.Evidence;
using Nof1Agent.Skills.Results;
using Nof1Agent.Stats.Planning;
using Nof1Agent.Stats.Verdicts;
using Nof1Agent.Tests.Support;

namespace Nof1Agent.Tests.Skills.Results;

/// <summary>The texts of typical answers are reviewed files. To accept a change: run once with NOF1AGENT_ACCEPT=1, and read them.</summary>
public sealed class GoldenAnswerTests
{
    private static readonly EvidenceCatalogue Catalogue = EvidenceCatalogue.Embedded();

    [Theory]
    [InlineData("en")]
    [InlineData("de")]
    public void Texts_AreTheReviewedOnes(string tag)
    {
        var actual = new StringBuilder();
        foreach (var (title, invented) in Cases())
        {
            actual.Append("## ").Append(title).Append("\n\n").Append(invented.Say(tag)).Append("\n\n");
        }

        var file = Path.Combine("Nof1Agent.Tests", "TestData", "answers", $"{tag}.md");
        var path = Path.Combine(RepositoryRoot.Path, file);
        if (Environment.GetEnvironmentVariable("NOF1AGENT_ACCEPT") == "1")
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllText(path, actual.ToString());
        }

        Assert.True(File.Exists(path) && File.ReadAllText(path) == actual.ToString(), $"{file} differs from what is said. Read the change, then run this test once with NOF1AGENT_ACCEPT=1.");
    }

    private static IEnumerable<(string Title, InventedAnswer Answer)> Cases()
    {
        var minutes = Catalogue.Outcome("sleep-onset-minutes")!;
        var mood = Catalogue.Outcome("low-mood-rating")!;
        var headache = Catalogue.Outcome("headache-day")!;
        var flushes = Catalogue.Outcome("hot-flush-count")!;
        var quality = Catalogue.Outcome("sleep-quality-rating")!;
        const string Caffeine = "no large caffeine dose late in the day";
        yield return ("It worked (minutes, lower is better)", Judged(RandomAnswers.Of(minutes, 10, Caffeine, -16, 4), VerdictKind.ItWorked));
        yield return ("It made things worse (rating, higher is better)", Judged(RandomAnswers.Of(quality, 1, "evening blue-light filtering glasses", -1.9, 0.45), VerdictKind.ItMadeThingsWorse));
        yield return ("No difference that matters", Judged(RandomAnswers.Of(minutes, 15, "warm bath or shower before bed", -1.2, 4), VerdictKind.NoDifferenceThatMatters));
        yield return ("No difference, but it was hardly done", Done(Judged(RandomAnswers.Of(minutes, 15, "warm bath or shower before bed", -1.2, 4), VerdictKind.NoDifferenceThatMatters), 9, 20));
        yield return ("It probably helps (days with headache)", Judged(RandomAnswers.Of(headache, 0.2, "oral magnesium", -0.2, 0.11), VerdictKind.ItProbablyHelps));
        yield return ("It probably makes things worse (count)", Judged(RandomAnswers.Of(flushes, 2, "moderate exercise", 1.2, 0.75), VerdictKind.ItProbablyMakesThingsWorse));
        yield return ("Cannot tell, more weeks would settle it", Judged(RandomAnswers.Of(mood, 1, "gratitude writing", -0.3, 0.5), VerdictKind.CannotTell));
        var open = Judged(RandomAnswers.Of(mood, 1, "gratitude writing", 0.001, 0.9), VerdictKind.CannotTell);
        yield return ("Cannot tell, and more time would hardly settle it", open with { Answer = open.Answer with { Further = [new FurtherRounds(1, new FurtherCyclesResult(8, 0.31))] } });
        var lowered = Judged(RandomAnswers.Of(minutes, 10, Caffeine, -16, 4), VerdictKind.ItWorked);
        yield return ("Lowered by a second look", With(lowered, VerdictKind.ItProbablyHelps, Disagreement.CyclesAreLessSure));
        yield return ("Together with what is known it leans another way", Evidence(Judged(RandomAnswers.Of(minutes, 10, Caffeine, -6, 5.5), VerdictKind.CannotTell), -10.5, -17, -4, 0.998, 0.9, -14.4));
        yield return ("In conflict with what is known", Evidence(Judged(RandomAnswers.Of(minutes, 10, Caffeine, 16, 4), VerdictKind.ItMadeThingsWorse), 15, 7, 23, 0.01, 0.12, -14.4));
        var late = Judged(RandomAnswers.Of(minutes, 10, Caffeine, -16, 4), VerdictKind.ItWorked);
        yield return ("It hangs on late days", late with { Answer = late.Answer with { Sensitivity = [new SensitivityLine(LeftOut.Late, 3, [VerdictKind.ItProbablyHelps]), new SensitivityLine(LeftOut.Disrupted, 1, [VerdictKind.ItWorked])] } });
        yield return ("Ended early at a look", late with { Answer = late.Answer with { EndedAtLook = 3 } });
        yield return ("A large size, and a chance that is more careful", Judged(RandomAnswers.Of(minutes, 10, Caffeine, -20, 12.5), VerdictKind.CannotTell));
        yield return ("Two things, one of them harmed", With(RandomAnswers.Both(RandomAnswers.Of(minutes, 10, Caffeine, -16, 4), RandomAnswers.Of(minutes, 10, "oral magnesium", -9, 5)), [2]));
        yield return ("Blinded, against a look-alike", RandomAnswers.Blinded(Judged(RandomAnswers.Of(minutes, 10, "oral magnesium", -16, 4), VerdictKind.ItWorked)));
        yield return ("Too little data", Few(With(late, VerdictKind.TooLittleData, null)));
    }

    private static InventedAnswer Judged(InventedAnswer invented, VerdictKind expected)
    {
        Assert.Equal(expected, invented.Contrast.Verdict);
        return invented;
    }

    private static InventedAnswer With(InventedAnswer invented, VerdictKind verdict, Disagreement? disagreement) => invented with
    {
        Answer = invented.Answer with
        {
            Report = invented.Answer.Report with { Contrasts = [invented.Contrast with { Verdict = verdict, DisagreementKinds = disagreement is { } kind ? [kind] : [] }] },
        },
    };

    private static InventedAnswer With(InventedAnswer invented, IReadOnlyList<int> stopped) => invented with { Answer = invented.Answer with { StoppedArms = stopped } };

    private static InventedAnswer Evidence(InventedAnswer invented, double estimate, double low, double high, double better, double weight, double expected) => invented with
    {
        Answer = invented.Answer with
        {
            Expected = new ExpectedEffect(expected, 9),
            Report = invented.Answer.Report with { Contrasts = [invented.Contrast with { WithEvidence = new(estimate, low, high, better, weight) }] },
        },
    };

    private static InventedAnswer Few(InventedAnswer invented) =>
        invented with { Answer = invented.Answer with { Report = invented.Answer.Report with { AnsweredDays = 20, CompleteBlocks = 2 } } };

    private static InventedAnswer Done(InventedAnswer invented, int done, int told) =>
        invented with { Answer = invented.Answer with { Adherence = [new ArmAdherence(20, 20), new ArmAdherence(done, told)] } };
}
