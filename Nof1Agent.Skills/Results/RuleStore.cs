using Dapper;
using Nof1Agent.Skills.Storage;

namespace Nof1Agent.Skills.Results;

/// <summary>The personal rules of the turn's participant. Revisions are only ever added.</summary>
public sealed class RuleStore(TurnWork work)
{
    /// <summary>The rules as they stand, oldest first, without those that were dropped.</summary>
    public IReadOnlyList<PersonalRule> Current => [.. All.GroupBy(rule => rule.Id).Select(revisions => revisions.MaxBy(rule => rule.Revision)!).Where(rule => !rule.Dropped)];

    private IReadOnlyList<PersonalRule> All => work.Get<IReadOnlyList<PersonalRule>>(connection =>
        [.. connection.Query<string>("select rule from personal_rule where participant_id = @id order by at, rowid", new { id = work.Participant }).Select(work.OpenJson<PersonalRule>)]);

    /// <summary>Keeps a rule, or a further revision of one.</summary>
    public void Add(PersonalRule rule)
    {
        work.Put<IReadOnlyList<PersonalRule>>([.. All, rule]);
        work.Add(
            "insert into personal_rule (id, participant_id, revision, at, rule) values (@Id, @participant, @Revision, @now, @rule)",
            new { rule.Id, participant = work.Participant, rule.Revision, now = work.Now, rule = work.SealJson(rule) });
    }
}
