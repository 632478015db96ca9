using System.Globalization;
using System.Reflection;
using System.Text;
using System.Text.RegularExpressions;

namespace Nof1Agent.Skills.Safety;

/// <summary>How much a finding stops.</summary>
public enum SafetyLevel
{
    /// <summary>Ask, then allow or drop.</summary>
    Caution,

    /// <summary>No new experiment; pause a running one; say who to see.</summary>
    Urgent,

    /// <summary>Stop everything and give the number.</summary>
    Emergency,
}

/// <summary>What the screen found in a text.</summary>
/// <param name="Rule">The rule's id, e.g. "E3".</param>
/// <param name="Level">How much it stops.</param>
/// <param name="Response">The fixed text that answers it.</param>
public sealed record SafetyFinding(string Rule, SafetyLevel Level, string Response)
{
    /// <summary>Suicide and self-harm: the conversation stays in support mode until safety is confirmed.</summary>
    public bool HoldsConversation => Rule is "E1" or "E2";
}

/// <summary>
/// Looks for red flags in every text, deterministically, before anything else happens. No model can switch it off. Rules are data
/// (<c>Safety/rules.json</c>); all patterns run in the non-backtracking engine, so that the time is linear in the text.
/// </summary>
public sealed class SafetyScreen
{
    /// <summary>The rule that finds somebody under 18.</summary>
    public const string MinorRule = "U4";

    private readonly IReadOnlyList<CompiledRule> rules;

    private SafetyScreen(RulesFile file)
    {
        Version = file.Version;
        PausedNotice = file.Paused;
        rules =
        [
            .. file.Rules.OrderByDescending(rule => rule.Level).Select(rule => new CompiledRule(
                new SafetyFinding(rule.Id, rule.Level, file.Responses[rule.Response]),
                new Regex(string.Join('|', rule.Patterns.Select(pattern => $"(?:{pattern})")), RegexOptions.NonBacktracking | RegexOptions.CultureInvariant))),
        ];
    }

    /// <summary>Which rules these are.</summary>
    public string Version { get; }

    /// <summary>Said only when an experiment was running and is now paused.</summary>
    public string PausedNotice { get; }

    /// <summary>The rules that are embedded in this program.</summary>
    public static SafetyScreen Embedded()
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream("Nof1Agent.Skills.Safety.rules.json")!;
        using var reader = new StreamReader(stream);
        return new SafetyScreen(SkillsJson.Read<RulesFile>(reader.ReadToEnd()));
    }

    /// <summary>The fixed response of a rule.</summary>
    public string ResponseOf(string rule) => rules.First(known => known.Finding.Rule == rule).Finding.Response;

    /// <summary>The gravest finding in a text, or null.</summary>
    public SafetyFinding? Check(string text)
    {
        var plain = Normalise(text);
        return rules.FirstOrDefault(rule => rule.Pattern.IsMatch(plain))?.Finding;
    }

    // Lower case, without accents and apostrophes, every other mark a blank: what people type on a phone has few of them anyway.
    private static string Normalise(string text)
    {
        var plain = new StringBuilder(text.Length);
        foreach (var character in text.Normalize(NormalizationForm.FormD))
        {
            var category = CharUnicodeInfo.GetUnicodeCategory(character);
            if (category is UnicodeCategory.NonSpacingMark || character is '\'' or '’' or '`' or '´')
            {
                continue;
            }

            var kept = char.IsLetterOrDigit(character) || character == '/' ? char.ToLowerInvariant(character) : ' ';
            if (kept != ' ' || (plain.Length > 0 && plain[^1] != ' '))
            {
                plain.Append(kept);
            }
        }

        return plain.ToString();
    }

    private sealed record CompiledRule(SafetyFinding Finding, Regex Pattern);

    private sealed record RulesFile
    {
        public required string Version { get; init; }

        public required IReadOnlyList<Rule> Rules { get; init; }

        public required IReadOnlyDictionary<string, string> Responses { get; init; }

        public required string Paused { get; init; }
    }

    private sealed record Rule
    {
        public required string Id { get; init; }

        public required SafetyLevel Level { get; init; }

        public required string Response { get; init; }

        public required IReadOnlyList<string> Patterns { get; init; }
    }
}
