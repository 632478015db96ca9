using System.Globalization;
using Nof1Agent.Skills.Results;
using Nof1Agent.Skills.Trials;
using Nof1Agent.Stats.Designs;
using NodaTime.Text;

namespace Nof1Agent.Skills.Documents;

/// <summary>The report of a trial that is over, item by item of CENT 2015 (BMJ 2015;350:h1738), made of the record alone.</summary>
internal static class ReportDocument
{
    /// <summary>The document, or null while the trial is not over.</summary>
    public static TextDocument? Of(TrialRecord record)
    {
        if (record is not { Trial: { IsOver: true, ProtocolHash: { } hash, Commitment: { } commitment, Sequence: { } sequence } trial })
        {
            return null;
        }

        var (design, arms) = (trial.Plan.Design, trial.Plan.Arms);
        var names = string.Join(", ", arms.Skip(1).Select(arm => arm.Name));
        var title = $"Report of an N-of-1 trial: {names} against {arms[0].Name}";
        var dates = trial.StartsOn is { } start ? $"First day {LocalDatePattern.Iso.Format(start)}, last day {(record.Days.Count > 0 ? LocalDatePattern.Iso.Format(record.Days[^1].Date) : "none")}." : "The trial has no first day.";
        return new TextDocument(title,
        [
            new DocumentSection("", "About this document", false,
            [
                new Paragraph($"Fingerprint of the protocol that this report answers to (SHA-256): {hash}"),
                new Paragraph("The sections follow CENT 2015. † marks items whose number and name are given from general knowledge and still have to be compared with the published checklist (with its erratum, doi 10.1136/bmj.i5381)."),
                new Paragraph("Written by a program from the stored diary; no sentence comes from a language model."),
            ]),
            Found("1a", "Title", $"{title}. One participant, randomized, crossover."),
            Found("1b", "Abstract", [.. ReportResults.Abstract(record).Select(text => new Paragraph(text))]),
            Found("2a.1", "Background", "Studies of other people give an average; this trial asks about one person."),
            Found("2a.2", "Rationale for the N-of-1 approach", "The effect can differ between people; the participant can start and stop the change at will, and the outcome is told once a day. So it can be tested on the person it is about."),
            Found("2b", "Objectives", $"To estimate the difference in the outcome between {names} and {arms[0].Name}."),
            Found("3a", "Design", $"Randomized blocks: {Count(arms.Count, "arm")}, {Count(design.BlockCount, "cycle")}, {Count(design.PeriodCount, "period")} planned, {Count(design.PeriodDays, "day")} each, of which {Count(design.DiscardDays, "day")} after a change of arm do not count (washout and run-in in one)."),
            Found("3b", "Changes after the start", "The protocol cannot be changed after it is fixed. " + ReportDeviations.Pauses(trial) + ReportDeviations.StoppedArms(trial)),
            Found("4a", "Participant", "An adult. Diagnosis, conditions and concurrent therapies are not part of this document; the participant may add them."),
            Found("4b", "Setting", "Daily life; questions and answers in a chat."),
            Found("4c", "Research study and ethics approval", "Self-experimentation for the participant's own use; no approval was sought by the program."),
            Found("5", "Interventions for each period", new Table(["Arm", "Name", "What was done", "Periods"], [.. arms.Select((arm, place) => (IReadOnlyList<string>)
                [TrialRecord.Letter(place), arm.Name, arm.Instruction, string.Join(", ", sequence.Select((drawn, period) => (drawn, period)).Where(pair => pair.drawn == place).Select(pair => pair.period + 1))])])),
            Recalled("6a.1", "Outcome", $"\"{record.Outcome.Question}\" Unit: {record.Outcome.Unit}; {(record.Outcome.LowerIsBetter ? "lower" : "higher")} is better. Smallest change that matters to the participant, named before the start: {(trial.Plan.Mcid is { } mcid ? $"{DocumentNumber.Of(mcid)} {record.Outcome.Unit}" : "none")}.{string.Concat(record.AlsoFollowed.Select(other => $" Followed beside it (exploratory): \"{other.Question}\" Unit: {other.Unit}."))}"),
            Recalled("6a.2", "Measurement properties", "The participant's own daily report. Its measurement properties were not assessed."),
            Recalled("6b", "Changes of the outcome", "None."),
            Recalled("7a", "Number of periods", "Chosen by the participant from simulated alternatives before the plan was fixed."),
            Recalled("7b", "Interim analyses and stopping", trial.Plan.EndsEarlyWhenClear
                ? $"Declared before the start: looks at the end of each cycle from cycle {Nof1Agent.Stats.Verdicts.LookRule.FirstBlock} on, which may end the trial by the rule in the protocol. No result was shown before the end of the trial. The participant could stop at any time."
                : "None was declared. No result was shown before the end of the trial. The participant could stop at any time."),
            Recalled("8a.1", "Whether the order was randomized, and how", "Yes: by lot from a seed derived from a secret of the program, a word of the participant and the fingerprint of the protocol."),
            Recalled("8a.2", "Type of randomization", "Blocks of one period per arm, permuted at random within each block."),
            Recalled("8a.3", "Full intended sequence", string.Join(" ", sequence.Select(TrialRecord.Letter))),
            Recalled("9", "Concealment", $"Fingerprint of the secret, published before the draw (SHA-256): {commitment}. Secret, now open: {trial.Secret}. Word of the participant: \"{trial.Nonce}\". {Verified(trial)}"),
            Recalled("10", "Who generated, enrolled, assigned", "The program; no person saw the order before its time."),
            Recalled("11a", "Blinding", $"{ReportDeviations.Blinding(record)} {(record.Expectation is { } expected ? $"Before the start the participant expected {DocumentNumber.Of(expected)} on a scale from 0 (no help) to 10." : "What the participant expected is not known.")}"),
            Recalled("11b", "Similarity of interventions", trial.Plan.Blinded ? "Portions prepared by somebody else, to look, smell and taste alike; the program cannot check that." : "Not applicable: not blinded."),
            Recalled("12a.1", "Statistical methods", "Bayesian regression with AR(1) errors, a linear trend and, for periods with 3 or more counted days, period shocks; every arm against the comparator. As assigned; missing days stay missing."),
            Recalled("12a.2", "Synthesis of several trials", "Not applicable: one trial."),
            Recalled("12b", "Carry-over, period effects, correlation within the person", "First days after a change of arm are not counted; the trend, correlation from day to day and shocks of whole periods are in the model; second lines with carry-over and without further first days are under item 18."),
            Recalled("13a.1", "Periods completed, and changes", ReportPeriods.Completed(record)),
            Recalled("13a.2", "Participants", "One, randomized and analysed."),
            Recalled("13b-c", "Losses and exclusions", ReportDeviations.Missing(record)),
            Recalled("14a", "Dates", dates),
            Recalled("14b", "Early stop", trial.State is TrialState.Stopped ? $"Stopped early. Reason given: {trial.EndReason ?? "none"}." : trial.EndedAtLook is { } cycle ? $"Ended after cycle {cycle} by a declared look: the answer was clear by the rule in the protocol." : "No: ended as planned."),
            Recalled("15", "Baseline", trial.Plan.BaselineFrom is { } baseline ? $"Observed without change from {LocalDatePattern.Iso.Format(baseline)} on, before the plan was fixed." : "No baseline was observed."),
            Recalled("16", "Periods analysed", ReportPeriods.Analysed(record)),
            Recalled("17a.1", "Results of each period", [ReportPeriods.Results(record), .. Figures(record)]),
            Recalled("17a.2", "Effect and precision", ReportResults.Effects(record)),
            Recalled("17b", "Yes/no outcomes: absolute and relative", ReportResults.Binary(record)),
            Recalled("18", "Other analyses", ReportResults.Other(record)),
            Recalled("19", "Harms", ReportDeviations.Harms(record)),
            new DocumentSection("", "Deviations from the plan", false, [ReportDeviations.Adherence(record), .. ReportDeviations.Told(record).Select(text => new Paragraph(text))]),
            Recalled("20", "Limitations", [.. new[] { trial.Plan.Blinded ? "Blinded by a helper of the participant, unchecked; self-reported; one person in some weeks." : "Not blinded; self-reported; one person in some weeks." }.Concat(record.Answer?.Report.Warnings ?? []).Select(text => new Paragraph(text))]),
            Recalled("21", "Generalisability", "None is claimed: the result is about this person in these weeks."),
            Recalled("22", "Interpretation", ReportResults.Interpretation(record)),
            Recalled("23", "Registration", "Not registered; the fingerprint of the protocol stands above."),
            Recalled("24", "Protocol", $"Fixed at {InstantPattern.General.Format(trial.FrozenAt!.Value)} (UTC), SHA-256 {hash}; exported beside this report."),
            Recalled("25", "Funding", "None is known to the program."),
        ]);
    }

    private static IEnumerable<DocumentBlock> Figures(TrialRecord record) => record.Answer is { } answer
        ? new AnswerPictures(record.Trial, record.Outcome, Languages.KnownLanguages.English).Of(answer.Report, record.Days.Where(day => day.Told is not null).ToDictionary(day => day.Date, day => day.Told!)).Select(picture => new Figure(picture))
        : [];

    private static string Verified(Trial trial) => FrozenProtocol.Receipt(trial) is { } receipt && ReceiptVerification.Verify(receipt).IsValid
        ? "Repeating the draw gives exactly the order above."
        : "Repeating the draw does NOT give the order above.";

    private static DocumentSection Found(string item, string heading, params DocumentBlock[] blocks) => new(item, heading, false, blocks);

    private static DocumentSection Found(string item, string heading, string text) => new(item, heading, false, [new Paragraph(text)]);

    private static DocumentSection Recalled(string item, string heading, params DocumentBlock[] blocks) => new(item, heading, true, blocks);

    private static DocumentSection Recalled(string item, string heading, string text) => new(item, heading, true, [new Paragraph(text)]);

    private static string Count(int count, string noun) => string.Create(CultureInfo.InvariantCulture, $"{count} {noun}{(count == 1 ? "" : "s")}");
}
