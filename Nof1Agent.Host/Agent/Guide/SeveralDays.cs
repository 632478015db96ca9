using System.Text.RegularExpressions;
using Nof1Agent.Host.Agent.Guide.Language;
using Nof1Agent.Skills;

namespace Nof1Agent.Host.Agent.Guide;

/// <summary>Reads a message that tells of more than one day: "yesterday 6, today 4", "Mon 20 min, Tue 35, forgot the tablet".</summary>
internal static partial class SeveralDays
{
    private const int MostDays = 8;

    /// <summary>One set of facts per day; empty unless each part names another day and holds a value or a reason.</summary>
    public static IReadOnlyList<Facts> Read(string text, AgentState state)
    {
        if (state.Trial is not ("running" or "baseline" or "paused") || state.OpenQuestion is not (OpenQuestion.CheckIn or OpenQuestion.Nothing))
        {
            return [];
        }

        var parts = new List<string>();
        foreach (var piece in Cut().Split(text).Where(piece => piece.Trim().Length > 0))
        {
            // What names no day belongs to the day before it: "yesterday 6, forgot the tablet, today 4".
            if (NamesDay().IsMatch(piece) || parts.Count == 0)
            {
                parts.Add(piece.Trim());
            }
            else
            {
                parts[^1] += ", " + piece.Trim();
            }
        }

        if (parts.Count is < 2 or > MostDays || !parts.TrueForAll(part => NamesDay().IsMatch(part)))
        {
            return [];
        }

        var read = parts.ConvertAll(part => GuidePlanner.Understand(part, state with { OpenQuestion = OpenQuestion.CheckIn }));
        var distinct = read.Select(day => day.Facts.Day).Distinct().Count() == read.Count;
        return distinct && read.TrueForAll(day => day.Act is Act.Answer && (day.Facts.Value is not null || day.Facts.Missing is not null)) ? [.. read.Select(day => day.Facts)] : [];
    }

    [GeneratedRegex(@"(?:[;\n]|\.(?!\d)|,(?!\d)|\band\b(?=\s+(?:today|yesterday|last night|this morning|on |mon|tue|wed|thu|fri|sat|sun)))\s*", RegexOptions.IgnoreCase)]
    private static partial Regex Cut();

    [GeneratedRegex(@"\b(?:today|yesterday|last night|this morning|the day before yesterday|mon(?:day)?|tue(?:s|sday)?|wed(?:nesday)?|thu(?:rs|rsday)?|fri(?:day)?|sat(?:urday)?|sun(?:day)?|\d{4}-\d\d-\d\d|\d+ days ago)\b", RegexOptions.IgnoreCase)]
    private static partial Regex NamesDay();
}
