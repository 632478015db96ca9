using System.Globalization;
using Nof1Agent.Skills;
using Nof1Agent.Skills.Conversations;
using Nof1Agent.Skills.Trials;
using Nof1Agent.Stats.Designs;
using Nof1Agent.Stats.Verdicts;
using NodaTime;

namespace Nof1Agent.Host.Cli.Demo;

/// <summary>Plays one person through the whole loop, message by message, with the service's own turns.</summary>
internal sealed class DemoStory(DemoPlace place, SimulatedPerson person, Stage stage)
{
    private const string Channel = "demo";
    private const int DaysInFull = 3;
    private const int MostStops = 200;

    private ParticipantId participant;
    private long seen;
    private int sent;

    /// <summary>Plays it.</summary>
    /// <returns>True when it ended with an answer and a verified lottery.</returns>
    public async Task<bool> Play(int days)
    {
        participant = await place.Inbox.Meet(Channel, "somebody", DemoPlace.Zone);
        stage.Heading("Interview");
        foreach (var line in (string[])["I sleep badly", "yes", "minutes to fall asleep", "10 minutes", "30 on a good night, 80 on a bad one", "I'm 34", "none", "no medicines", "nothing yet", "nothing", "6"])
        {
            await Say(line);
        }

        stage.Heading("A plan, fixed before the start");
        await Say("1");
        await Say($"{(days / 7.0).ToString("0.#", CultureInfo.InvariantCulture)} weeks");
        await Say("yes");
        await Say("blue giraffe");
        await Live();
        return await Reveal();
    }

    private async Task Live()
    {
        var trial = await Trial();
        var design = trial.Plan.Design;
        stage.Heading($"{design.TotalDays} days in fast-forward");
        var (lateDay, correctedDay) = (5 + person.Choose(5), 11 + person.Choose(5));
        await Morning(trial.StartsOn!.Value, quiet: false);
        for (var ordinal = 0; ordinal < design.TotalDays; ordinal++)
        {
            var date = trial.StartsOn.Value.PlusDays(ordinal);
            var answer = person.Report(trial.Sequence![ordinal / design.PeriodDays] == 1);
            await NextMorning(date, ordinal, answer, late: ordinal == lateDay, corrected: ordinal == correctedDay);
            if (ordinal == design.TotalDays / 2)
            {
                stage.Line("       ... and halfway, curious:");
                await Say("is it working?");
            }
        }
    }

    private async Task Morning(LocalDate date, bool quiet)
    {
        await Move(date, new LocalTime(8, 0), quiet);
    }

    private async Task Evening(LocalDate date, bool quiet)
    {
        await Move(date, new LocalTime(20, 30), quiet);
    }

    // The night after a study day is asked about on the next morning.
    private async Task NextMorning(LocalDate date, int ordinal, double? answer, bool late, bool corrected)
    {
        var quiet = ordinal >= DaysInFull && !late && !corrected;
        await Evening(date, quiet: true);
        await Morning(date.PlusDays(1), quiet);
        await Move(date.PlusDays(1), new LocalTime(8, 10), quiet);
        if (late)
        {
            await Evening(date.PlusDays(1), quiet: false);
            stage.Line("       (no answer on that day; on the next one:)");
            await Move(date.PlusDays(2), new LocalTime(7, 30), quiet: false);
            await Say($"{Minutes(answer ?? 40)} for {date.DayOfWeek}, I forgot to write");
            await Say("yes");
        }
        else if (answer is { } minutes && corrected)
        {
            await Say(Minutes(minutes + 30));
            await Say($"no, I meant {Minutes(minutes)}");
            await Say("yes");
        }
        else if (answer is { } value)
        {
            await Say($"{Minutes(value)} minutes, did it", quiet);
            if (quiet)
            {
                stage.Line($"       {date.ToString("ddd d MMM", CultureInfo.InvariantCulture),-11} {Minutes(value),3} min");
            }
        }
        else
        {
            stage.Line($"       {date.ToString("ddd d MMM", CultureInfo.InvariantCulture),-11}   -  (no answer)");
        }
    }

    private async Task<bool> Reveal()
    {
        stage.Heading("Did it work?");
        await Move(place.Now.InZone(DemoPlace.Zone).Date.PlusDays(2), new LocalTime(9, 0), quiet: false);
        await Say("did it work?");
        await Say("how was it randomized?");
        var trial = await Trial();
        var receipt = FrozenProtocol.Receipt(trial);
        var verified = receipt is not null && ReceiptVerification.Verify(receipt) is { IsValid: true };
        var answer = await place.InOneTurn(participant, skills => skills.Results.LatestAnswer());
        stage.Heading("What a person never sees: the truth");
        var truth = SimulatedPerson.LongRunEffect(person.Effect);
        stage.Line($"True effect          {Signed(truth)} minutes, as reported in the long run ({Signed(person.Effect)} before rounding and clipping)");
        if (answer?.Report.Contrasts is [{ Refusal: null, Verdict: not VerdictKind.TooLittleData } contrast])
        {
            stage.Line($"Estimate             {Signed(contrast.Estimate)} minutes, 95 % interval {Signed(contrast.Low)} to {Signed(contrast.High)}: {(contrast.Low <= truth && truth <= contrast.High ? "holds the truth" : "misses the truth (1 in 20 does)")}");
        }

        stage.Line($"Lottery              {(verified ? "verified: secret, word and protocol give exactly this order" : "NOT VERIFIED")}");
        return verified && answer is not null;
    }

    private async Task Say(string text, bool quiet = false)
    {
        if (!quiet)
        {
            stage.Person(text);
        }

        await place.Inbox.AcceptText(participant, Channel, $"m{sent++}", text);
        await place.Turns.AnswerWaiting(participant, CancellationToken.None);
        Hear(quiet);
    }

    private async Task SayWhatIsDue(bool quiet)
    {
        foreach (var row in place.DueWork.Due(place.Now, 10))
        {
            await place.Turns.SayDue(row);
        }

        Hear(quiet);
    }

    private void Hear(bool quiet)
    {
        foreach (var message in place.Transcript.After(participant, seen, 50))
        {
            seen = message.Id;
            if (!quiet && message.Speaker is not Speaker.Person)
            {
                stage.Message(message);
            }
        }
    }

    private Task<Trial> Trial() => place.InOneTurn(participant, skills => skills.TrialStore.Latest ?? throw new InvalidOperationException("The story has no trial."));

    // Nothing is skipped on the way: what is due is said when it is due, as in life.
    private async Task Move(LocalDate date, LocalTime time, bool quiet)
    {
        var goal = date.At(time).InZoneLeniently(DemoPlace.Zone).ToInstant();
        for (var stops = 0; stops < MostStops && place.DueWork.Next() is { } next && next < goal; stops++)
        {
            place.Clock.MoveTo(next.ToDateTimeOffset());
            await SayWhatIsDue(quiet);
        }

        place.Clock.MoveTo(goal.ToDateTimeOffset());
        await SayWhatIsDue(quiet);
    }

    private static string Minutes(double value) => value.ToString("0", CultureInfo.InvariantCulture);

    private static string Signed(double value) => value.ToString("+0.0;-0.0;0.0", CultureInfo.InvariantCulture);
}
