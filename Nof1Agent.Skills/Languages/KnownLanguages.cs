using System.Reflection;
using System.Text.Json;

namespace Nof1Agent.Skills.Languages;

/// <summary>The languages that ship with the program: one folder of JSON files each, embedded. A new folder is a new language; no code names one.</summary>
public static class KnownLanguages
{
    private const string Root = "Nof1Agent.Skills.Languages.";
    private const string About = "language.json";

    // Its keys are the English texts of the evidence catalogue.
    private const string Catalogue = "catalogue.json";

    /// <summary>The language that every text exists in.</summary>
    public const string Default = "en";

    private static readonly Lazy<IReadOnlyList<SpokenLanguage>> Known = new(Read);

    private static readonly AsyncLocal<SpokenLanguage?> TriedOut = new();

    /// <summary>All of them, English first.</summary>
    public static IReadOnlyList<SpokenLanguage> All => TriedOut.Value is { } tried ? [.. Known.Value, tried] : Known.Value;

    /// <summary>The language that every text exists in.</summary>
    public static SpokenLanguage English => Known.Value[0];

    /// <summary>Makes a language that is not in the program known to the present flow of calls and to nothing else: whoever writes one can hear it first.</summary>
    internal static void TryOut(SpokenLanguage language) => TriedOut.Value = language;

    /// <summary>The language of a tag such as "de" or "de-AT", or of a name such as "Deutsch"; null when it is not known.</summary>
    public static SpokenLanguage? Find(string? tagOrName)
    {
        var told = tagOrName?.Trim().ToLowerInvariant() ?? "";
        return All.FirstOrDefault(language => told == language.Tag || told.StartsWith(language.Tag + "-", StringComparison.Ordinal)
            || string.Equals(told, language.Name, StringComparison.OrdinalIgnoreCase) || language.AskedForBy.Contains(told));
    }

    /// <summary>
    /// The language that a message asks for ("auf Deutsch, bitte"), or null. Only a short message asks; a long one may mention a language in passing, and so may
    /// a single word among others ("German chamomile").
    /// </summary>
    public static SpokenLanguage? AskedForIn(string message)
    {
        const int LongestRequest = 60;
        var words = $" {new string([.. message.ToLowerInvariant().Select(c => char.IsLetter(c) ? c : ' ')])} ";
        return message.Length > LongestRequest ? null : All.FirstOrDefault(language => language.AskedForBy.Any(phrase =>
            phrase.Contains(' ', StringComparison.Ordinal) ? words.Contains($" {phrase} ", StringComparison.Ordinal) : words.Trim() == phrase));
    }

    private static IReadOnlyList<SpokenLanguage> Read()
    {
        var folders = Assembly.GetExecutingAssembly().GetManifestResourceNames()
            .Where(name => name.StartsWith(Root, StringComparison.Ordinal))
            .GroupBy(name => name[Root.Length..name.IndexOf('.', Root.Length)])
            .ToDictionary(folder => folder.Key, folder => folder.Order(StringComparer.Ordinal).ToList(), StringComparer.Ordinal);
        var english = Language(Default, folders[Default], null);
        return [english, .. folders.Where(folder => folder.Key != Default).OrderBy(folder => folder.Key, StringComparer.Ordinal).Select(folder => Language(folder.Key, folder.Value, english))];
    }

    private static SpokenLanguage Language(string folder, IReadOnlyList<string> resources, SpokenLanguage? fallback)
    {
        // A resource name cannot hold a hyphen: the folder pt-BR is embedded as pt_BR.
        var tag = folder.Replace('_', '-');
        var about = SkillsJson.Read<LanguageFile>(Text(resources.Single(name => name.EndsWith($".{About}", StringComparison.Ordinal))));
        var texts = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var name in resources.Where(name => !name.EndsWith($".{About}", StringComparison.Ordinal)))
        {
            foreach (var (key, text) in SkillsJson.Read<IReadOnlyDictionary<string, JsonElement>>(Text(name)))
            {
                // A long text is a list of its lines.
                texts.Add(name.EndsWith($".{Catalogue}", StringComparison.Ordinal) ? SpokenLanguage.CatalogueKey(key) : key, text.ValueKind is JsonValueKind.Array ? string.Join("\n", text.EnumerateArray().Select(line => line.GetString())) : text.GetString()!);
            }
        }

        return new SpokenLanguage(tag.ToLowerInvariant(), about, texts, fallback);
    }

    private static string Text(string resource)
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream(resource)!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
