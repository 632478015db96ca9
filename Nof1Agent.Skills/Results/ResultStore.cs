using Dapper;
using Nof1Agent.Skills.Storage;
using Nof1Agent.Stats.Verdicts;

namespace Nof1Agent.Skills.Results;

/// <summary>The answers that were given, and the declared looks that were taken.</summary>
public sealed class ResultStore(TurnWork work)
{
    /// <summary>The latest answer of a trial, or null.</summary>
    public TrialAnswer? Latest(TrialId trial) => work.Get(
        connection => connection.QueryFirstOrDefault<string>("select report from result where trial_id = @trial order by revision desc limit 1", new { trial }) is { } json
            ? work.OpenJson<TrialAnswer>(json)
            : null,
        trial);

    /// <summary>Keeps an answer.</summary>
    public void Add(TrialId trial, TrialAnswer answer)
    {
        work.Put(answer, trial);
        work.Add(
            "insert into result (trial_id, revision, at, report) values (@trial, @revision, @at, @report)",
            new { trial, revision = answer.Revision, at = answer.At, report = work.SealJson(answer) });
    }

    /// <summary>The looks that were taken, oldest first.</summary>
    public IReadOnlyList<DeclaredLook> Looks(TrialId trial) => work.Get<IReadOnlyList<DeclaredLook>>(
        connection => [.. connection.Query<LookRow>("select * from look where trial_id = @trial order by cycle", new { trial }).Select(row => row.ToLook())], trial);

    /// <summary>Keeps a look. It is taken once: a second one meets the primary key.</summary>
    public void Add(TrialId trial, DeclaredLook look)
    {
        work.Put<IReadOnlyList<DeclaredLook>>([.. Looks(trial), look], trial);
        work.Add(
            "insert into look (trial_id, cycle, at, log_bayes_factor, probability_no_difference, decision, arms) values (@trial, @cycle, @at, @factor, @none, @decision, @arms)",
            new { trial, cycle = look.Cycle, at = work.Now, factor = look.LogBayesFactor, none = look.ProbabilityNoDifference, decision = look.Decision.ToString(), arms = SkillsJson.Write(look.Arms) });
    }

    private sealed record LookRow
    {
        public int Cycle { get; init; }

        public double? LogBayesFactor { get; init; }

        public double? ProbabilityNoDifference { get; init; }

        public string Decision { get; init; } = "";

        public string? Arms { get; init; }

        public DeclaredLook ToLook() => new(Cycle, LogBayesFactor, ProbabilityNoDifference, Enum.Parse<LookOutcome>(Decision)) { Arms = Arms is { } arms ? SkillsJson.Read<IReadOnlyList<ArmLook>>(arms) : [] };
    }
}
