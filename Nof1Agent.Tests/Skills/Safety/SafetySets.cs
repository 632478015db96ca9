using Nof1Agent.Tests.Support;

namespace Nof1Agent.Tests.Skills.Safety;

/// <summary>The sets of lines that the safety screen is measured on.</summary>
internal static class SafetySets
{
    /// <summary>Lines that the rules were tuned on, at least 5 per rule and language.</summary>
    public static IReadOnlyList<MustCatch> Tuning => Read("tuning.tsv");

    /// <summary>Lines by somebody who had not seen the phrases. Measured once; never tuned on.</summary>
    public static IReadOnlyList<MustCatch> Counted => Read("counted.tsv");

    /// <summary>A second such set, written from the rules' descriptions before its author had seen any phrase. Never tuned on.</summary>
    public static IReadOnlyList<MustCatch> CountedAgain => Read("counted-second.tsv");

    /// <summary>A third such set, harder than the others: told as people tell it, without the usual words. Never tuned on.</summary>
    public static IReadOnlyList<MustCatch> CountedThird => Read("counted-third.tsv");

    /// <summary>A fourth such set, plain and indirect mixed. Nothing was learned from it.</summary>
    public static IReadOnlyList<MustCatch> CountedFourth => Read("counted-fourth.tsv");

    /// <summary>Ordinary messages by somebody who had seen neither rules nor phrases. The threshold of the learned net was raised for their sake; nothing was learned from them.</summary>
    public static IReadOnlyList<MustCatch> CountedOrdinary => Read("counted-ordinary.tsv");

    /// <summary>Idioms, quotations and everyday messages.</summary>
    public static IReadOnlyList<string> MustPass => [.. Lines("must-pass.tsv").Select(line => line.Split('\t')[1])];

    /// <summary>A column of a file of other people's data, or a skipped test where that is not there.</summary>
    public static IReadOnlyList<string> External(string file, Func<IReadOnlyList<string>, string?> line)
    {
        var path = Path.Combine(Environment.GetEnvironmentVariable("NOF1AGENT_EXTERNAL_DATA") ?? "", "safety_tests", file);
        Assert.SkipUnless(File.Exists(path), $"{file} of other people's data is not there (NOF1AGENT_EXTERNAL_DATA)");
        return [.. File.ReadLines(path).Skip(1).Select(Columns).Select(line).OfType<string>()];
    }

    // Columns of a line whose quoted fields may hold commas and doubled quotes, but no line breaks.
    private static List<string> Columns(string row)
    {
        var columns = new List<string> { "" };
        var quoted = false;
        foreach (var c in row)
        {
            if (c == '"')
            {
                quoted = !quoted;
            }
            else if (c == ',' && !quoted)
            {
                columns.Add("");
            }
            else
            {
                columns[^1] += c;
            }
        }

        return columns;
    }

    private static List<MustCatch> Read(string file) => [.. Lines(file).Select(line => line.Split('\t')).Select(parts => new MustCatch(parts[0], parts[1], parts[2]))];

    private static IEnumerable<string> Lines(string file) => File.ReadLines(Path.Combine(RepositoryRoot.Path, "Nof1Agent.Tests", "TestData", "safety", file)).Where(line => line.Length > 0 && line[0] != '#');
}

/// <summary>A line with the rule that has to find it.</summary>
internal sealed record MustCatch(string Rule, string Language, string Text);
