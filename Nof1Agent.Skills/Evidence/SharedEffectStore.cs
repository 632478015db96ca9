using Dapper;
using Nof1Agent.Skills.Storage;
using Nof1Agent.Stats.Pooling;

namespace Nof1Agent.Skills.Evidence;

/// <summary>What people agreed to share, and who has decided. The two cannot be joined: a shared effect names no person, trial or time.</summary>
public sealed class SharedEffectStore(TurnWork work)
{
    /// <summary>The shared effects of one intervention on one outcome: benefits in the outcome's unit, positive is better.</summary>
    public IReadOnlyList<StudyEffect> Of(string intervention, string outcome) =>
    [
        .. work.Reader.Query<Row>("select effect, standard_error from shared_effect where intervention = @intervention and outcome = @outcome order by effect, standard_error", new { intervention, outcome })
            .Select(row => new StudyEffect(row.Effect, row.StandardError)),
    ];

    /// <summary>The shared effects on one outcome, by intervention: benefits in the outcome's unit, positive is better.</summary>
    public ILookup<string, StudyEffect> On(string outcome) => work.Reader
        .Query<Row>("select intervention, effect, standard_error from shared_effect where outcome = @outcome order by intervention, effect, standard_error", new { outcome })
        .ToLookup(row => row.Intervention, row => new StudyEffect(row.Effect, row.StandardError));

    /// <summary>What the person decided about a trial; null: nothing, which is a no.</summary>
    public bool? Decision(TrialId trial) => work.Get(
        connection => connection.QuerySingleOrDefault<string>("select decision from sharing where trial_id = @trial and participant_id = @participant", new { trial, participant = work.Participant }) switch
        {
            "yes" => true,
            "no" => false,
            _ => (bool?)null,
        },
        trial);

    /// <summary>Keeps a decision; a yes stands, since what was shared can no longer be found.</summary>
    public void Decide(TrialId trial, bool agree)
    {
        work.Put((bool?)agree, trial);
        work.Add(
            "insert into sharing (trial_id, participant_id, decision) values (@trial, @participant, @decision) on conflict (trial_id) do update set decision = @decision where sharing.decision = 'no'",
            new { trial, participant = work.Participant, decision = agree ? "yes" : "no" },
            mustChange: 1);
    }

    /// <summary>Shares one effect.</summary>
    public void Share(string intervention, string outcome, StudyEffect effect) => work.Add(
        "insert into shared_effect (id, intervention, outcome, effect, standard_error) values (@id, @intervention, @outcome, @effect, @standardError)",
        new { id = work.Random.NewId(), intervention, outcome, effect = effect.Estimate, standardError = effect.StandardError });

    private sealed record Row
    {
        public string Intervention { get; init; } = "";

        public double Effect { get; init; }

        public double StandardError { get; init; }
    }
}
