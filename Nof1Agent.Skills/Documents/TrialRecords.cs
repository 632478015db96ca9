using Nof1Agent.Skills.CheckIns;
using Nof1Agent.Skills.Evidence;
using Nof1Agent.Skills.Interview;
using Nof1Agent.Skills.Participants;
using Nof1Agent.Skills.Results;
using Nof1Agent.Skills.Storage;
using Nof1Agent.Skills.Trials;

namespace Nof1Agent.Skills.Documents;

/// <summary>Reads the records of one participant's trials.</summary>
public sealed class TrialRecords(TurnWork work, EvidenceCatalogue catalogue)
{
    /// <summary>The trials that have at least a plan that was fixed, oldest first; given-up ones are left out.</summary>
    public IReadOnlyList<Trial> Trials => [.. new TrialStore(work).All.Where(trial => trial is { Protocol: not null, State: not TrialState.Cancelled })];

    /// <summary>The record of the latest of them, or null.</summary>
    public TrialRecord? Latest => Trials is [.., var latest] ? Of(latest) : null;

    /// <summary>The record of one of them.</summary>
    public TrialRecord Of(Trial trial) => TrialRecord.Of(
        trial,
        catalogue.Outcome(trial.Plan.Outcome)!,
        new CheckInStore(work).Revisions(trial.Id),
        new ResultStore(work).Latest(trial.Id),
        new InterviewStore(work).Notes.Expectation,
        new ParticipantStore(work).Current,
        work.Now,
        [.. trial.Plan.Secondary.Select(id => catalogue.Outcome(id)).OfType<DailyOutcome>()]);
}
