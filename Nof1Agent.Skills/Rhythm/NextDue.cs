using Nof1Agent.Skills.Participants;
using Nof1Agent.Skills.Trials;
using NodaTime;

namespace Nof1Agent.Skills.Rhythm;

/// <summary>When each row of a running trial is due next. Pure: what it looks at is in the state.</summary>
internal static class NextDue
{
    private static readonly Duration TryAgain = Duration.FromMinutes(30);

    /// <summary>The morning's row. What is due but not said yet (a time was changed, a coach had the floor, the hours were quiet) is not left to the next morning.</summary>
    /// <param name="state">The state now.</param>
    /// <param name="wasSaid">Whether a row was answered just now: what it left unsaid has half an hour.</param>
    public static Instant Morning(RhythmState state, bool wasSaid)
    {
        var participant = state.Participant;

        // A row that came in the quiet hours said nothing: their end is soon enough, and no later.
        var isQuiet = participant.Quiet.Hold(participant.LocalTimeAt(state.Now));
        var soonest = DayMoments.NotQuiet(participant, wasSaid && !isQuiet ? state.Now + TryAgain : state.Now);
        if (DueNow.Of(state with { Now = DayMoments.NotQuiet(participant, state.Now) }).Count > 0 && participant.StudyDayAt(soonest) == state.Today && DueNow.Of(state with { Now = soonest }).Count > 0)
        {
            return soonest;
        }

        return After(state, DayMoments.Morning, state.Today);
    }

    /// <summary>The evening's row.</summary>
    public static Instant Evening(RhythmState state) => After(state, DayMoments.Evening, state.IsAnswered(state.Asked) ? state.Today.PlusDays(1) : state.Today);

    /// <summary>The row between the two; null while no asked day waits for an answer.</summary>
    public static Instant? Reminder(RhythmState state)
    {
        var day = state.Asked;
        return state.Participant.Reminders >= 1 && !state.IsAnswered(day) && state.When(day, Told.Question) is { } asked && state.When(day, Told.Reminder) is null
            && DayMoments.FirstReminder(state.Participant, day, state.AsksNextMorning, asked) is var at && at > state.Now && !state.Participant.Quiet.Hold(state.Participant.LocalTimeAt(at))
            ? at
            : null;
    }

    private static Instant After(RhythmState state, Func<Participant, LocalDate, Instant> moment, LocalDate day)
    {
        while (true)
        {
            var at = DayMoments.NotQuiet(state.Participant, moment(state.Participant, day));
            if (at > state.Now)
            {
                return at;
            }

            day = day.PlusDays(1);
        }
    }
}
