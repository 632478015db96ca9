using Dapper;
using Nof1Agent.Skills.Storage;

namespace Nof1Agent.Skills.Candidates;

/// <summary>The lists that were shown, and what own trials said.</summary>
public sealed class CandidateStore(TurnWork work)
{
    /// <summary>The latest list, or null before the first.</summary>
    public CandidateList? Latest => work.Get(connection =>
        connection.QueryFirstOrDefault<string>("select list from candidate_list where participant_id = @id order by at desc, rowid desc limit 1", new { id = work.Participant }) is { } json
            ? work.OpenJson<CandidateList>(json)
            : null);

    /// <summary>What the person's own trials said, oldest first.</summary>
    public IReadOnlyList<TestedOnYou> Tested => work.Get<IReadOnlyList<TestedOnYou>>(connection =>
        [.. connection.Query<string>("select tested from tested_intervention where participant_id = @id order by at, rowid", new { id = work.Participant }).Select(work.OpenJson<TestedOnYou>)]);

    /// <summary>Keeps a list as it was shown: the trigger's decisions and their inputs are its log.</summary>
    public void Add(CandidateList list)
    {
        work.Put(list);
        work.Add(
            "insert into candidate_list (id, participant_id, at, list) values (@id, @participant, @now, @list)",
            new { id = work.Random.NewId(), participant = work.Participant, now = work.Now, list = work.SealJson(list) });
    }

    /// <summary>Keeps what an own trial said.</summary>
    public void Add(TestedOnYou tested)
    {
        work.Put<IReadOnlyList<TestedOnYou>>([.. Tested, tested]);
        work.Add(
            "insert into tested_intervention (id, participant_id, at, tested) values (@id, @participant, @now, @tested)",
            new { id = work.Random.NewId(), participant = work.Participant, now = work.Now, tested = work.SealJson(tested) });
    }

    /// <summary>What a language model stated last, or null where none was asked.</summary>
    public ModelBelief? Belief => work.Get(connection =>
        connection.QueryFirstOrDefault<string>("select belief from model_belief where participant_id = @id order by at desc, rowid desc limit 1", new { id = work.Participant }) is { } json
            ? work.OpenJson<ModelBelief>(json)
            : null);

    /// <summary>Ideas of the person that are not in the catalogue, oldest first.</summary>
    public IReadOnlyList<OwnIdea> Ideas => work.Get<IReadOnlyList<OwnIdea>>(connection =>
        [.. connection.Query<string>("select idea from own_idea where participant_id = @id order by at, rowid", new { id = work.Participant }).Select(work.OpenJson<OwnIdea>)]);

    /// <summary>Keeps what a language model stated, every answer as it was given.</summary>
    public void Add(ModelBelief belief)
    {
        work.Put<ModelBelief?>(belief);
        work.Add(
            "insert into model_belief (id, participant_id, at, belief) values (@id, @participant, @now, @belief)",
            new { id = work.Random.NewId(), participant = work.Participant, now = work.Now, belief = work.SealJson(belief) });
    }

    /// <summary>Keeps an idea.</summary>
    public void Add(OwnIdea idea)
    {
        work.Put<IReadOnlyList<OwnIdea>>([.. Ideas, idea]);
        work.Add(
            "insert into own_idea (id, participant_id, at, idea) values (@id, @participant, @now, @idea)",
            new { id = work.Random.NewId(), participant = work.Participant, now = work.Now, idea = work.SealJson(idea) });
    }
}
