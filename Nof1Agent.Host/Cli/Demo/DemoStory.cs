using System.Globalization;
using Nof1Agent.Skills;
using Nof1Agent.Skills.Conversations;
using Nof1Agent.Skills.Languages;
using Nof1Agent.Skills.Trials;
using Nof1Agent.Stats.Designs;
using Nof1Agent.Stats.Verdicts;
using NodaTime;

namespace Nof1Agent.Host.Cli.Demo;

/// <summary>Plays one person through the whole loop, message by message, with the service's own turns.</summary>
internal sealed class DemoStory(DemoPlace place, SimulatedPerson person, Stage stage, SpokenLanguage language)
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
        participant = await place.Inbox.Meet(Channel, "somebody", DemoPlace.Zone, language.Tag);
        stage.Heading(language.Say("demo.heading.interview"));
        foreach (var line in language.Say("demo.lines").Split('\n'))
        {
            await Say(line);
        }

        stage.Heading(language.Say("demo.heading.plan"));
        await Say(language.Say("demo.choose"));
        await Say(language.Say("demo.weeks", ("weeks", Math.Round(days / 7.0, 1))));
        await Say(language.Say("demo.confirm"));
        await Say(language.Say("demo.word"));
        await Live();
        return await Reveal();
    }

    private async Task Live()
    {
        var trial = await Trial();
        var design = trial.Plan.Design;
        stage.Heading(language.Say("demo.heading.days", ("n", design.TotalDays)));
        var (lateDay, correctedDay) = (5 + person.Choose(5), 11 + person.Choose(5));
        await Morning(trial.StartsOn!.Value, quiet: false);
        for (var ordinal = 0; ordinal < design.TotalDays; ordinal++)
        {
            var date = trial.StartsOn.Value.PlusDays(ordinal);
            var answer = person.Report(trial.Sequence![ordinal / design.PeriodDays] == 1);
            await NextMorning(date, ordinal, answer, late: ordinal == lateDay, corrected: ordinal == correctedDay);
            if (ordinal == design.TotalDays / 2)
            {
                stage.Line(language.Say("demo.halfway"));
                await Say(language.Say("demo.peek"));
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
            stage.Line(language.Say("demo.no-answer"));
            await Move(date.PlusDays(2), new LocalTime(7, 30), quiet: false);
            await Say(language.Say("demo.late", ("minutes", Minutes(answer ?? 40)), ("weekday", language.Weekday(date))));
            await Say(language.Say("demo.kept"));
        }
        else if (answer is { } minutes && corrected)
        {
            await Say(Minutes(minutes + 30));
            await Say(language.Say("demo.correct", ("minutes", Minutes(minutes))));
            await Say(language.Say("demo.kept"));
        }
        else if (answer is { } value)
        {
            await Say(language.Say("demo.report", ("minutes", Minutes(value))), quiet);
            if (quiet)
            {
                stage.Line($"       {Short(date),-11} {language.Say("demo.day", ("value", Minutes(value).PadLeft(3)))}");
            }
        }
        else
        {
            stage.Line($"       {Short(date),-11}   -  {language.Say("demo.day-without")}");
        }
    }

    private async Task<bool> Reveal()
    {
        stage.Heading(language.Say("demo.heading.answer"));
        await Move(place.Now.InZone(DemoPlace.Zone).Date.PlusDays(2), new LocalTime(9, 0), quiet: false);
        await Say(language.Say("demo.did-it-work"));
        await Say(language.Say("demo.how-randomized"));
        var trial = await Trial();
        var receipt = FrozenProtocol.Receipt(trial);
        var verified = receipt is not null && ReceiptVerification.Verify(receipt) is { IsValid: true };
        var answer = await place.InOneTurn(participant, skills => skills.Results.LatestAnswer());
        stage.Heading(language.Say("demo.heading.truth"));
        var truth = SimulatedPerson.LongRunEffect(person.Effect);
        stage.Line(language.Say("demo.truth", ("truth", Signed(truth)), ("effect", Signed(person.Effect))));
        if (answer?.Report.Contrasts is [{ Refusal: null, Verdict: not VerdictKind.TooLittleData } contrast])
        {
            stage.Line(language.Say(contrast.Low <= truth && truth <= contrast.High ? "demo.estimate-holds" : "demo.estimate-misses", ("estimate", Signed(contrast.Estimate)), ("low", Signed(contrast.Low)), ("high", Signed(contrast.High))));
        }

        stage.Line(verified ? language.Say("demo.lottery-verified") : language.Say("demo.lottery-not-verified"));
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

    private string Signed(double value) => language.Decimal(value.ToString("+0.0;-0.0;0.0", CultureInfo.InvariantCulture));

    private string Short(LocalDate date) => language.ShortDay(date);
}
