using Nof1Agent.Skills.CheckIns;
using NodaTime;

namespace Nof1Agent.Skills.Documents;

/// <summary>A side effect as a person told it.</summary>
/// <param name="Date">The study day it was told about.</param>
/// <param name="Arm">0-based, what was done on that day; null until the trial is over, and on days that were none of the trial.</param>
/// <param name="Text">In their words; null where only its strength was told.</param>
/// <param name="Severity">How strong, 0 to 10, the strongest that was told of it; null where it was not told.</param>
public sealed record RecordedHarm(LocalDate Date, int? Arm, string? Text, int? Severity)
{
    /// <summary>Every side effect of one day, in the order in which they were told: a later one does not hide an earlier one. What was taken back is not in it.</summary>
    /// <param name="date">The day.</param>
    /// <param name="arm">What was done on it.</param>
    /// <param name="revisions">The day's revisions, oldest first.</param>
    public static IReadOnlyList<RecordedHarm> Of(LocalDate date, int? arm, IEnumerable<CheckIn> revisions)
    {
        var standing = new List<CheckIn>();
        foreach (var revision in revisions.OrderBy(checkIn => checkIn.Revision))
        {
            // Taking back adds a revision that repeats the one before the last.
            if (revision.Reason == CheckIn.TakenBack && standing.Count > 0)
            {
                standing.RemoveAt(standing.Count - 1);
            }
            else if (!revision.Withdrawn)
            {
                standing.Add(revision);
            }
        }

        return
        [
            .. standing.Where(told => told.SideEffect is { Length: > 0 } || told.Severity is not null)
                .GroupBy(told => told.SideEffect ?? "", StringComparer.OrdinalIgnoreCase)
                .Select(same => new RecordedHarm(date, arm, same.Key.Length > 0 ? same.First().SideEffect : null, same.Max(told => told.Severity))),
        ];
    }

    /// <summary>"dizzy (9 of 10)".</summary>
    public string Said => Severity is { } strength ? $"{Text ?? "not described"} ({strength} of 10)" : Text ?? "not described";
}
