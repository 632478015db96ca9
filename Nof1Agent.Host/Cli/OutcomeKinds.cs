using Nof1Agent.Stats.Reports;

namespace Nof1Agent.Host.Cli;

/// <summary>Kinds of outcome as they are written on the command line and in JSON.</summary>
internal static class OutcomeKinds
{
    public static IReadOnlyList<string> Names { get; } = [.. Enum.GetValues<OutcomeScale>().Select(Name)];

    public static string Name(OutcomeScale scale) => scale switch
    {
        OutcomeScale.Continuous => "continuous",
        OutcomeScale.Rating => "rating",
        OutcomeScale.YesNo => "yes-no",
        OutcomeScale.Count => "count",
        OutcomeScale.TimeOfDay => "time-of-day",
    };

    public static OutcomeScale Parse(string name) => Enum.GetValues<OutcomeScale>().First(scale => Name(scale) == name);
}
