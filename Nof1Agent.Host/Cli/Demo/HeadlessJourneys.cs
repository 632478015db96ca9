using System.Globalization;
using Nof1Agent.Skills;
using Nof1Agent.Skills.Trials;
using Nof1Agent.Stats.Designs;
using Nof1Agent.Stats.Planning;
using NodaTime;

namespace Nof1Agent.Host.Cli.Demo;

/// <summary>Many people through the same skills, without words: do the intervals hold the truth as often as they claim?</summary>
internal sealed class HeadlessJourneys(ulong seed, double? effect, int days, TextWriter output)
{
    private const double SpreadOfEffects = 12;

    /// <summary>Runs them and prints what came out.</summary>
    /// <returns>True when every journey ended with an answer and a verified lottery.</returns>
    public async Task<bool> Run(int trials)
    {
        await using var place = new DemoPlace(seed);
        var (covered, answered, verified, width) = (0, 0, 0, 0.0);
        TrialDesign? design = null;
        var start = place.Now.InZone(DemoPlace.Zone).Date;
        for (var i = 0; i < trials; i++)
        {
            var random = DeterministicRandom.ForIndex(seed, (ulong)i);
            var person = new SimulatedPerson(effect ?? (SpreadOfEffects * random.NextGaussian()), random);
            var participant = await place.Inbox.Meet("headless", i.ToString(CultureInfo.InvariantCulture), DemoPlace.Zone);
            var trial = await Plan(place, participant, days);
            design = trial.Plan.Design;
            foreach (var day in TrialCalendar.Days(trial))
            {
                if (person.Report(day.Arm == 1) is { } value)
                {
                    Move(place, day.Date.PlusDays(1), 8);
                    await place.InOneTurn(participant, skills => skills.CheckIns.Record(value, "yes"));
                }
            }

            Move(place, trial.StartsOn!.Value.PlusDays(design.TotalDays + 2), 9);
            var (answer, receipt) = await place.InOneTurn(participant, skills => (skills.Results.Conclude(), FrozenProtocol.Receipt(skills.TrialStore.Latest!)));
            verified += receipt is not null && ReceiptVerification.Verify(receipt).IsValid ? 1 : 0;
            if (answer?.Report.Contrasts is [{ Refusal: null } contrast])
            {
                var truth = SimulatedPerson.LongRunEffect(person.Effect);
                answered++;
                covered += contrast.Low <= truth && truth <= contrast.High ? 1 : 0;
                width += contrast.High - contrast.Low;
            }
        }

        var bare = PowerSimulation.Simulate(design!, new PowerAssumptions { Phi = SimulatedPerson.Phi, MissingShare = SimulatedPerson.MissingShare }, trials, seed);
        var bareWidth = bare.MeanWidthInSd * SimulatedPerson.Sd;
        output.WriteLine($"journeys             {trials} ({design!.BlockCount} cycles of {design.ArmCount} x {design.PeriodDays} days, {design.DiscardDays} not counted after a change)");
        output.WriteLine($"lotteries verified   {verified}");
        output.WriteLine($"answers              {answered}");
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"intervals that hold the truth   {100.0 * covered / Math.Max(1, answered):0.0} %"));
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"mean width           {width / Math.Max(1, answered):0.00} minutes; bare engine on the same design {bareWidth:0.00} (ratio {width / Math.Max(1, answered) / bareWidth:0.000})"));
        return verified == trials && answered > 0;
    }

    private static async Task<Trial> Plan(DemoPlace place, ParticipantId participant, int days)
    {
        return await place.InOneTurn(participant, skills =>
        {
            skills.Participants.Consent(true);
            skills.Interview.Note(goal: "sleep onset", outcome: "sleep-onset-minutes", mcid: 10, typicalGood: 30, typicalBad: 80, adult: true, conditions: [], medicines: [], tried: [], limits: [], expectation: 5);
            skills.Candidates.List();
            skills.Trials.Propose("1");
            skills.Trials.ChooseLength(weeks: days / 7.0);
            skills.Trials.ConfirmPlan();
            var begun = skills.Trials.Begin("headless");
            return begun.Ok ? skills.TrialStore.Open! : throw new InvalidOperationException($"The journey did not begin: {begun.Say}");
        });
    }

    private static void Move(DemoPlace place, LocalDate date, int hour) => place.Clock.MoveTo(date.At(new LocalTime(hour, 0)).InZoneLeniently(DemoPlace.Zone).ToDateTimeOffset());
}
