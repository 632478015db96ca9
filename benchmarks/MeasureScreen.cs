using Nof1Agent.Skills.Safety;

namespace Nof1Agent.Benchmarks;

/// <summary>How much of a set of messages (rule, language, text; separated by tabulators) the safety screen finds, by rule and language.</summary>
internal static class MeasureScreen
{
    public static int Run(string[] arguments)
    {
        if (arguments is not [var file, ..] || !File.Exists(file))
        {
            Console.WriteLine("Which file? Each line: rule, language and message, separated by tabulators.");
            return 2;
        }

        var screen = SafetyScreen.Embedded();
        var lines = File.ReadLines(file).Where(line => line.Length > 0 && line[0] != '#').Select(line => line.Split('\t')).Select(parts => (Rule: parts[0], Language: parts[1], Text: parts[2], Findings: screen.Findings(parts[2]))).ToList();
        Console.WriteLine("| rule | English: found | German: found | found by any emergency rule | by any emergency or urgent rule |");
        Console.WriteLine("| --- | ---: | ---: | ---: | ---: |");
        foreach (var group in lines.GroupBy(line => line.Rule).Concat(lines.GroupBy(line => $"{line.Rule[0]} together")))
        {
            string Of(Func<(string Rule, string Language, string Text, IReadOnlyList<SafetyFinding> Findings), bool> counts, string? language = null)
            {
                var some = group.Where(line => language is null || line.Language == language).ToList();
                return $"{some.Count(counts)} of {some.Count}";
            }

            Console.WriteLine($"| {group.Key} | {Of(Found, "en")} | {Of(Found, "de")} | {Of(line => Level(line.Findings) is SafetyLevel.Emergency)} | {Of(line => Level(line.Findings) is SafetyLevel.Emergency or SafetyLevel.Urgent)} |");
        }

        return 0;

        static bool Found((string Rule, string Language, string Text, IReadOnlyList<SafetyFinding> Findings) line) => line.Findings.Any(finding => finding.Rule.Id == line.Rule);

        static SafetyLevel? Level(IReadOnlyList<SafetyFinding> findings) => findings.Count > 0 ? findings[0].Rule.Level : null;
    }
}
