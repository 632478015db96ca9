using System.Globalization;
using System.Text.RegularExpressions;
using Nof1Agent.Skills.Evidence;
using Nof1Agent.Skills.Languages;
using Nof1Agent.Skills.Results;
using Nof1Agent.Stats.Reports;
using Nof1Agent.Stats.Verdicts;
using Nof1Agent.Tests.Support;

namespace Nof1Agent.Tests.Skills.Results;

/// <summary>No sentence contradicts its numbers, in any language, and all of them are easy to read.</summary>
public sealed partial class AnswerWordingTests
{
    private const int Drawn = 2000;
    private const double HighestGrade = 8;

    // What the words of a side say about the sign of the outcome's change; written down here a second time, on purpose.
    private static readonly Dictionary<string, int> Sides = new(StringComparer.Ordinal)
    {
        ["faster"] = -1, ["slower"] = 1, ["less"] = -1, ["fewer"] = -1, ["more"] = 1, ["lower"] = -1, ["higher"] = 1,
        ["schneller"] = -1, ["langsamer"] = 1, ["weniger"] = -1, ["mehr"] = 1, ["niedriger"] = -1, ["höher"] = 1,
        ["earlier"] = -1, ["later"] = 1, ["früher"] = -1, ["später"] = 1,
    };

    private static readonly Dictionary<string, Dictionary<string, VerdictKind>> Openings = new(StringComparer.Ordinal)
    {
        ["en"] = new(StringComparer.Ordinal)
        {
            ["It worked for you:"] = VerdictKind.ItWorked, ["It made things worse for you:"] = VerdictKind.ItMadeThingsWorse,
            ["It made no difference that matters to you:"] = VerdictKind.NoDifferenceThatMatters, ["It probably helps you:"] = VerdictKind.ItProbablyHelps,
            ["It probably makes things worse for you:"] = VerdictKind.ItProbablyMakesThingsWorse, ["I cannot tell if this helps you:"] = VerdictKind.CannotTell,
        },
        ["de"] = new(StringComparer.Ordinal)
        {
            ["Es hat bei dir gewirkt:"] = VerdictKind.ItWorked, ["Es hat dir geschadet:"] = VerdictKind.ItMadeThingsWorse,
            ["Es hat für dich keinen Unterschied gemacht, der zählt:"] = VerdictKind.NoDifferenceThatMatters, ["Es hilft dir wohl:"] = VerdictKind.ItProbablyHelps,
            ["Es schadet dir wohl:"] = VerdictKind.ItProbablyMakesThingsWorse, ["Ich kann nicht sagen, ob es dir hilft:"] = VerdictKind.CannotTell,
        },
    };

    private static readonly Dictionary<string, string> Careful = new(StringComparer.Ordinal) { ["en"] = "more careful", ["de"] = "mit mehr Vorsicht" };

    private static readonly Dictionary<string, string> Usual = new(StringComparer.Ordinal) { ["en"] = "your usual routine", ["de"] = "deinem normalen Alltag" };

    private static readonly Dictionary<string, string> LookAlike = new(StringComparer.Ordinal) { ["en"] = "the look-alike", ["de"] = "dem Scheinpräparat" };

    [Fact]
    public void Answers_OfWhatDidHarm_NeverSayToKeepItOrToGoOn()
    {
        for (ulong i = 0; i < 200; i++)
        {
            var invented = RandomAnswers.Draw(i);
            foreach (var harmed in new[] { invented.Answer with { StoppedForHarm = true }, invented.Answer with { StoppedArms = [.. Enumerable.Range(1, invented.Answer.Report.Contrasts.Count)] } })
            {
                var said = (invented with { Answer = harmed }).Say("en");
                Assert.Contains("leave it out, as you told me of a strong side effect", said, StringComparison.Ordinal);
                Assert.DoesNotContain("you may keep it", said, StringComparison.Ordinal);
                Assert.DoesNotContain("What would settle it", said, StringComparison.Ordinal);
            }
        }
    }

    [Theory]
    [InlineData("en")]
    [InlineData("de")]
    public void Answers_TwoThousandRandomEstimates_NeverContradictTheirNumbers(string tag)
    {
        var seen = new HashSet<(int, VerdictKind)>();
        for (ulong i = 0; i < Drawn; i++)
        {
            var invented = RandomAnswers.Draw(i);
            foreach (var contrast in invented.Answer.Report.Contrasts)
            {
                seen.Add((contrast.Arm, contrast.Verdict));
                var problems = Problems(invented, contrast, tag).ToList();
                Assert.True(problems.Count == 0, $"draw {i}: {string.Join("; ", problems)}\n{invented.Say(tag)}\n{contrast}");
            }
        }

        // A property test that never meets a verdict says nothing about it: six of the first thing, six of the second.
        Assert.Equal(12, seen.Count);
    }

    [Theory]
    [InlineData("en")]
    [InlineData("de")]
    public void Answers_FiveHundredRandomEstimates_ReadAtGradeEightOrLower(string tag)
    {
        var grades = Enumerable.Range(0, 500).Select(i => RandomAnswers.Draw((ulong)i)).Select(invented => (Grade: Readability.Grade(invented.Say(tag), tag), invented)).ToList();
        var worst = grades.MaxBy(pair => pair.Grade);
        TestContext.Current.SendDiagnosticMessage("{0}: mean {1:F1}, highest {2:F1}", tag, grades.Average(pair => pair.Grade), worst.Grade);
        Assert.True(worst.Grade <= HighestGrade, $"grade {worst.Grade:F1}, mean {grades.Average(pair => pair.Grade):F1}:\n{worst.invented.Say(tag)}");
    }

    // Grades as published (Wikipedia, "Flesch-Kincaid readability tests"); a counter of syllables by rule may be stricter, never milder.
    [Theory]
    [InlineData("The cat sat on the mat.", -1.45)]
    [InlineData("The Australian platypus is seemingly a hybrid of a mammal and reptilian creature.", 11.3)]
    public void FleschKincaid_PublishedExamples_AreNotGradedLower(string text, double grade) => Assert.InRange(Readability.FleschKincaid(text), grade - 0.1, grade + 2);

    private static IEnumerable<string> Problems(InventedAnswer invented, ContrastReport contrast, string tag)
    {
        var outcome = invented.Outcome;
        var whole = invented.Say(tag);
        var sentences = invented.Sentences(tag);
        string Part(AnswerPart part) => string.Join(" ", sentences.Where(sentence => sentence.Part == part && (sentence.Arm ?? contrast.Arm) == contrast.Arm).Select(sentence => sentence.Text));
        if (whole.Contains('{') || whole.Contains('}') || whole.Contains("NaN", StringComparison.Ordinal) || whole.Contains("  ", StringComparison.Ordinal) || whole.Contains("..", StringComparison.Ordinal))
            yield return "an unfinished sentence";
        if (Never().IsMatch(whole))
            yield return "a chance of 0 or 100 in 100";
        if (WrongPlural().IsMatch(whole))
            yield return $"a wrong plural: {WrongPlural().Match(whole).Value}";

        var opening = Openings[tag].Where(known => Part(AnswerPart.Verdict).StartsWith(known.Key, StringComparison.Ordinal)).Select(known => (VerdictKind?)known.Value).SingleOrDefault();
        if (opening != contrast.Verdict)
            yield return $"the opening says {opening}, the verdict is {contrast.Verdict}";
        // What is said of one thing names it and never another.
        var names = invented.Plan.Arms.Skip(1).Select(arm => arm.NameIn(KnownLanguages.Find(tag)!)).ToList();
        if (!Part(AnswerPart.Verdict).Contains(names[contrast.Arm - 1], StringComparison.Ordinal) || names.Where((name, place) => place != contrast.Arm - 1 && !names[contrast.Arm - 1].Contains(name, StringComparison.Ordinal)).Any(Part(AnswerPart.Verdict).Contains))
            yield return "the verdict names another thing";
        if (invented.Answer.DidHarm(contrast.Arm) != HarmNext().IsMatch(Part(AnswerPart.Next)) || (invented.Answer.DidHarm(contrast.Arm) && KeepNext().IsMatch(Part(AnswerPart.Next))))
            yield return "what comes next forgets a harm, or names one that was none";

        // Direction and size, against the estimate as a reader would round it.
        var factor = outcome.Kind is OutcomeKind.YesNo ? 100 : 1;
        var size = Part(AnswerPart.Size);
        var change = size[..size.IndexOf(". ", StringComparison.Ordinal)];
        var shown = Math.Abs(Math.Round(factor * contrast.Estimate, Digits(factor * contrast.Estimate), MidpointRounding.AwayFromZero));
        var sides = Words().Matches(change).Select(word => Sides.GetValueOrDefault(word.Value)).Where(side => side != 0).Distinct().ToList();
        if (shown == 0 ? sides.Count != 0 : sides is not [var side] || side != Math.Sign(contrast.Estimate))
            yield return "the direction of the change is wrong";
        if (shown != 0 && !Numbers(change).Contains(shown))
            yield return $"the size {shown} is not said";
        // What it is compared with is what the plan has: never the usual routine where there was a look-alike.
        if (change.Contains(Usual[tag], StringComparison.Ordinal) == invented.Plan.Blinded || change.Contains(LookAlike[tag], StringComparison.Ordinal) != invented.Plan.Blinded)
            yield return "the size names another comparator than the plan";
        var better = Math.Sign(contrast.Estimate) * (outcome.LowerIsBetter ? -1 : 1);
        if ((contrast.Verdict is VerdictKind.ItWorked or VerdictKind.ItProbablyHelps && better <= 0) || (contrast.Verdict is VerdictKind.ItMadeThingsWorse or VerdictKind.ItProbablyMakesThingsWorse && better >= 0))
            yield return "the verdict and the direction do not go together";

        // The range says both ends, each on its side.
        var range = size[(change.Length + 1)..];
        var digits = Digits(factor * Math.Max(Math.Abs(contrast.Low), Math.Abs(contrast.High)));
        var ends = new[] { contrast.Low, contrast.High }.Select(end => Math.Round(factor * end, digits, MidpointRounding.AwayFromZero)).Select(end => (Shown: end, Side: Math.Sign(end))).ToList();
        var told = Numbers(range).ToList();
        if (ends.Exists(end => end.Shown != 0 && !told.Contains(Math.Abs(end.Shown))))
            yield return "an end of the range is not said";
        var rangeSides = Words().Matches(range).Select(word => Sides.GetValueOrDefault(word.Value)).Where(found => found != 0).ToHashSet();
        if (!rangeSides.SetEquals(ends.Select(end => end.Side).Where(found => found != 0)))
            yield return "the range names a wrong side";

        // Chances: of the likelier side, never less for "at all" than for "enough", and as high as the verdict needs.
        var chances = Chance().Matches(Part(AnswerPart.Chances)).Select(match => int.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture)).ToList();
        if (chances.Count == 0 || chances.Exists(chance => chance is < 1 or > 99) || (chances is [var atAll, var enough] && enough > atAll))
            yield return "the chances are not in order";
        var harm = HarmWord().IsMatch(Part(AnswerPart.Chances));
        if (contrast.Verdict is not VerdictKind.NoDifferenceThatMatters && harm != contrast.ProbabilityBetter < 0.5)
            yield return "the chances are told of the wrong side";
        var least = contrast.Verdict switch
        {
            VerdictKind.ItWorked or VerdictKind.ItMadeThingsWorse => 95,
            VerdictKind.ItProbablyHelps or VerdictKind.ItProbablyMakesThingsWorse => 85,
            VerdictKind.NoDifferenceThatMatters => 90,
            _ => 50,
        };
        if (chances.Count > 0 && chances[0] < least)
            yield return "the chance is too small for the verdict";
        if (contrast.Verdict is VerdictKind.ItWorked or VerdictKind.ItMadeThingsWorse && chances is [_, var matters] && matters < 50)
            yield return "a change that matters is less likely than not, and yet it worked";

        // The range and the chances speak of the same change: where a reader would see them apart, one sentence says why.
        var nearest = contrast.Low > 0 ? contrast.Low : contrast.High < 0 ? -contrast.High : 0;
        var beyond = nearest > 0 && nearest >= invented.Plan.Mcid;
        var apart = (nearest > 0 && chances is [< 95, ..]) || (beyond && chances is [_, < 50]);
        var explained = Part(AnswerPart.Chances).Contains(Careful[tag], StringComparison.Ordinal);
        // So do the size and the chance that it is enough: computed here a second time, from a normal curve around the estimate.
        var alone = invented.Plan.Mcid is { } line && Math.Abs(contrast.Estimate) >= line ? 100 * MathNet.Numerics.Distributions.Normal.CDF(0, contrast.StandardDeviation!.Value, Math.Abs(contrast.Estimate) - line) : 0;
        var gap = chances is [_, var said] ? alone - said : 0;
        if (contrast.Verdict is not VerdictKind.NoDifferenceThatMatters && (apart || gap > 11) && !explained)
            yield return "the range or the size and the chances are apart, and nothing says why";
        if (explained && !apart && gap < 9 && (nearest == 0 || chances[0] > 95))
            yield return "the range, the size and the chances agree, and yet one of them is called more careful";
        // Invented errors reach further than those of a trial of weeks; the sentence checked above stands beside such a pair.
        if (beyond && chances is [_, < 25])
            yield return "the range lies beyond what matters, and the chance of that is small";
        if (beyond && contrast.Verdict is VerdictKind.NoDifferenceThatMatters)
            yield return "the range lies beyond what matters, and yet there is no difference that matters";

        // "If it were not for these days" is said exactly where the verdict would be another.
        if ((Part(AnswerPart.Sensitivity).Length > 0) != invented.Answer.Sensitivity.Any(line => line.Verdicts[contrast.Arm - 1] != contrast.Verdict))
            yield return "sensitivity is said where it changes nothing, or is not said where it does";
        if ((Part(AnswerPart.Others).Length > 0) != AnswerRule.EvidenceDiffers(contrast, invented.Plan.Mcid))
            yield return "others are spoken of where they say the same, or are not where they differ";
    }

    private static int Digits(double value) => Math.Abs(value) switch { >= 10 => 0, >= 1 => 1, _ => 2 };

    private static IEnumerable<double> Numbers(string text) => Number().Matches(text).Select(match => double.Parse(match.Value.Replace(',', '.'), CultureInfo.InvariantCulture));

    [GeneratedRegex(@"(?<![\d.,])(?:0|100) (?:in|von) 100\b(?! Tagen)|about (?:0|100) of 10\b")]
    private static partial Regex Never();

    [GeneratedRegex(@"(?<![\d.,])1 (?:minutes|points|days|weeks|rounds|full rounds|Minuten|Punkte|Tage|Wochen|Runden|vollen Runden)\b|(?<!\b1 |\d)(?:[02-9]|\d+[.,]\d+|\d\d+) (?:minute|point|day|week|full round|Minute|Punkt|Tag|Woche|volle Runde)\b(?! von| in 100)")]
    private static partial Regex WrongPlural();

    [GeneratedRegex(@"\p{L}+")]
    private static partial Regex Words();

    [GeneratedRegex(@"\d+(?:[.,]\d+)?")]
    private static partial Regex Number();

    [GeneratedRegex(@"(?:etwa|about) (\d+) (?:in|von) 100\b")]
    private static partial Regex Chance();

    [GeneratedRegex("strong side effect|starken? Nebenwirkung")]
    private static partial Regex HarmNext();

    [GeneratedRegex("may keep it|dabei bleiben")]
    private static partial Regex KeepNext();

    [GeneratedRegex("worse|schadet")]
    private static partial Regex HarmWord();
}
