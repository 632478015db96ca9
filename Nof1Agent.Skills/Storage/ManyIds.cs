using System.Text.Json;

namespace Nof1Agent.Skills.Storage;

/// <summary>
/// Any number of ids in one parameter. A list of five hundred parameters is a statement to be prepared anew each time, whose every parameter is
/// looked for among all the others.
/// </summary>
internal static class ManyIds
{
    /// <summary>The condition, to be put behind a column.</summary>
    public const string In = "in (select value from json_each(@ids))";

    /// <summary>The parameter <c>ids</c> of that condition.</summary>
    public static string Of(IEnumerable<string> ids) => JsonSerializer.Serialize(ids);

    /// <summary>The parameter <c>ids</c> for participants.</summary>
    public static string Of(IEnumerable<ParticipantId> ids) => Of(ids.Select(id => id.Value));

    /// <summary>The parameter <c>ids</c> for trials.</summary>
    public static string Of(IEnumerable<TrialId> ids) => Of(ids.Select(id => id.Value));
}
