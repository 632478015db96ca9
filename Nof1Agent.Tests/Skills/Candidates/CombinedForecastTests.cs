using Nof1Agent.Skills.Candidates;
using Nof1Agent.Skills.Evidence;
using Nof1Agent.Skills.Interview;
using Nof1Agent.Stats.Forecasts;
using Nof1Agent.Stats.Pooling;

namespace Nof1Agent.Tests.Skills.Candidates;

public sealed class CombinedForecastTests
{
    private const string Caffeine = "no large caffeine dose late in the day";
    private const string Music = "bedtime music";
    private static readonly EvidenceCatalogue Catalogue = EvidenceCatalogue.Embedded();
    private static readonly DailyOutcome Minutes = Catalogue.Outcome("sleep-onset-minutes")!;

    private static readonly InterviewNotes Sleeper = new()
    {
        Goal = "sleep onset", Outcome = "sleep-onset-minutes", Mcid = 10, Adult = true, Pregnant = false, Conditions = [], Medicines = [], Tried = [], Limits = [],
    };

    [Fact]
    public void Rank_ModelSurerThanTheStudies_CountsAtMostOneHalf()
    {
        var forecast = Forecast(Caffeine, Belief(Caffeine, 5, (4, -1, 9, 0.1)))!;
        Assert.Equal(0.5, forecast.ModelShare, 9);
        Assert.Equal(0.5 * (14.4 + 4), forecast.Mean, 6);
    }

    [Fact]
    public void Rank_ModelLessSureThanTheStudies_CountsByItsPrecision()
    {
        var published = Forecast(Caffeine, belief: null)!.StandardDeviation;
        var forecast = Forecast(Caffeine, Belief(Caffeine, 5, (14.4, -45.6, 74.4, 0.53)))!;
        var own = 60 / 1.281552;
        Assert.Equal(Math.Pow(own, -2) / (Math.Pow(own, -2) + Math.Pow(published, -2)), forecast.ModelShare, 5);
    }

    [Fact]
    public void Rank_AnswersThatDisagree_WidenTheForecast()
    {
        var same = Forecast(Music, Belief(Music, 5, (10, 0, 20, 0.5)))!;
        var apart = Forecast(Music, Belief(Music, 5, (10, 0, 20, 0.5), (30, 20, 40, 0.99), (-10, -20, 0, 0.01), (10, 0, 20, 0.5), (10, 0, 20, 0.5)))!;
        Assert.Equal(same.Mean, apart.Mean, 6);
        Assert.True(apart.StandardDeviation > 1.1 * same.StandardDeviation);
    }

    [Fact]
    public void Rank_NoPublishedNumber_IsHeldAgainstNothingKnown()
    {
        var forecast = Forecast(Music, Belief(Music, 5, (10, 0, 20, 0.5)))!;
        Assert.Contains(forecast.Sources, source => source.Source == SourceForecast.NothingKnown && source.Weight >= 0.5);
        Assert.True(forecast.Mean <= 5);
        Assert.Equal(1, forecast.Sources.Sum(source => source.Weight), 9);
    }

    [Fact]
    public void Rank_TooFewUsableAnswers_CountForNothing()
    {
        // Two of five contradict themselves, one is off the scale.
        var belief = Belief(Music, 5, (10, 0, 20, 0.5), (10, 0, 20, 0.5), (10, 0, 20, 0.99), (10, 12, 20, 0.5), (10, -900, 20, 0.5));
        Assert.Null(Forecast(Music, belief));
    }

    [Fact]
    public void Rank_BeliefAboutAnotherOutcome_CountsForNothing() => Assert.Null(Forecast(Music, Belief(Music, 5, (10, 0, 20, 0.5)) with { Outcome = "sleep-quality-rating" }));

    [Fact]
    public void Rank_FiveTrialsOfOthers_CountAndFourDoNot()
    {
        static CandidateGrounds Grounds(int count) => new()
        {
            Others = new Dictionary<(string, string), IReadOnlyList<StudyEffect>> { [(Music, "sleep-onset-minutes")] = [.. Enumerable.Range(0, count).Select(i => new StudyEffect(8 + i, 3))] },
        };
        Assert.Null(Rank(Music, Grounds(4)).Forecast);
        var forecast = Rank(Music, Grounds(5)).Forecast!;
        Assert.Equal(10, forecast.Mean, 6);
        Assert.Equal(RandomEffects.Pool([.. Enumerable.Range(0, 5).Select(i => new StudyEffect(8 + i, 3))]).Result!.NextPerson!.Value.StandardDeviation, forecast.StandardDeviation, 6);
    }

    [Fact]
    public void MostForModel_FollowsItsRecord()
    {
        static SourceRecord Record(int trials, double own) => new([.. Enumerable.Repeat((own, 1.0), trials)]);
        Assert.Equal(0.5, CombinedForecast.MostForModel(SourceRecord.Empty, SourceRecord.Empty), 9);
        Assert.True(CombinedForecast.MostForModel(Record(4, 0.1), SourceRecord.Empty) <= 0.5);
        Assert.True(CombinedForecast.MostForModel(Record(20, 0.5), SourceRecord.Empty) > 0.5);
        Assert.True(CombinedForecast.MostForModel(Record(2, 3), SourceRecord.Empty) < 0.5);
        Assert.InRange(CombinedForecast.MostForModel(Record(200, 3), SourceRecord.Empty), 0.2, 0.27); // tends to 1 / (1 + 3)
    }

    [Fact]
    public void Rank_SameChances_TheLesserBurdenComesFirst()
    {
        // Both are believed to do exactly the same; one is swallowed.
        var sniff = new OwnIdea { Name = "an idea", Instruction = "Do it.", Goal = "sleep onset", Category = "other" };
        var light = sniff with { Name = "the other idea", Category = "behavioural" };
        Assert.True(Burden.Of(light.ToEntry(Minutes)) < Burden.Of(Catalogue.Entries.First(entry => entry.Intervention.Category == "over-the-counter")));
        var list = CandidateRanking.Rank(Catalogue, Sleeper, [], new TriggerSettings(), new CandidateGrounds { Ideas = [sniff, light] });
        Assert.Contains(list.Candidates, candidate => candidate is { Name: "an idea", MayStart: false });
        Assert.Contains(list.Candidates, candidate => candidate is { Name: "the other idea", MayStart: true, Forecast: null, Trigger: Trigger.NoNumber });
    }

    [Fact]
    public void BeliefQuestion_ChangesWithWhatItMayDependOn()
    {
        var asked = BeliefQuestion.About(Catalogue, Sleeper, []).Fingerprint;
        Assert.Equal(asked, BeliefQuestion.About(Catalogue, Sleeper, []).Fingerprint);
        Assert.NotEqual(asked, BeliefQuestion.About(Catalogue, Sleeper with { Mcid = 11 }, []).Fingerprint);
        Assert.NotEqual(asked, BeliefQuestion.About(Catalogue, Sleeper with { Tried = ["earplugs"] }, []).Fingerprint);
    }

    private static EffectForecast? Forecast(string name, ModelBelief? belief) => Rank(name, new CandidateGrounds { Belief = belief }).Forecast;

    private static Candidate Rank(string name, CandidateGrounds grounds) =>
        CandidateRanking.Rank(Catalogue, Sleeper, [], new TriggerSettings(), grounds).Candidates.Single(candidate => candidate.Name == name);

    private static ModelBelief Belief(string name, int asked, params (double Median, double Low, double High, double Helps)[] stated) => new()
    {
        Model = "test", Question = "q", Outcome = "sleep-onset-minutes", Mcid = 10, Asked = asked,
        Answers = [.. Enumerable.Range(0, asked).Select(i => stated[i % stated.Length]).Select(s => new StatedBelief(name, new StatedInterval(s.Median, s.Low, s.High, s.Helps)))],
    };
}
