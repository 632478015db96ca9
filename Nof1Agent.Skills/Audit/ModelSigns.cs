using Dapper;
using Nof1Agent.Skills.Storage;
using NodaTime;

namespace Nof1Agent.Skills.Audit;

/// <summary>How the language model has done lately, over all conversations: counts only.</summary>
/// <param name="Calls">Calls of the model.</param>
/// <param name="Answered">Those that it answered.</param>
/// <param name="Judged">Turns in which the model's words were judged.</param>
/// <param name="HeldBack">Those in which some were held back.</param>
public sealed record ModelSigns(long Calls, long Answered, long Judged, long HeldBack)
{
    /// <summary>Nothing was asked of a model.</summary>
    public static ModelSigns None { get; } = new(0, 0, 0, 0);

    /// <summary>Enough calls to tell, and none of them answered.</summary>
    public bool IsOutage => Calls >= FewestCalls && Answered == 0;

    /// <summary>Ten turns or more held back, and at least half of all.</summary>
    public bool IsGuardStorm => HeldBack >= FewestHeldBack && 2 * HeldBack >= Judged;

    private const int FewestCalls = 3;
    private const int FewestHeldBack = 10;

    /// <summary>Counts from a moment on.</summary>
    public static ModelSigns Since(Database database, Instant from)
    {
        using var connection = database.Open();
        var (calls, answered) = connection.QuerySingle<(long, long)>("select count(*), coalesce(sum(outcome = 'answered'), 0) from model_call where at >= @from", new { from });
        var guards = connection.Query<(string AnsweredBy, string Guard)>("select answered_by, guard from turn where at >= @from and exists (select 1 from model_call c where c.turn_id = turn.id)", new { from })
            .Select(row => database.Keys.Open(row.Guard)).ToList();
        return new ModelSigns(calls, answered, guards.Count, guards.Count(guard => guard.Contains("held back", StringComparison.Ordinal)));
    }
}
