using Dapper;
using Nof1Agent.Skills.Storage;

namespace Nof1Agent.Skills.Results;

/// <summary>The answers that were given.</summary>
public sealed class ResultStore(TurnWork work)
{
    /// <summary>The latest answer of a trial, or null.</summary>
    public TrialAnswer? Latest(TrialId trial) => work.Get(
        connection => connection.QueryFirstOrDefault<string>("select report from result where trial_id = @trial order by revision desc limit 1", new { trial }) is { } json
            ? SkillsJson.Read<TrialAnswer>(json)
            : null,
        trial);

    /// <summary>Keeps an answer.</summary>
    public void Add(TrialId trial, TrialAnswer answer)
    {
        work.Put(answer, trial);
        work.Add(
            "insert into result (trial_id, revision, at, report) values (@trial, @revision, @at, @report)",
            new { trial, revision = answer.Revision, at = answer.At, report = SkillsJson.Write(answer) });
    }
}
