using Nof1Agent.Skills.Evidence;
using Nof1Agent.Skills.Languages;
using Nof1Agent.Skills.Results;
using Nof1Agent.Skills.Storage;
using Nof1Agent.Skills.Trials;
using Nof1Agent.Stats.Pooling;
using NodaTime;

namespace Nof1Agent.Skills.Studies;

/// <summary>One person's result in a series, as it was found and drawn towards the mean of all. Benefits: positive is better, in the outcome's unit; intervals of 95 %.</summary>
/// <param name="Alias">What coaches call the person.</param>
/// <param name="Estimate">From their own data alone.</param>
/// <param name="Low">Lower end of its interval.</param>
/// <param name="High">Upper end.</param>
/// <param name="Shrunken">Together with all others; null where they cannot be pooled.</param>
/// <param name="ShrunkenLow">Lower end of its interval.</param>
/// <param name="ShrunkenHigh">Upper end.</param>
public sealed record CaterpillarRow(string Alias, double Estimate, double Low, double High, double? Shrunken, double? ShrunkenLow, double? ShrunkenHigh);

/// <summary>What the finished trials of a study say together about one arm.</summary>
public sealed record SeriesArm
{
    /// <summary>The arm, in the coach's language.</summary>
    public required string Name { get; init; }

    /// <summary>How many trials are over and have an estimate.</summary>
    public required int Trials { get; init; }

    /// <summary>The random-effects result of them; null below <see cref="StudySeries.FewestTrials"/>, or where they cannot be pooled.</summary>
    public RandomEffects? Pooled { get; init; }

    /// <summary>The people, the smallest benefit first; none below <see cref="StudySeries.FewestTrials"/>.</summary>
    public IReadOnlyList<CaterpillarRow> Rows { get; init; } = [];

    /// <summary>The same in a sentence.</summary>
    public required string Say { get; init; }
}

/// <summary>The results of a study together.</summary>
/// <param name="Study">The study.</param>
/// <param name="People">How many are in it now.</param>
/// <param name="Running">How many of their trials run.</param>
/// <param name="Arms">By arm.</param>
/// <param name="Outcome">What was measured.</param>
public sealed record SeriesView(Study Study, int People, int Running, IReadOnlyList<SeriesArm> Arms, DailyOutcome Outcome);

/// <summary>
/// The series view: aggregated results of those who are in a study and agreed to it, from three trials that are over on. Nothing of a trial that runs is in it.
/// </summary>
public sealed class StudySeries(Database database, StudyBook studies, EvidenceCatalogue catalogue, TimeProvider clock, RandomSource random)
{
    /// <summary>Below so many trials nothing is pooled: it would say something about single people, and how much people differ cannot be told.</summary>
    public const int FewestTrials = 3;

    private const double Quantile = 1.959964;

    /// <summary>The view; null when there is no such study.</summary>
    /// <param name="study">The study.</param>
    /// <param name="language">The coach's language.</param>
    public SeriesView? Read(string study, SpokenLanguage language)
    {
        if (studies.Find(study) is not { } found)
        {
            return null;
        }

        using var connection = database.Open();
        var (outcome, running, results) = (catalogue.Outcome(found.Template.Outcome)!, 0, new List<(string Alias, string Arm, StudyEffect Effect)>());
        var people = StudyMembers.Of(database, connection, study);
        foreach (var (person, alias) in people)
        {
            using var work = new TurnWork(database, person, Instant.FromDateTimeOffset(clock.GetUtcNow()), random, connection);
            var own = new TrialStore(work).All.Where(trial => trial.Plan.Study?.Id == study && trial.Plan.Outcome == outcome.Id).ToList();
            running += own.Any(trial => trial.IsUnderWay) ? 1 : 0;
            if (own.LastOrDefault(trial => trial.IsOver) is { } over && new ResultStore(work).Latest(over.Id) is { } answer)
            {
                results.AddRange(answer.Report.Contrasts
                    .Where(contrast => OtherPeople.Benefit(contrast, outcome) is not null)
                    .Select(contrast => (alias, over.Plan.Arms[contrast.Arm].Name, OtherPeople.Benefit(contrast, outcome)!.Value)));
            }
        }

        var names = found.Template.Arms.Select(arm => StudyRules.EntryOf(arm, found.Template.Goal, catalogue)?.Intervention.Name ?? arm.Name.Trim());
        return new SeriesView(found, people.Count, running, [.. names.Select(name => Arm(name, [.. results.Where(result => result.Arm == name).Select(result => (result.Alias, result.Effect))], outcome, language))], outcome);
    }

    private static SeriesArm Arm(string arm, IReadOnlyList<(string Alias, StudyEffect Effect)> results, DailyOutcome outcome, SpokenLanguage language)
    {
        var name = language.Translated(arm);
        if (results.Count < FewestTrials)
        {
            return new SeriesArm { Name = name, Trials = results.Count, Say = language.Say("studies.series.too-few", ("count", results.Count), ("fewest", FewestTrials)) };
        }

        var pooled = RandomEffects.Pool([.. results.Select(result => result.Effect)]).Result;
        var rows = results.Select((result, place) => pooled is null
            ? new CaterpillarRow(result.Alias, result.Effect.Estimate, Low(result.Effect.Estimate, result.Effect.StandardError), High(result.Effect.Estimate, result.Effect.StandardError), null, null, null)
            : new CaterpillarRow(
                result.Alias, result.Effect.Estimate, Low(result.Effect.Estimate, result.Effect.StandardError), High(result.Effect.Estimate, result.Effect.StandardError), pooled.Individual[place].Estimate,
                Low(pooled.Individual[place].Estimate, pooled.Individual[place].StandardError), High(pooled.Individual[place].Estimate, pooled.Individual[place].StandardError)));
        return new SeriesArm
        {
            Name = name,
            Trials = results.Count,
            Pooled = pooled,
            Rows = [.. rows.OrderBy(row => row.Estimate)],
            Say = pooled is null ? language.Say("studies.series.not-poolable") : language.Say(
                "studies.series.pooled", ("count", results.Count), ("mean", Signed(pooled.Mean, outcome, language)), ("low", Signed(pooled.Interval.Low, outcome, language)), ("high", Signed(pooled.Interval.High, outcome, language))),
        };
    }

    private static string Signed(double benefit, DailyOutcome outcome, SpokenLanguage language) =>
        language.Say(benefit < 0 ? "sharing.worse" : "sharing.better", ("size", outcome.SayDifference(benefit, language)));

    private static double Low(double estimate, double error) => estimate - (Quantile * error);

    private static double High(double estimate, double error) => estimate + (Quantile * error);
}
