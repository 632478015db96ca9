using System.Reflection;

namespace Nof1Agent.Skills.Safety;

/// <summary>
/// The fixed texts that answer a finding, per language, with the numbers of the person's country. Nothing is added to them and nothing
/// is generated.
/// </summary>
public sealed class SafetyResponses
{
    private readonly IReadOnlyDictionary<string, IReadOnlyDictionary<string, string>> texts;
    private readonly IReadOnlyList<HelpLine> lines;

    private SafetyResponses(ResponsesFile texts, LinesFile numbers)
    {
        this.texts = texts.Texts;
        lines = numbers.Lines;
        Languages = [.. texts.Texts.Keys];
        Countries = [.. numbers.Lines.Select(line => line.Country)];
    }

    /// <summary>Languages that every text exists in.</summary>
    public IReadOnlyList<string> Languages { get; }

    /// <summary>Countries with numbers of their own (ISO 3166), and "" for everywhere else.</summary>
    public IReadOnlyList<string> Countries { get; }

    /// <summary>The texts and numbers that are embedded in this program.</summary>
    public static SafetyResponses Embedded() => new(SkillsJson.Read<ResponsesFile>(Text("responses.json")), SkillsJson.Read<LinesFile>(Text("help-lines.json")));

    /// <summary>The keys that there are texts for.</summary>
    public IEnumerable<string> Keys => texts["en"].Keys;

    /// <summary>A text as it is sent.</summary>
    /// <param name="key">Its key.</param>
    /// <param name="locale">The person's locale, e.g. "de-AT"; another language than those here gets English.</param>
    /// <param name="timeZone">The person's IANA time zone: it tells the country where the locale does not.</param>
    public string Say(string key, string? locale, string? timeZone)
    {
        var language = locale is { Length: >= 2 } && texts.ContainsKey(locale[..2]) ? locale[..2] : "en";
        var line = LineOf(locale, timeZone);
        return texts[language][key]
            .Replace("{emergency}", Of(line.Emergency, language), StringComparison.Ordinal)
            .Replace("{crisis}", Of(line.Crisis, language), StringComparison.Ordinal)
            .Replace("{violence}", Of(line.Violence, language), StringComparison.Ordinal);
    }

    /// <summary>The numbers of a country by locale, else by time zone, else those for everywhere.</summary>
    public HelpLine LineOf(string? locale, string? timeZone)
    {
        var region = locale is { Length: 5 } && locale[2] is '-' or '_' ? locale[3..].ToUpperInvariant() : null;
        return lines.FirstOrDefault(line => region is not null && line.Country == region)
            ?? lines.FirstOrDefault(line => timeZone is not null && line.TimeZones.Any(zone => timeZone == zone || (zone.EndsWith('/') && timeZone.StartsWith(zone, StringComparison.Ordinal))))
            ?? lines.First(line => line.Country.Length == 0);
    }

    private static string Of(IReadOnlyDictionary<string, string> byLanguage, string language) => byLanguage.TryGetValue(language, out var text) ? text : byLanguage["en"];

    private static string Text(string name)
    {
        using var reader = new StreamReader(Assembly.GetExecutingAssembly().GetManifestResourceStream($"Nof1Agent.Skills.Safety.Rules.{name}")!);
        return reader.ReadToEnd();
    }

    private sealed record ResponsesFile
    {
        public required IReadOnlyDictionary<string, IReadOnlyDictionary<string, string>> Texts { get; init; }
    }

    private sealed record LinesFile
    {
        public required IReadOnlyList<HelpLine> Lines { get; init; }
    }
}

/// <summary>The numbers of one country.</summary>
public sealed record HelpLine
{
    /// <summary>ISO 3166 code; empty for everywhere else.</summary>
    public required string Country { get; init; }

    /// <summary>Time zones that mean this country; one that ends in '/' is a beginning.</summary>
    public IReadOnlyList<string> TimeZones { get; init; } = [];

    /// <summary>The emergency number, by language.</summary>
    public required IReadOnlyDictionary<string, string> Emergency { get; init; }

    /// <summary>Who to talk to about suicide, by language.</summary>
    public required IReadOnlyDictionary<string, string> Crisis { get; init; }

    /// <summary>Who helps against violence, by language.</summary>
    public required IReadOnlyDictionary<string, string> Violence { get; init; }

    /// <summary>Where the numbers were seen.</summary>
    public required string Source { get; init; }

    /// <summary>The day somebody last called or looked them up live; null: never, to be done before release.</summary>
    public string? Verified { get; init; }
}
