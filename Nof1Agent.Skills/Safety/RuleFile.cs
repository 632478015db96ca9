using System.Reflection;

namespace Nof1Agent.Skills.Safety;

/// <summary>
/// Reads the rule files. A line at the margin is a statement (<c>version</c>, <c>set</c>, <c>rule</c>, <c>title</c>, <c>source</c>,
/// <c>denial keeps</c>, <c>action gate</c>, <c>notes</c>, a language, <c>idioms</c>, <c>cited</c>, <c>joined</c>, <c>denying</c>,
/// <c>between</c>); an indented line is a phrase of it; '#' begins a comment.
/// </summary>
internal sealed class RuleFile
{
    private const string Folder = "Nof1Agent.Skills.Safety.Rules.";

    private readonly List<SafetyRule> rules = [];
    private readonly List<(string Language, string Phrase)> phrases = [];

    public List<string> Versions { get; } = [];

    public Dictionary<string, string> Sets { get; } = new(StringComparer.Ordinal);

    /// <summary>Phrases that mean something harmless: a finding inside one does not count.</summary>
    public List<string> Idioms { get; } = [];

    /// <summary>Phrases that say that the rest of the sentence was read somewhere.</summary>
    public List<string> Cited { get; } = [];

    /// <summary>Words of a source, near which a quotation is a quotation.</summary>
    public List<string> Joined { get; } = [];

    public List<string> Denying { get; } = [];

    public List<string> Between { get; } = [];

    public IReadOnlyList<SafetyRule> Rules => rules;

    /// <summary>The files that are embedded in this program; the shared words first.</summary>
    public static RuleFile Embedded()
    {
        var file = new RuleFile();
        var assembly = Assembly.GetExecutingAssembly();
        var names = assembly.GetManifestResourceNames().Where(name => name.StartsWith(Folder, StringComparison.Ordinal) && name.EndsWith(".rules", StringComparison.Ordinal));
        foreach (var name in names.OrderBy(name => name.EndsWith("words.rules", StringComparison.Ordinal) ? 0 : 1).ThenBy(name => name, StringComparer.Ordinal))
        {
            file.Read(Text(name));
        }

        return file;
    }

    /// <summary>Words that exist in English or German and look like a misspelling of a word of the rules.</summary>
    public static IEnumerable<string> ExistingWords() => Text(Folder + "existing-words.txt").Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Where(line => line[0] != '#');

    /// <summary>Adds a file.</summary>
    /// <exception cref="FormatException">A line is not understood; the message quotes it.</exception>
    public void Read(string text)
    {
        List<string>? into = null;
        var language = "";
        SafetyRule? rule = null;
        foreach (var full in text.Split('\n'))
        {
            var line = full.IndexOf('#', StringComparison.Ordinal) is var hash and >= 0 && (hash + 1 >= full.Length || !char.IsAsciiDigit(full[hash + 1])) ? full[..hash].TrimEnd() : full.TrimEnd();
            if (line.Length == 0)
            {
                continue;
            }

            if (char.IsWhiteSpace(line[0]))
            {
                if (into is null)
                {
                    phrases.Add((language, line.Trim()));
                }
                else
                {
                    into.Add(line.Trim());
                }

                continue;
            }

            var (statement, rest) = line.IndexOf(' ', StringComparison.Ordinal) is var blank and > 0 ? (line[..blank], line[(blank + 1)..].Trim()) : (line, "");
            switch (statement)
            {
                case "version": Versions.Add(rest); break;
                case "set":
                    var parts = rest.Split('=', 2, StringSplitOptions.TrimEntries);
                    Sets[parts[0]] = parts[1];
                    break;
                case "rule":
                    Close(ref rule);
                    var words = rest.Split(' ');
                    rule = new SafetyRule { Id = words[0], Level = Enum.Parse<SafetyLevel>(words[1], ignoreCase: true), Response = words[2], Title = "", Source = "" };
                    into = null;
                    break;
                case "title" when rule is not null: rule = rule with { Title = rest }; break;
                case "source" when rule is not null: rule = rule with { Source = rest }; break;
                case "denial" when rule is not null && rest == "keeps": rule = rule with { MayBeDenied = false }; break;
                case "action" when rule is not null: rule = rule with { Action = Enum.Parse<SafetyAction>(rest, ignoreCase: true) }; break;
                case "notes" when rule is not null: rule = rule with { Notes = rest }; break;
                case "en" or "de" when rule is not null: language = statement; break;
                case "idioms": into = Idioms; break;
                case "cited": into = Cited; break;
                case "joined": into = Joined; break;
                case "denying": into = Denying; break;
                case "between": into = Between; break;
                default: throw new FormatException($"The line \"{line}\" of a safety file is not understood.");
            }
        }

        Close(ref rule);
    }

    private void Close(ref SafetyRule? rule)
    {
        if (rule is { } done)
        {
            if (phrases.Count == 0 || done.Title.Length == 0 || done.Source.Length == 0)
            {
                throw new FormatException($"The safety rule {done.Id} needs a title, a source and phrases.");
            }

            rules.Add(done with { Phrases = [.. phrases] });
        }

        rule = null;
        phrases.Clear();
    }

    private static string Text(string resource)
    {
        using var reader = new StreamReader(Assembly.GetExecutingAssembly().GetManifestResourceStream(resource)!);
        return reader.ReadToEnd();
    }
}
