using Dapper;
using Nof1Agent.Skills.Storage;

namespace Nof1Agent.Skills.Privacy;

/// <summary>The names by which channels know the turn's participant, and by which they called themselves. They are kept only to be taken out of what a model sees.</summary>
public sealed class NameStore(TurnWork work)
{
    private const int MostNames = 40;

    private IReadOnlyList<string>? names;
    private Redactor? redactor;

    /// <summary>What takes them out.</summary>
    public Redactor Redactor => redactor ??= Known.Count == 0 ? Redactor.Nameless : new Redactor(Known);

    private IReadOnlyList<string> Known => names ??= work.Reader.Query<string>("select name from channel_name where participant_id = @id", new { id = work.Participant }).Select(work.Open).OfType<string>().ToList();

    /// <summary>Keeps the names that somebody gives themselves in a text. Only after consent; what is known already is not kept twice.</summary>
    public void LearnFrom(string text)
    {
        foreach (var name in SelfIntroduction.NamesIn(text).Where(name => Known.Count < MostNames && !Known.Contains(name, StringComparer.OrdinalIgnoreCase)))
        {
            (names, redactor) = ([.. Known, name], null);
            work.Add("insert into channel_name (participant_id, name) values (@participant, @name) on conflict do nothing", new { participant = work.Participant, name = work.Seal(name, stable: true) });
        }
    }
}
