using Dapper;
using Nof1Agent.Skills.Storage;

namespace Nof1Agent.Skills.Privacy;

/// <summary>The names by which channels know the turn's participant. They are kept only to be taken out of what a model sees.</summary>
public sealed class NameStore(TurnWork work)
{
    /// <summary>What takes them out.</summary>
    public Redactor Redactor => work.Get(connection =>
    {
        var names = connection.Query<string>("select name from channel_name where participant_id = @id", new { id = work.Participant }).AsList();
        return names.Count == 0 ? Redactor.Nameless : new Redactor(names);
    });
}
