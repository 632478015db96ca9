using Nof1Agent.Stats.Reports;
using NodaTime;

namespace Nof1Agent.Skills.Results;

/// <summary>The answer of a trial as it was given. A later revision (a corrected day) is stored beside it.</summary>
public sealed record TrialAnswer
{
    public required int Revision { get; init; }

    public required Instant At { get; init; }

    /// <summary>True when the trial ended before its planned end.</summary>
    public required bool StoppedEarly { get; init; }

    /// <summary>How many revisions of days it rests on: another number means that it has to be computed again.</summary>
    public required int DiaryRevisions { get; init; }

    public required TrialReport Report { get; init; }
}
