using System.Globalization;
using Dapper;
using Nof1Agent.Skills;
using Nof1Agent.Skills.Candidates;
using Nof1Agent.Skills.CheckIns;
using Nof1Agent.Skills.Participants;
using Nof1Agent.Skills.Results;
using Nof1Agent.Skills.Rhythm;
using Nof1Agent.Skills.Storage;
using Nof1Agent.Skills.Trials;
using Nof1Agent.Stats.Designs;
using Nof1Agent.Tests.Skills.Storage;
using NodaTime;
using NodaTime.Text;

namespace Nof1Agent.Tests.Journeys.RandomLives;

/// <summary>One person's days with the program's own turns, due rows and commits, watched by the model.</summary>
internal sealed class Life : IDisposable
{
    private static readonly Duration Tick = Duration.FromSeconds(20);
    private static readonly TrialDesign TwoArms = new() { ArmCount = 2, BlockCount = 3, PeriodDays = 3, DiscardDays = 1 };
    private static readonly TrialDesign ThreeArms = new() { ArmCount = 3, BlockCount = 2, PeriodDays = 3, DiscardDays = 1 };

    private readonly ScratchDatabase scratch;
    private readonly ParticipantId id;
    private readonly LifeModel model;
    private readonly bool nextMorning;
    private readonly bool isClock;
    private readonly List<(int Arm, LocalDate From)> stopped = [];
    private int guesses;
    private RandomSource Source => scratch.Random;
    private readonly DueWork dueWork;
    private readonly Dictionary<LocalDate, int> instructed = [];
    private readonly Dictionary<LocalDate, string> instructions = [];
    private readonly Dictionary<LocalDate, int> questions = [];
    private readonly Dictionary<LocalDate, int> reminders = [];
    private Instant now;
    private bool isAskedToPause;
    private Participant person;
    private Trial trial;

    private Life(ScratchDatabase scratch, Participant person, Trial trial, bool nextMorning, Instant now)
    {
        this.scratch = scratch;
        this.person = person;
        this.trial = trial;
        this.nextMorning = nextMorning;
        this.now = now;
        id = person.Id;
        isClock = trial.Plan.Outcome == "asleep-time";
        model = new LifeModel(nextMorning);
        dueWork = new DueWork(scratch.Database);
    }

    public static async Task<Life> Begin(ScratchDatabase scratch, int number, string zone, int start, bool asksNextMorning, LifeTrial kind)
    {
        var nextMorning = asksNextMorning || kind is LifeTrial.Clock;
        var design = kind is LifeTrial.ThreeArms ? ThreeArms : TwoArms;
        var from = Instant.FromUtc(2027, 1, 1, 9, 0) + Duration.FromDays(start);
        var person = new Participant { Id = new ParticipantId($"life{number}"), CreatedAt = from, TimeZone = DateTimeZoneProviders.Tzdb[zone], Consent = Consent.Given };
        await scratch.Writer.CommitAsync(
        [
            ParticipantStore.Insert(person),
            DataKeys.Keep(person.Id, scratch.Database.Keys.Make(1)[0]),
            new Write("insert into channel_identity (channel, external_id, participant_id, created_at) values ('test', @id, @id, @from)", new { id = person.Id, from }),
            new Write("insert into conversation (participant_id, version, floor, open_question) values (@id, 0, 'Agent', 'Nothing')", new { id = person.Id }),
        ]);
        var trial = new Trial
        {
            Id = new TrialId($"trial{number}"),
            State = TrialState.Running,
            CreatedAt = from,
            BeganAt = from,
            StartsOn = person.StudyDayAt(from).PlusDays(1),
            Sequence = BlockRandomization.Draw(design, new DeterministicRandom((ulong)number)),
            Nonce = "n",
            Secret = $"{number}",
            Plan = new TrialPlan { Arms = [new Arm("usual", "As usual."), new Arm("walk", "Walk."), .. kind is LifeTrial.ThreeArms ? new[] { new Arm("tea", "Drink tea.") } : []],
                Outcome = kind is LifeTrial.Clock ? "asleep-time" : nextMorning ? "sleep-quality-rating" : "stress-rating", Blinded = kind is LifeTrial.Blinded, Design = design, AssumedSd = 1, AssumedSdFrom = "nothing" },
        };
        var life = new Life(scratch, person, trial, nextMorning, from);
        life.Pass();
        await life.Turn(skills => { skills.TrialStore.Add(trial); return null; }, null, crashes: false);
        return life;
    }

    public void Dispose()
    {
        // The next life shares the database; what is due to this one is nobody's concern any more.
        scratch.Do("delete from due_work where participant_id = @id", new { id = id.Value });
    }

    public async Task Live(IEnumerable<LifeEvent> events)
    {
        foreach (var happening in events)
        {
            var at = now + Duration.FromMinutes(happening.MinutesLater);
            if (happening.What is Happening.Outage)
            {
                while (now < at)
                {
                    Move(Instant.Min(at, now + Duration.FromHours(1)));
                }

                await SayWhatIsDue(happening);
                continue;
            }

            await Until(at, happening);
            await Happens(happening);
            await SayWhatIsDue(happening);
        }

        await CheckAnalysis();
    }

    // The clock of the service finds a row within a tick of its time.
    private async Task Until(Instant at, LifeEvent happening)
    {
        while (true)
        {
            var next = Rows().Select(row => row.DueAt).DefaultIfEmpty(Instant.MaxValue).Min();
            var step = Instant.Min(at, now + Duration.FromHours(1));
            Move(Instant.Max(now, Instant.Min(step, next == Instant.MaxValue ? next : next + Tick)));
            await SayWhatIsDue(happening);
            if (now >= at)
            {
                return;
            }
        }
    }

    private void Move(Instant to)
    {
        now = to;
        Pass();
    }

    private void Pass() => model.Pass(now, person.TimeZone, person.DayEndsAtHour);

    private List<DueRow> Rows()
    {
        using var connection = scratch.Database.Open();
        return [.. connection.Query<DueRow>("select participant_id, kind, due_at from due_work where participant_id = @id order by due_at", new { id = id.Value })];
    }

    private async Task SayWhatIsDue(LifeEvent happening)
    {
        var said = new List<string>();
        var crash = happening.Crashes;
        for (var round = 0; round < 12; round++)
        {
            // One at a time, read afresh: what one row says can make another one pointless.
            foreach (var row in Rows().Where(row => row.DueAt <= now).Take(1))
            {
                SkillReply? Say(SkillSet skills) => skills.Rhythm.Say(row.Kind, row.DueAt);

                if (crash)
                {
                    await Turn(Say, row, crashes: true);
                    crash = false;
                }

                if (await Turn(Say, row, crashes: false) is { } reply)
                {
                    Heard(reply);
                    said.Add($"{row.Kind} of {row.DueAt}: {reply.Say}");
                }

                if (happening.Twice)
                {
                    Assert.Null(await Turn(Say, row, crashes: false, mayConflict: true));
                }
            }
        }

        Assert.True(Rows().All(row => row.DueAt > now), "a row stays due for ever");
        Assert.True(said.Count <= 1, $"{said.Count} messages at once, {now.InZone(person.TimeZone)}: {string.Join(" | ", said)}");
        CheckNothingIsOwed();
    }

    // "Never none": whenever the service is there, the morning has come and the hours are not quiet, the day's instruction has been told.
    private void CheckNothingIsOwed()
    {
        var local = now.InZone(person.TimeZone);
        var today = model.Day;
        if (trial.State is TrialState.Running && TrialCalendar.On(trial, today) is not null && !person.Quiet.Hold(local.TimeOfDay) && local.Date >= today
            && local.LocalDateTime >= today.At(person.MorningTime).PlusHours(person.MorningTime.Hour < person.DayEndsAtHour ? 24 : 0).PlusHours(1) && !IsOver())
        {
            Assert.True(instructed.ContainsKey(today), $"no instruction on {today} at {local}");
        }
    }

    private bool IsOver() => model.Latest > TrialCalendar.LastDay(trial, model.Day);

    private void Heard(SkillReply reply)
    {
        var local = now.InZone(person.TimeZone);
        Assert.False(person.Quiet.Hold(local.TimeOfDay), $"said in the quiet hours, {local}");
        if (trial.State is TrialState.Finished)
        {
            return;
        }

        Assert.Equal(TrialState.Running, trial.State);
        if (reply.Say.Contains("Today: ", StringComparison.Ordinal))
        {
            Instructed(reply.Say);
        }

        if (reply.Say.Contains("Shall I pause", StringComparison.Ordinal))
        {
            isAskedToPause = true;
        }

        if (reply.Choices.FirstOrDefault(choice => choice.Call.Function == "checkins-record")?.Call.Arguments["day"]?.GetValue<string>() is { } iso)
        {
            var day = LocalDatePattern.Iso.Parse(iso).Value;
            Assert.False(model.IsAnswered(day), $"asked about {day}, which is answered");
            Assert.False(isAskedToPause, "asked although it promised silence");
            Assert.True(day <= model.Latest && day >= model.Latest.PlusDays(-1), $"asked about {day} on {model.Day}");
            Assert.NotNull(TrialCalendar.On(trial, day));
            var counts = reply.Say.Contains("There is no answer", StringComparison.Ordinal) ? reminders : questions;
            counts[day] = counts.GetValueOrDefault(day) + 1;
            Assert.True(questions.GetValueOrDefault(day) == 1 && reminders.GetValueOrDefault(day) <= person.Reminders, $"{questions.GetValueOrDefault(day)} questions and {reminders.GetValueOrDefault(day)} reminders about {day}");
        }
    }

    private void Instructed(string said)
    {
        var today = model.Day;
        instructed[today] = instructed.GetValueOrDefault(today) + 1;
        instructions[today] = said;
        Assert.True(instructed[today] == 1, $"{instructed[today]} instructions on {today}");
    }

    private async Task Happens(LifeEvent it)
    {
        var value = it.Number % 11;
        var kept = isClock ? 435 + (60 * value) : value;
        var time = isClock ? $"{(19 + value) % 24:00}:15" : null;
        double? number = isClock ? null : value;
        var iso = LocalDatePattern.Iso.Format(model.Day.PlusDays(-(it.Other % 10)));
        var earlier = model.Day.PlusDays(-(it.Other % 10));
        var open = model.Open(now, person.TimeZone, day => TrialCalendar.On(trial, day) is not null);
        var last = model.Kept.Where(kept => reported.ContainsKey(kept.Day)).OrderBy(kept => reported[kept.Day]).Select(kept => ((LocalDate Day, LifeModel.Answer Answer)?)kept).LastOrDefault();
        LocalDate About() => last is { } just && now - reported[just.Day] < (just.Answer is { Value: not null, Did: null } ? Duration.FromHours(6) : Duration.FromMinutes(30)) ? just.Day : open;
        switch (it.What)
        {
            case Happening.Answer:
                await Tell(it, open, skills => skills.CheckIns.Record(number, time: time), () => model.Tell(open, kept));
                break;
            case Happening.AnswerEarlierDay:
                await Tell(it, earlier, skills => skills.CheckIns.Record(number, time: time, day: iso), () => model.Tell(earlier, kept));
                break;
            case Happening.Adherence:
                var about = About();
                await Tell(it, about, skills => skills.CheckIns.Record(adherence: "partly"), () => model.Tell(about, did: Adherence.Partly));
                break;
            case Happening.Harm:
                await Harm(it, About(), 4 + (it.Number % 7));
                break;
            case Happening.Guess:
                guesses += await Says(it, skills => skills.CheckIns.Guess((it.Number % 3) - 1)) is { Ok: true } ? 1 : 0;
                break;
            case Happening.Missing:
                await Tell(it, earlier, skills => skills.CheckIns.Record(missing: "ill", day: iso), () =>
                {
                    var has = model.Of(earlier)?.Value is not null;
                    model.Tell(earlier, disrupted: has ? Disruption.Ill : null, missing: has ? null : Disruption.Ill);
                });
                break;
            case Happening.Disrupted:
                await Tell(it, open, skills => skills.CheckIns.Record(number, time: time, disrupted: "travelling"), () => model.Tell(open, kept, Disruption.Travelling));
                break;
            case Happening.CorrectLast:
                var target = last?.Day ?? open;
                await Tell(it, target, skills => skills.CheckIns.Correct(number, time: time), () => model.Tell(target, kept));
                break;
            case Happening.CorrectEarlierDay:
                await Tell(it, earlier, skills => skills.CheckIns.Correct(number, time: time, day: iso), () => model.Tell(earlier, kept));
                break;
            case Happening.Undo when lastDay is { } day:
                if ((await Says(it, skills => skills.CheckIns.Undo(), twice: false))?.Ok is true)
                {
                    model.Undo(day);
                    reported[day] = now;
                }

                break;
            case Happening.Pause:
                await Says(it, skills => skills.Trials.Pause("ill"));
                break;
            case Happening.Resume:
                if (await Says(it, skills => skills.Trials.Resume()) is { Ok: true } resumed && resumed.Say.Contains("Today: ", StringComparison.Ordinal) && !instructed.ContainsKey(model.Day))
                {
                    Instructed(resumed.Say);
                }

                break;
            case Happening.Travel:
                await Says(it, skills => skills.Days.LiveIn(LifeEvent.Zones[it.Number % LifeEvent.Zones.Length]));
                Pass();
                break;
            case Happening.CheckInTime:
                await Says(it, skills => skills.Days.SetCheckInTime(it.Number % 24, it.Other % 60));
                break;
            case Happening.MorningTime:
                await Says(it, skills => skills.Days.SetMorningTime(5 + (it.Number % 8), it.Other % 60));
                break;
            case Happening.DayEnd:
                await Says(it, skills => skills.Days.SetDayEnd(it.Number % 7));
                Pass();
                break;
            case Happening.QuietHours:
                await Says(it, skills => skills.Days.SetQuietHours(it.Number % 24, it.Other % 24));
                break;
            case Happening.Reminders:
                await Says(it, skills => skills.Days.SetReminders(it.Number % 3));
                break;
            case Happening.AskToday:
                await Says(it, skills => skills.Trials.Today());
                break;
            default:
                break;
        }
    }

    // What a harm leads to, by the rule in the documentation.
    private async Task Harm(LifeEvent it, LocalDate about, int severity)
    {
        var (before, begun) = (trial, instructed.ContainsKey(model.Day) || model.Of(model.Day) is not null || about == model.Day);
        if (await Says(it, skills => skills.CheckIns.SideEffect(severity, "dizzy"), twice: false) is not { Ok: true })
        {
            return;
        }

        model.Tell(about);
        (reported[about], lastDay) = (now, about);
        if (severity < 7)
        {
            Assert.Equal((before.State, before.StoppedArms.Count), (trial.State, trial.StoppedArms.Count));
            return;
        }

        if (severity < 9)
        {
            Assert.Equal((TrialState.Paused, before.StoppedArms.Count), (trial.State, trial.StoppedArms.Count));
            return;
        }

        var day = TrialCalendar.Days(before).Single(known => known.Date == about);
        var mayStopAlone = Design.ArmCount > 2 && day.Arm > 0 && day.Counted && stopped.Count(one => one.Arm != day.Arm) < Design.ArmCount - 2;
        Assert.Equal(mayStopAlone ? before.State : TrialState.Stopped, trial.State);
        if (mayStopAlone && stopped.TrueForAll(one => one.Arm != day.Arm))
        {
            stopped.Add((day.Arm, begun ? model.Day.PlusDays(1) : model.Day));
        }
    }

    private TrialDesign Design => trial.Plan.Design;

    private readonly Dictionary<LocalDate, Instant> reported = [];
    private LocalDate? lastDay;

    private async Task Tell(LifeEvent it, LocalDate expected, Func<SkillSet, SkillReply> call, Action keep)
    {
        var reply = await Says(it, call);
        if (reply is null || !reply.Say.StartsWith("Noted for ", StringComparison.Ordinal))
        {
            return;
        }

        var day = expected.ToString("dddd, d MMMM", CultureInfo.InvariantCulture);
        Assert.True(reply.Say.Contains($"Noted for {(nextMorning ? "the night after " : "")}{day}:", StringComparison.Ordinal), $"expected {day} (study day {model.Day}, {now.InZone(person.TimeZone)}), read back: {reply.Say}");
        keep();
        if (it.Twice)
        {
            keep();
        }

        reported[expected] = now;
        lastDay = expected;
    }

    private async Task<SkillReply?> Says(LifeEvent it, Func<SkillSet, SkillReply> call, bool twice = true)
    {
        isAskedToPause = false;
        if (it.Crashes)
        {
            await Turn(call, null, crashes: true, isPerson: true);
        }

        var reply = await Turn(call, null, crashes: false, isPerson: true);
        if (it.Twice && twice)
        {
            // Not only the same delivery: the person says it again.
            var again = await Turn(call, null, crashes: false, isPerson: true);
            reply = again?.Say.StartsWith("Noted for ", StringComparison.Ordinal) is true ? again : reply;
        }

        return reply;
    }

    private async Task<SkillReply?> Turn(Func<SkillSet, SkillReply?> use, DueRow? answered, bool crashes, bool isPerson = false, bool mayConflict = false)
    {
        using var work = new TurnWork(scratch.Database, id, now, Source);
        var skills = new SkillSet(work, BegunTrial.Catalogue, new TriggerSettings());
        if (isPerson)
        {
            work.Add(
                "update channel_identity set last_used_at = @now where participant_id = @id", new { id, now });
        }

        var reply = use(skills);
        skills.Rhythm.Schedule(answered);
        skills.Conversation.Close(null);
        if (crashes)
        {
            return null;
        }

        var outcome = await work.CommitAsync(scratch.Writer);
        Assert.True(mayConflict || outcome is CommitOutcome.Committed, $"a turn was not stored: {outcome}");
        if (outcome is CommitOutcome.Committed)
        {
            person = skills.ParticipantStore.Current;
            trial = skills.TrialStore.All[^1];
        }

        return outcome is CommitOutcome.Committed ? reply : null;
    }

    // What was acknowledged is in the analysis once, on its day, with its flags; and each day has the arm that the person was told.
    private Task CheckAnalysis()
    {
        using var work = new TurnWork(scratch.Database, id, now, Source);
        var skills = new SkillSet(work, BegunTrial.Catalogue, new TriggerSettings());
        var days = DiaryForAnalysis.Build(trial, skills.CheckInStore.Days(trial.Id), model.Day).Days;
        Assert.Equal(days.Count, days.Select(day => day.Day).Distinct().Count());
        var start = trial.StartsOn!.Value;
        foreach (var (day, answer) in model.Kept)
        {
            var found = Assert.Single(days, analysed => start.PlusDays(analysed.Day) == day);
            Assert.True(answer.Value == found.Value && answer.Late == found.Late && answer.Disrupted is not null == found.Disrupted, $"{day}: {answer}, analysed as {found}, late {found.Late}, disrupted {found.Disrupted}");
        }

        var ordinal = 0;
        foreach (var day in days)
        {
            var date = start.PlusDays(day.Day);
            Assert.True(model.Lived.Contains(date), $"{date} is a day of the trial and the person never lived it");
            Assert.True(day.Value is null || model.Of(date)?.Value == day.Value, $"{date} has a value that nobody told");
            var period = ordinal / Design.PeriodDays;
            var changed = period == 0 || trial.Sequence![period] != trial.Sequence[period - 1];
            var isStopped = stopped.Exists(one => one.Arm == trial.Sequence![period] && one.From <= date);
            Assert.Equal((trial.Sequence![period], !isStopped && (!changed || ordinal % Design.PeriodDays >= Design.DiscardDays)), (day.Arm, day.Counted));
            if (instructions.TryGetValue(date, out var said))
            {
                Assert.Contains($"Today: {(trial.Plan.Blinded ? $"container {BlindCodes.Of(trial, day.Arm)}" : trial.Plan.Arms[isStopped ? 0 : day.Arm].Name)} (", said, StringComparison.Ordinal);
                Assert.Contains($"day {ordinal + 1} of {Design.TotalDays}", said, StringComparison.Ordinal);
            }

            ordinal++;
        }

        Assert.Equal(stopped, trial.StoppedArms.Select(one => (one.Arm, one.From)));
        Assert.Equal(guesses, new ArmGuessStore(work).Of(trial.Id).Count);
        Assert.All(instructed.Keys, day => Assert.Contains(days, analysed => start.PlusDays(analysed.Day) == day));
        return Task.CompletedTask;
    }
}
