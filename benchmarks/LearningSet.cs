using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Nof1Agent.Benchmarks;

/// <summary>A message to learn from.</summary>
/// <param name="File">Where it stands.</param>
/// <param name="Rule">The rule that it is about; "none" for an ordinary message.</param>
/// <param name="IsGerman">Null where it is not said.</param>
/// <param name="Text">The message.</param>
internal sealed record LearningLine(string File, string Rule, bool? IsGerman, string Text);

/// <summary>The messages that the learned screen learns from. Never the counted sets: those are to tell how well it does.</summary>
internal static class LearningSet
{
    // What the weights hang on besides the messages: how they are read, and how it is learned.
    private static readonly string[] Reading = ["Nof1Agent.Skills/Safety/Learned/WordingFeatures.cs", "Nof1Agent.Skills/Safety/Rules/words.rules", "benchmarks/TrainScreen.cs"];
    private static readonly string[] Guides = ["openings.json", "openings-2.json", "openings-3.json"];
    private static readonly string[] GermanGuides = ["german.txt", "german-2.txt", "german-3.txt"];

    /// <summary>Whether a rule is one of E1 to E15.</summary>
    public static bool IsEmergency(string rule) => rule[0] == 'E';

    /// <summary>All of them, in the order of the files.</summary>
    /// <param name="root">The repository's folder.</param>
    public static IReadOnlyList<LearningLine> Read(string root) => [.. Files(root).SelectMany(Lines)];

    /// <summary>SHA-256 of the files, and of what reads them and learns from them, in hexadecimal.</summary>
    public static string Fingerprint(string root)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var file in Files(root).Concat(Reading.Select(name => Path.Combine(root, name))))
        {
            hash.AppendData(Encoding.UTF8.GetBytes(File.ReadAllText(file).ReplaceLineEndings("\n")));
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    private static IEnumerable<string> Files(string root) => FilesBelow(Path.Combine(root, "Nof1Agent.Tests", "TestData"));

    private static IEnumerable<string> FilesBelow(string folder) =>
    [
        .. Directory.EnumerateFiles(Path.Combine(folder, "safety", "learning"), "*.tsv").Order(StringComparer.Ordinal),
        Path.Combine(folder, "safety", "tuning.tsv"), Path.Combine(folder, "safety", "must-pass.tsv"),
        .. Guides.Concat(GermanGuides).Select(name => Path.Combine(folder, "guide", name)),
    ];

    private static IEnumerable<LearningLine> Lines(string file) => Path.GetExtension(file) switch
    {
        ".json" => Messages(JsonDocument.Parse(File.ReadAllText(file)).RootElement).Select(text => new LearningLine(file, "none", false, text)),
        ".txt" => File.ReadLines(file).Where(line => line.Length > 0 && line[0] != '#').Select(line => new LearningLine(file, "none", true, GermanMessage(line))),
        _ => File.ReadLines(file).Where(line => line.Length > 0 && line[0] != '#').Select(line => line.Split('\t'))
            .Select(parts => parts.Length > 2 ? new LearningLine(file, parts[0], parts[1] == "de", parts[2]) : new LearningLine(file, "none", parts[0] == "de", parts[1])),
    };

    // "what is asked | what somebody says | what it means".
    private static string GermanMessage(string line) => line.Split('|') is [_, var said, ..] ? said.Trim() : line;

    private static IEnumerable<string> Messages(JsonElement element) => element.EnumerateArray().Select(one => one.GetProperty("text").GetString()!);
}
