using System.Globalization;
using Nof1Agent.Skills.CheckIns;
using Nof1Agent.Skills.Trials;
using NodaTime.Text;

namespace Nof1Agent.Skills.Documents;

/// <summary>What the report says about days that did not go as planned, and about harms.</summary>
internal static class ReportDeviations
{
    public static string Pauses(Trial trial) => trial.Shifts.Count == 0
        ? "There was no pause."
        : $"Pauses: {string.Join("; ", trial.Shifts.Select(shift => $"{Count(shift.Days, "day")} before day {shift.FromDay + 1}"))}. The remaining days moved; the order stayed.";

    /// <summary>Which arms were stopped before the end, and what was done instead; empty where none was.</summary>
    public static string StoppedArms(Trial trial) => string.Concat(trial.StoppedArms.Select(stopped =>
        $" Arm {TrialRecord.Letter(stopped.Arm)} ({trial.Plan.Arms[stopped.Arm].Name}) was stopped from {LocalDatePattern.Iso.Format(stopped.From)} on ({stopped.Reason}): on its later days {trial.Plan.Arms[0].Name} was done instead, and these days are not analysed. The order of the other arms stayed."));

    /// <summary>Whether the participant knew the arms, and how well they guessed.</summary>
    public static string Blinding(TrialRecord record) => !record.Trial.Plan.Blinded ? "None."
        : "The participant took portions from containers A and B, filled by a helper, and was told only the letter. " + (record.Answer?.Guesses is { } guesses
            ? string.Create(CultureInfo.InvariantCulture, $"Asked at the ends of periods what it was: {guesses.Right} of {guesses.Made} guesses right, {guesses.NoIdea} times no idea; independent coin tosses are right at least as often with probability {guesses.ChanceOfAsMany:0.00}. The containers kept their letters, so the guesses are not independent.")
            : "No guess was made.");

    public static string Missing(TrialRecord record)
    {
        var silent = record.Days.Count(day => day.Told is null);
        var reasons = record.Days.Where(day => day.Told is { Missing: not null }).GroupBy(day => day.Told!.Missing!.Value).OrderBy(group => group.Key)
            .Select(group => $"{group.Key.ToString().ToLowerInvariant()} {group.Count()}").ToList();
        return $"{Count(record.Days.Count(day => day.Told?.Value is not null), "day")} of {record.Days.Count} with an answer; {silent} without a word; told as missing: {(reasons.Count > 0 ? string.Join(", ", reasons) : "none")}. No day was excluded from the analysis beyond those that the plan does not count.";
    }

    /// <summary>Every side effect that was told, also where a later one of the same day followed, with its strength; counted by what was done on the day.</summary>
    public static DocumentBlock[] Harms(TrialRecord record)
    {
        if (record.Harms.Count == 0)
        {
            return [new Paragraph("No side effect was told in any arm.")];
        }

        var arms = record.Trial.Plan.Arms.Select((arm, place) => $"{Arm(record, place)} {Count(record.Harms.Count(harm => harm.Arm == place), "time")} on {Count(record.Days.Count(day => day.Does == place), "day")}");
        return
        [
            new Paragraph($"Told as a side effect: {string.Join("; ", arms)}. A day counts for what was done on it; strength is the participant's own, from 0 (hardly there) to 10 (the worst), the strongest that was told."),
            new Table(["Date", "Arm", "Told as a side effect", "Strength"], [.. record.Harms.Select(harm => (IReadOnlyList<string>)
            [
                LocalDatePattern.Iso.Format(harm.Date), harm.Arm is { } place ? Arm(record, place) : "none (no day of the trial)", harm.Text ?? "not described", harm.Severity?.ToString(CultureInfo.InvariantCulture) ?? "not told",
            ])]),
        ];
    }

    // On the days of a stopped arm nobody could do or not do it.
    public static Table Adherence(TrialRecord record) => new(
        ["Arm", "Did it", "Partly", "Did not", "Not told"],
        [.. record.Trial.Plan.Arms.Select((arm, place) =>
        {
            var days = record.Days.Where(day => day.Arm == place && !day.ArmStopped).ToList();
            string Of(Adherence? adherence) => days.Count(day => day.Told?.Adherence == adherence).ToString(CultureInfo.InvariantCulture);
            return (IReadOnlyList<string>)[Arm(record, place), Of(CheckIns.Adherence.Yes), Of(CheckIns.Adherence.Partly), Of(CheckIns.Adherence.No), Of(null)];
        })]);

    private static string Arm(TrialRecord record, int place) => $"{TrialRecord.Letter(place)} {record.Trial.Plan.Arms[place].Name}";

    public static IEnumerable<string> Told(TrialRecord record)
    {
        yield return $"Told late: {Count(record.Days.Count(day => day.Told is { Late: true }), "day")}. Changed after they were first told: {Count(record.Days.Count(day => day.Revisions > 1), "day")}; every earlier version is kept.";
        var disrupted = record.Days.Where(day => day.Told?.Disrupted is not null).Select(day => $"{LocalDatePattern.Iso.Format(day.Date)} ({day.Told!.Disrupted!.Value.ToString().ToLowerInvariant()})").ToList();
        yield return $"Days with an answer that were not normal: {(disrupted.Count > 0 ? string.Join(", ", disrupted) : "none")}.";
        var switched = record.Days.Where(day => day.Told is { Switched: true }).Select(day => LocalDatePattern.Iso.Format(day.Date)).ToList();
        yield return $"Days on which the participant did what another period asks for: {(switched.Count > 0 ? string.Join(", ", switched) : "none")}; they are analysed as assigned.";
        yield return $"How the values that count were told: {string.Join(", ", Enum.GetValues<WayOfTelling>().Select(way => $"{Word(way)} {record.Days.Count(day => day.Counted && day.Told?.Value is not null && day.Way == way)}"))}, not kept {record.Days.Count(day => day.Counted && day.Told?.Value is not null && day.Way is null)}.";
        if (record.Days.Count(day => day.ArmStopped) is var instead and > 0)
        {
            yield return $"Days of a stopped arm, on which {record.Trial.Plan.Arms[0].Name} was done instead: {instead}. They are in no arm of the tables of adherence and of periods, and are not analysed.";
        }
    }

    private static string Word(WayOfTelling way) => way switch { WayOfTelling.Typed => "typed", WayOfTelling.Button => "by button", WayOfTelling.File => "out of a file" };

    private static string Count(int count, string noun) => string.Create(CultureInfo.InvariantCulture, $"{count} {noun}{(count == 1 ? "" : "s")}");
}
