using System.Globalization;
using Dapper;
using Nof1Agent.Skills.Storage;

namespace Nof1Agent.Skills.Coaching;

/// <summary>
/// Friendly names by which coaches speak of people: "Amber Heron". A name follows from a keyed hash of the opaque id, so it says nothing about the person, is the same every
/// time, and is given to nobody else of the installation.
/// </summary>
public sealed class Aliases(Database database, WriterQueue writer)
{
    private const int TriesWithoutNumber = 4;
    private const int MostTries = 100;

    private static readonly string[] First =
    [
        "Amber", "Azure", "Birch", "Bright", "Calm", "Cedar", "Clear", "Clever", "Copper", "Coral", "Crisp", "Dapper", "Dawn", "Early", "Ember", "Fern", "Frosty", "Gentle", "Ginger", "Golden", "Happy", "Hazel",
        "Honest", "Indigo", "Ivory", "Jade", "Jolly", "Keen", "Kind", "Lemon", "Lilac", "Lively", "Lucky", "Lunar", "Maple", "Mellow", "Merry", "Mild", "Misty", "Neat", "Noble", "Olive", "Opal", "Patient", "Pearl",
        "Plum", "Polar", "Proud", "Quick", "Quiet", "Rapid", "Royal", "Ruby", "Rustic", "Sage", "Sandy", "Silver", "Sunny", "Swift", "Tidy", "Umber", "Velvet", "Violet", "Warm",
    ];

    private static readonly string[] Second =
    [
        "Alder", "Badger", "Beaver", "Bison", "Brook", "Cedar", "Clover", "Comet", "Crane", "Cricket", "Curlew", "Dolphin", "Eagle", "Egret", "Elm", "Falcon", "Finch", "Fox", "Gecko", "Glacier", "Harbour", "Hare",
        "Harrier", "Heron", "Ibex", "Island", "Jay", "Kestrel", "Kite", "Lagoon", "Lark", "Linnet", "Lynx", "Marten", "Meadow", "Merlin", "Moose", "Nutmeg", "Oak", "Orchid", "Osprey", "Otter", "Owl", "Panda",
        "Pebble", "Petrel", "Pine", "Plover", "Puffin", "Quail", "Raven", "Reed", "River", "Robin", "Seal", "Sparrow", "Starling", "Stork", "Swan", "Thrush", "Tiger", "Walrus", "Willow", "Wren",
    ];

    /// <summary>The name of somebody who has one.</summary>
    public string? Of(ParticipantId participant)
    {
        using var connection = database.Open();
        return connection.QuerySingleOrDefault<string>("select alias from alias where participant_id = @participant", new { participant });
    }

    /// <summary>Gives names to those of a caseload who have none yet.</summary>
    public async Task GiveMissing()
    {
        for (var attempt = 0; attempt < MostTries; attempt++)
        {
            var without = Without();
            if (without.Count == 0)
            {
                return;
            }

            // A name that is taken, or given to two at once, is tried again with the next one.
            await writer.CommitAsync([.. without.Select(id => new Write("insert into alias (participant_id, alias) values (@id, @alias) on conflict do nothing", new { id, alias = Name(id, attempt) }))]);
        }
    }

    private List<string> Without()
    {
        using var connection = database.Open();
        return connection.Query<string>("select participant_id from caseload where agreed_at is not null and participant_id not in (select participant_id from alias) order by participant_id").AsList();
    }

    private string Name(string id, int attempt)
    {
        var hash = database.Keys.Fingerprint($"alias {id} {attempt.ToString(CultureInfo.InvariantCulture)}");
        var number = hash.Skip(1).Aggregate(0u, (sum, letter) => (sum * 31) + letter);
        var name = $"{First[number % First.Length]} {Second[number / (uint)First.Length % (uint)Second.Length]}";
        return attempt < TriesWithoutNumber ? name : $"{name} {(number >> 16) % 10_000}";
    }
}
