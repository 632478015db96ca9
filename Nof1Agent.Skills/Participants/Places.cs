using System.Collections.Frozen;
using System.Reflection;
using System.Text;
using Nof1Agent.Skills.Safety.Reading;
using NodaTime;
using NodaTime.TimeZones;

namespace Nof1Agent.Skills.Participants;

/// <summary>
/// Time zones by the words people use for where they are: cities (the zones' own and those of <c>places.tsv</c>), countries (the tz
/// database's list), and zone ids.
/// </summary>
public static class Places
{
    private static readonly FrozenDictionary<string, string> Cities = ReadCities();
    private static readonly ILookup<string, string> Countries = TzdbDateTimeZoneSource.Default.ZoneLocations!.ToLookup(location => Plain(location.CountryName), location => location.ZoneId, StringComparer.Ordinal);

    /// <summary>The zone of a place; several where a country has zones with different clocks, none where the place is unknown.</summary>
    /// <param name="place">A city, a country or an IANA zone id, in any spelling of capitals and accents.</param>
    /// <param name="now">The moment at which zones of a country are compared.</param>
    public static IReadOnlyList<DateTimeZone> Find(string place, Instant now)
    {
        var zones = DateTimeZoneProviders.Tzdb;
        if (place.Contains('/', StringComparison.Ordinal) && zones.Ids.FirstOrDefault(id => id.Equals(place.Trim(), StringComparison.OrdinalIgnoreCase)) is { } exact)
        {
            return [zones[exact]];
        }

        var plain = Plain(place);
        if (plain.Length == 0)
        {
            return [];
        }

        if (Cities.TryGetValue(plain, out var city))
        {
            return [zones[city]];
        }

        var country = Cities.GetValueOrDefault("@" + plain) is { } name ? Plain(name) : plain;
        return [.. Countries[country].Select(id => zones[id]).DistinctBy(zone => (zone.GetUtcOffset(now), zone.GetUtcOffset(now + Duration.FromDays(91)), zone.GetUtcOffset(now + Duration.FromDays(182)), zone.GetUtcOffset(now + Duration.FromDays(273))))];
    }

    /// <summary>Whether a text is a place that <see cref="Find"/> knows.</summary>
    public static bool IsKnown(string place) => Plain(place) is { Length: >= 2 } plain && (Cities.ContainsKey(plain) || Cities.ContainsKey("@" + plain) || Countries.Contains(plain));

    /// <summary>A zone's city: "Lisbon" for Europe/Lisbon.</summary>
    public static string CityOf(DateTimeZone zone) => zone.Id[(zone.Id.LastIndexOf('/') + 1)..].Replace('_', ' ');

    // The file's lines: a city and its zone, or "@" and another name of a country and the name in the tz database.
    private static FrozenDictionary<string, string> ReadCities()
    {
        var known = DateTimeZoneProviders.Tzdb.Ids.Where(id => id.Contains('/') && !id.StartsWith("Etc/", StringComparison.Ordinal) && !id.StartsWith("SystemV/", StringComparison.Ordinal))
            .GroupBy(id => Plain(id[(id.LastIndexOf('/') + 1)..])).ToDictionary(group => group.Key, group => group.OrderBy(id => id.Length).First(), StringComparer.Ordinal);
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream("Nof1Agent.Skills.Participants.places.tsv")!;
        using var reader = new StreamReader(stream);
        while (reader.ReadLine() is { } line)
        {
            if (line.Split('\t') is [{ Length: > 0 } names, { Length: > 0 } zone] && names[0] != '#')
            {
                foreach (var name in names.Split(','))
                {
                    var isCountry = name.StartsWith('@');
                    known[isCountry ? "@" + Plain(name) : Plain(name)] = zone;
                }
            }
        }

        return known.ToFrozenDictionary(StringComparer.Ordinal);
    }

    // Lower case, without accents, in the one way the program folds letters; every mark a blank.
    private static string Plain(string text)
    {
        var plain = new StringBuilder(text.Length);
        foreach (var character in FoldedText.Of(text))
        {
            if (char.IsLetterOrDigit(character))
            {
                plain.Append(character);
            }
            else if (plain.Length > 0 && plain[^1] != ' ')
            {
                plain.Append(' ');
            }
        }

        return plain.ToString().Trim() is var trimmed && trimmed.StartsWith("the ", StringComparison.Ordinal) ? trimmed[4..] : trimmed;
    }
}
