using System.Globalization;
using Nof1Agent.Host.Agent.Guide.Language;
using NodaTime;

namespace Nof1Agent.Tests.Host.Agent.Guide.Language;

/// <summary>One sentence with the question that is open and what must be read from it.</summary>
internal sealed record Row(string Asked, string Text, string Expected)
{
    /// <summary>The language that the person is spoken with.</summary>
    public string? Language { get; init; }

    public static readonly LocalDate Wednesday = new(2026, 3, 18);

    public static IEnumerable<Row> Parse(string rows) => rows
        .Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
        .Select(line => line.Split('|', StringSplitOptions.TrimEntries))
        .Select(parts => new Row(parts[0], parts[1], parts[2]));

    public ReadingContext Context()
    {
        var (asked, variant) = Asked.Split('@') is [var a, var v] ? (a, v) : (Asked, "");
        var context = new ReadingContext
        {
            Asked = Enum.Parse<Asked>(asked, ignoreCase: true),
            Goal = "sleep onset",
            OutcomeName = "sleep onset latency",
            Unit = "min",
            OutcomeOptions = ["sleep onset latency", "total sleep time", "rating"],
            CandidateNames = ["caffeine avoidance (pooled)", "warm bath or shower before bed", "CBT-I style routine (stimulus control, fixed rise time, wind-down)", "low-dose melatonin"],
            WeekOptions = [4, 6, 8],
            Today = Wednesday,
            Language = Language,
        };
        if (context.Asked is Nof1Agent.Host.Agent.Guide.Language.Asked.Consent or Nof1Agent.Host.Agent.Guide.Language.Asked.Goal)
        {
            context = context with { Goal = null, OutcomeName = null, Unit = null };
        }

        return variant switch
        {
            "" => context,
            "new" => context with { Goal = null, OutcomeName = null, Unit = null, OutcomeOptions = [], CandidateNames = [], WeekOptions = [] },
            "rating" => context with { OutcomeName = "rating", Unit = "points" },
            "quality" => context with { Goal = "sleep quality", OutcomeName = "sleep quality", Unit = "points" },
            "tst" => context with { Goal = "sleep quality", OutcomeName = "total sleep time", Unit = "min" },
            "bp" => context with { Goal = "blood pressure", OutcomeName = "systolic blood pressure", Unit = "mmHg" },
            "count" => context with { Goal = "hot flushes", OutcomeName = "hot flushes", Unit = "per day" },
            "pain" => context with { Goal = "chronic pain", OutcomeOptions = ["pain intensity"] },
            _ => throw new ArgumentException($"No context '{variant}'."),
        };
    }

    /// <summary>The first thing that was read otherwise than expected, or null.</summary>
    public string? Mismatch()
    {
        var read = Reader.Read(Text, Context());
        var parts = Expected.Split(' ', 2);
        var expected = parts.Length == 1 ? [] : Fields(parts[1]);
        var actual = Written(read.Facts);
        var problems = new List<string>();
        if (!read.Act.ToString().Equals(parts[0], StringComparison.OrdinalIgnoreCase))
        {
            problems.Add($"act {read.Act}");
        }

        foreach (var (key, value) in expected)
        {
            var found = actual.GetValueOrDefault(key);
            if (found is null || !(key is "note" ? found.Contains(value, StringComparison.OrdinalIgnoreCase) : found.Equals(value, StringComparison.OrdinalIgnoreCase)))
            {
                problems.Add($"{key} is {found ?? "missing"}");
            }
        }

        // A note too many does no harm, nor that today is today; any other fact that was not said does.
        var today = Wednesday.ToString("uuuu-MM-dd", CultureInfo.InvariantCulture);
        problems.AddRange(actual.Where(a => a.Key != "note" && (a.Key, a.Value) != ("day", today) && !expected.ContainsKey(a.Key)).Select(a => $"unexpected {a.Key}={a.Value}"));
        return problems.Count == 0 ? null : $"[{Asked}] \"{Text}\" should be <{Expected}>: {string.Join("; ", problems)}";
    }

    // "value=25 note=had a coffee at 4": a value reaches to the next key.
    private static Dictionary<string, string> Fields(string text)
    {
        var fields = new Dictionary<string, string>();
        var key = "";
        foreach (var word in text.Split(' '))
        {
            var at = word.IndexOf('=', StringComparison.Ordinal);
            if (at > 0)
            {
                key = word[..at];
                fields[key] = word[(at + 1)..];
            }
            else
            {
                fields[key] += " " + word;
            }
        }

        return fields;
    }

    private static Dictionary<string, string> Written(Facts facts)
    {
        var fields = new Dictionary<string, string?>
        {
            ["consent"] = YesNo(facts.Consent),
            ["goal"] = facts.Goal,
            ["outcome"] = facts.Outcome,
            ["mcid"] = Number(facts.Mcid),
            ["typicalGood"] = Number(facts.TypicalGood),
            ["typicalBad"] = Number(facts.TypicalBad),
            ["adult"] = YesNo(facts.Adult),
            ["pregnant"] = YesNo(facts.Pregnant),
            ["conditions"] = List(facts.Conditions),
            ["medicines"] = List(facts.Medicines),
            ["tried"] = List(facts.Tried),
            ["limits"] = List(facts.Limits),
            ["expectation"] = Number(facts.Expectation),
            ["candidate"] = facts.Candidate is { } c ? c.Position?.ToString(CultureInfo.InvariantCulture) ?? c.Name : null,
            ["weeks"] = Number(facts.Weeks),
            ["confirm"] = YesNo(facts.Confirm),
            ["word"] = facts.Word,
            ["value"] = Number(facts.Value),
            ["adherence"] = facts.Adherence?.ToString(),
            ["day"] = facts.Day?.ToString("uuuu-MM-dd", CultureInfo.InvariantCulture),
            ["missing"] = facts.Missing?.ToString(),
            ["disrupted"] = facts.Disrupted?.ToString(),
            ["sideEffect"] = facts.SideEffect,
            ["note"] = facts.Note,
        };
        return fields.Where(f => f.Value is not null).ToDictionary(f => f.Key, f => f.Value!);
    }

    private static string? YesNo(bool? value) => value is null ? null : value.Value ? "yes" : "no";

    private static string? Number(double? value) => value?.ToString(CultureInfo.InvariantCulture);

    private static string? List(IReadOnlyList<string>? items) => items is null ? null : items.Count == 0 ? "-" : string.Join('+', items);
}
