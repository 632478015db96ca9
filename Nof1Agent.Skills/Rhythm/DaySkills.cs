using System.ComponentModel;
using System.Globalization;
using Nof1Agent.Skills.Participants;
using Nof1Agent.Skills.Storage;
using Nof1Agent.Skills.Trials;
using NodaTime;

namespace Nof1Agent.Skills.Rhythm;

/// <summary>How the person's days run: where they are, when they are asked, when they are left alone.</summary>
public sealed class DaySkills(TurnWork work, ParticipantStore participants, TrialStore trials, ToldStore told)
{
    private const int LatestDayEnd = 11;
    private const int MostChoices = 8;

    [Description("Record where the person is or lives, in their words: a city or a country (\"Lisbon\"), or an IANA time zone. Also while travelling.")]
    public SkillReply LiveIn([Description("city, country or IANA time zone")] string place)
    {
        var zones = Places.Find(place, work.Now);
        if (zones.Count > 1)
        {
            return new SkillReply
            {
                Ok = false,
                Say = participants.Language.Say("days.zone-several", ("place", place.Trim())),
                Choices = [.. zones.Take(MostChoices).Select(zone => new Choice(Places.CityOf(zone), SkillCall.Of("days-live_in", ("place", zone.Id))))],
            };
        }

        if (zones is not [var found])
        {
            return SkillReply.Refuse(participants.Language.Say("days.zone-unknown", ("place", place.Trim())));
        }

        Run(found, participants.Current.DayEndsAtHour);
        var local = work.Now.InZone(found);
        var clock = $"{local.Hour:00}:{local.Minute:00}";
        return new SkillReply
        {
            Say = participants.Language.Say("days.zone-set", ("city", Places.CityOf(found)), ("clock", clock), ("day", participants.Language.Day(participants.Current.StudyDayAt(work.Now)))),
            Facts = [new Fact("time zone", found.Id), new Fact("local time", clock)],
        };
    }

    [Description("Change the time of the evening question, 24-hour clock.")]
    public SkillReply SetCheckInTime([Description("hour 0-23")] int hour, [Description("minute 0-59")] int minute = 0) =>
        Time(hour, minute) is not { } time ? NoTime() : Chosen(participants.Current with { CheckInTime = time }, time, participants.Language.Say("days.check-in-time-set", ("clock", Clock(time))));

    [Description("Change the time at which the day's instruction comes, 24-hour clock.")]
    public SkillReply SetMorningTime([Description("hour 0-23")] int hour, [Description("minute 0-59")] int minute = 0) =>
        Time(hour, minute) is not { } time ? NoTime() : Chosen(participants.Current with { MorningTime = time }, time, participants.Language.Say("days.morning-time-set", ("clock", Clock(time))));

    [Description("Set the hours in which nothing is sent unasked. The same hour twice: none.")]
    public SkillReply SetQuietHours([Description("hour at which they begin, 0-23")] int from, [Description("hour at which they end, 0-23")] int to)
    {
        if (from is < 0 or > 23 || to is < 0 or > 23)
        {
            return NoTime();
        }

        var quiet = from == to ? QuietHours.None : new QuietHours(60 * from, 60 * to);
        var participant = participants.Current;
        if (quiet.Hold(participant.MorningTime) || quiet.Hold(participant.CheckInTime))
        {
            return SkillReply.Refuse(participants.Language.Say("days.quiet-refused", ("morning", Clock(participant.MorningTime)), ("evening", Clock(participant.CheckInTime))));
        }

        participants.Save(participant with { Quiet = quiet });
        return new SkillReply { Say = from == to ? participants.Language.Say("days.quiet-none") : participants.Language.Say("days.quiet-set", ("from", $"{from:00}:00"), ("to", $"{to:00}:00")), Facts = [new Fact("quiet from", $"{from:00}:00"), new Fact("quiet until", $"{to:00}:00")] };
    }

    [Description("Set how many reminders about one day are sent at most: 0, 1 or 2.")]
    public SkillReply SetReminders([Description("0, 1 or 2")] int most)
    {
        if (most is < 0 or > Participant.MostReminders)
        {
            return SkillReply.Refuse(participants.Language.Say("days.reminders-refused", ("most", Participant.MostReminders)));
        }

        participants.Save(participants.Current with { Reminders = most });
        return new SkillReply
        {
            Say = most switch { 0 => participants.Language.Say("days.reminders-0"), 1 => participants.Language.Say("days.reminders-1"), _ => participants.Language.Say("days.reminders-2") },
            Facts = [new Fact("reminders", most.ToString(CultureInfo.InvariantCulture))],
        };
    }

    [Description("Set the local hour at which the person's day ends (what is told before it belongs to the evening before).")]
    public SkillReply SetDayEnd([Description("hour 0-11; 4 is usual")] int hour)
    {
        if (hour is < 0 or > LatestDayEnd)
        {
            return SkillReply.Refuse(participants.Language.Say("days.end-refused", ("latest", $"{LatestDayEnd:00}:00")));
        }

        Run(participants.Current.TimeZone, hour);
        return new SkillReply { Say = participants.Language.Say("days.end-set", ("clock", $"{hour:00}:00")), Facts = [new Fact("end of the day", $"{hour:00}:00")] };
    }

    [Description("Show where the person's clock is, when they are asked, the quiet hours and the reminders.")]
    public SkillReply Settings()
    {
        var participant = participants.Current;
        var quiet = participant.Quiet == QuietHours.None ? participants.Language.Say("days.no-quiet-hours") : participants.Language.Say("days.quiet-hours", ("from", Minutes(participant.Quiet.From)), ("to", Minutes(participant.Quiet.To)));
        return new SkillReply
        {
            Say = participants.Language.Say("days.settings", ("city", Places.CityOf(participant.TimeZone)), ("morning", Clock(participant.MorningTime)), ("evening", Clock(participant.CheckInTime)),
                ("end", $"{participant.DayEndsAtHour:00}:00"), ("quiet", quiet), ("most", participant.Reminders)),
        };
    }

    // Zones and day-ends are kept with their time, so that an earlier moment still belongs to the day it belonged to.
    private void Run(DateTimeZone zone, int dayEndsAtHour)
    {
        var participant = participants.Current;
        if (!trials.All.Any(trial => trial.BeganAt is not null || trial.State is TrialState.Baseline))
        {
            participants.Save(participant with { TimeZone = zone, DayEndsAtHour = dayEndsAtHour });
            return;
        }

        var moved = participant.WithClock(work.Now, zone, dayEndsAtHour);
        participants.Save(moved);
        var (before, after) = (participant.StudyDayAt(work.Now), moved.StudyDayAt(work.Now));
        if (trials.Open is { State: TrialState.Running } trial && after > before)
        {
            // A day that the journey skips has no instruction and can have no answer: it moves, like a day of a pause.
            trials.Save(TrialCalendar.Moved(trial, told.HasBegun(trial.Id, before) ? before.PlusDays(1) : before, after));
        }
    }

    private SkillReply Chosen(Participant participant, LocalTime time, string say)
    {
        participants.Save(participant with { Quiet = participant.Quiet.Without(time) });
        return new SkillReply { Say = say, Facts = [new Fact("time", Clock(time))] };
    }

    private static LocalTime? Time(int hour, int minute) => hour is < 0 or > 23 || minute is < 0 or > 59 ? null : new LocalTime(hour, minute);

    private SkillReply NoTime() => SkillReply.Refuse(participants.Language.Say("days.no-time"));

    private static string Clock(LocalTime time) => $"{time.Hour:00}:{time.Minute:00}";

    private static string Minutes(int minutes) => $"{minutes / 60:00}:{minutes % 60:00}";
}
