using System.Text.Json;

namespace Mutation;

/// <summary>One change that stryker made.</summary>
/// <param name="Id">Its switch.</param>
/// <param name="File">Folder and name below Nof1Agent.Stats.</param>
/// <param name="Line">First line, from 1.</param>
/// <param name="Change">What stood there and what stands there now, in one line.</param>
internal sealed record Mutant(int Id, string File, int Line, string Change)
{
    /// <summary>What a survivor is recognised by, wherever its line moves.</summary>
    public string Key => $"{File}: {Change}";

    /// <summary>Those that compile, in the order of the files.</summary>
    public static IReadOnlyList<Mutant> Read(string reportFile)
    {
        using var report = JsonDocument.Parse(System.IO.File.ReadAllText(reportFile));
        var root = report.RootElement.GetProperty("projectRoot").GetString()!;
        return [.. report.RootElement.GetProperty("files").EnumerateObject()
            .SelectMany(file => file.Value.GetProperty("mutants").EnumerateArray()
                .Where(mutant => mutant.GetProperty("status").GetString() is not ("Ignored" or "CompileError"))
                .Select(mutant => Of(mutant, Path.GetRelativePath(root, file.Name), file.Value.GetProperty("source").GetString()!)))
            .OrderBy(mutant => mutant.File, StringComparer.Ordinal).ThenBy(mutant => mutant.Line).ThenBy(mutant => mutant.Id)];
    }

    private static Mutant Of(JsonElement mutant, string file, string source)
    {
        var (start, end) = (mutant.GetProperty("location").GetProperty("start"), mutant.GetProperty("location").GetProperty("end"));
        var lines = source.ReplaceLineEndings("\n").Split('\n');
        var from = lines.Take(LineOf(start) - 1).Sum(line => line.Length + 1) + start.GetProperty("column").GetInt32() - 1;
        var to = lines.Take(LineOf(end) - 1).Sum(line => line.Length + 1) + end.GetProperty("column").GetInt32() - 1;
        var original = source.ReplaceLineEndings("\n")[from..to];
        return new Mutant(int.Parse(mutant.GetProperty("id").GetString()!), file, LineOf(start), $"{Short(original)} -> {Short(mutant.GetProperty("replacement").GetString()!)}");
    }

    private static int LineOf(JsonElement position) => position.GetProperty("line").GetInt32();

    private static string Short(string code)
    {
        var one = string.Join(' ', code.Split([' ', '\n', '\r', '\t'], StringSplitOptions.RemoveEmptyEntries));
        return one.Length <= 110 ? one : one[..70] + " ... " + one[^35..];
    }
}
