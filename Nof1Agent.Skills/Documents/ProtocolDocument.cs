using System.Text.Json.Nodes;
using Nof1Agent.Skills.Trials;
using Nof1Agent.Stats.Designs;

namespace Nof1Agent.Skills.Documents;

/// <summary>
/// The protocol as people read it, ordered by the items of SPENT 2019 (BMJ 2020;368:m122). It is made of nothing but the frozen protocol and its two
/// fingerprints, so that it says the same before the start and years later.
/// </summary>
internal static class ProtocolDocument
{
    /// <summary>The document, or null before the plan is fixed.</summary>
    public static TextDocument? Of(Trial trial)
    {
        if (trial is not { Protocol: { } canonical, ProtocolHash: { } hash, Commitment: { } commitment })
        {
            return null;
        }

        var protocol = JsonNode.Parse(canonical)!.AsObject();
        var design = TrialDesign.FromJson(protocol["design"])!;
        var arms = protocol["arms"]!.AsArray().Select(arm => (Name: Text(arm!["name"]), Instruction: Text(arm["instruction"]))).ToList();
        var outcome = protocol["outcome"]!.AsObject();
        var analysis = protocol["analysis"]!.AsObject();
        var title = $"Protocol of an N-of-1 trial: {string.Join(", ", arms.Skip(1).Select(arm => arm.Name))} against {arms[0].Name}";
        var washout = design.DiscardDays == 0 ? "Every day counts." : $"After a change of arm the first {Count(design.DiscardDays, "day")} do not count (washout and run-in in one).";
        return new TextDocument(title,
        [
            Plain("About this document",
                $"Fingerprint of this protocol (SHA-256): {hash}",
                $"Fingerprint of the secret of the lottery, published before the person gave their word (SHA-256): {commitment}",
                "The sections follow SPENT 2019, the extension of SPIRIT 2013 for N-of-1 protocols. † marks every item: numbers and names are given from general knowledge and still have to be compared with the published checklist.",
                "This is a trial that a person runs on themselves, planned by a program. No clinician took part unless the report says so."),
            Item("1", "Title, identified as an N-of-1 trial", title),
            Item("2a", "Registration", $"Not registered. The fingerprint above identifies the protocol; it was fixed at {Text(protocol["frozenAt"])} (UTC), before the order was drawn and before any day of the trial."),
            Item("3", "Date and version", $"Version {Text(protocol["version"])} of the protocol format, trial {Text(protocol["trial"])}, fixed at {Text(protocol["frozenAt"])} (UTC)."),
            Item("4", "Funding", "None is known to the program."),
            Item("5", "Roles and responsibilities", "The participant chose what to test, how long, and the smallest change that matters. The program planned, drew the order, asks, keeps the diary and analyses it by the plan below. A language model, where one is used, takes no part in allocation or analysis."),
            Item("6a", "Background and rationale for the N-of-1 approach", "Studies of other people give an average; what a change does for one person can differ. A randomized crossover trial in this person answers the question for this person."),
            Item("6b", "Choice of comparators", $"{arms[0].Name}: {arms[0].Instruction}"),
            Item("7", "Objectives", $"To estimate, for this person, the difference in the answer to \"{Text(outcome["question"])}\" between each tested arm and {arms[0].Name}, and the chance that it is a benefit{(outcome["smallestChangeThatMatters"] is { } mcid ? $" of at least {Text(mcid)} {Text(outcome["unit"])}" : "")}."),
            Item("8", "Trial design", $"Randomized, crossover, one person. {Count(arms.Count, "arm")}, {Count(design.BlockCount, "cycle")}, {Count(design.PeriodCount, "period")} of {Count(design.PeriodDays, "day")}: {Count(design.TotalDays, "day")} in all. {washout}"),
            Item("9", "Setting", "Daily life of the participant; questions and answers in a chat."),
            Item("10", "Eligibility", "An adult who said so; what is unsafe or needs a clinician for what they told in the interview was not offered. Conditions and medicines are not part of the protocol, so that it can be shown to others."),
            Item("11a", "Interventions for each arm", new Table(["Arm", "Name", "What is done"], [.. arms.Select((arm, place) => (IReadOnlyList<string>)[TrialRecord.Letter(place), arm.Name, arm.Instruction])])),
            Item("11b", "Stopping or changing", "The participant may pause or stop at any time without a reason. A pause moves the remaining days; it never changes the order. A finding of the safety screen pauses the trial."),
            Item("11c", "Adherence", "Asked every day: yes, partly or no. It is reported by arm and does not change the primary analysis."),
            Item("11d", "Other care", "Nothing else is to be changed on purpose during the trial; days of illness or travel are marked."),
            Item("12", "Outcomes",
                $"Primary and only: \"{Text(outcome["question"])}\", unit {Text(outcome["unit"])}, {Text(outcome["better"])} is better, once a day.",
                outcome["smallestChangeThatMatters"] is { } smallest ? $"Smallest change that matters to the participant: {Text(smallest)} {Text(outcome["unit"])}, named before the start." : "The participant named no smallest change that matters."),
            Item("13", "Participant timeline", new Table(["Period", "Days of the trial", "Days that do not count, if the arm changes"], [.. Enumerable.Range(0, design.PeriodCount).Select(period => (IReadOnlyList<string>)
                [$"{period + 1}", $"{(period * design.PeriodDays) + 1} to {(period + 1) * design.PeriodDays}", design.DiscardDays == 0 ? "none" : $"{(period * design.PeriodDays) + 1} to {(period * design.PeriodDays) + design.DiscardDays}"])])),
            Item("14", "Number of periods", "Chosen by the participant from simulated alternatives (length against the chance to see a change that matters), shown before the choice."),
            Item("16a", "Sequence generation", Text(protocol["order"]), "The seed is derived from a secret of the program and a word of the participant, so that neither can choose the order."),
            Item("16b", "Concealment", "Each day shows only its own arm. The fingerprint of the secret was published before the participant gave their word; the secret is opened at the end, and anyone can then repeat the draw (command verify)."),
            Item("16c", "Implementation", "By the program; no person draws or sees the order before its time."),
            Item("17", "Blinding", (protocol["blinding"] is JsonObject blinding ? $"{Text(blinding["participant"])} {Text(blinding["codes"])} Guesses: {Text(blinding["guesses"])}" : "None: the participant knows what they do.") + " What they expected was asked before the start. No result by arm is shown to anyone before the end."),
            Item("18a", "Data collection", "One answer a day in the chat; missed days can be told up to a week later and are marked late; every change of a day is kept as a revision."),
            Item("19", "Data management", "Stored in the database of the server that runs the program, before the answer is acknowledged."),
            Item("20a", "Statistical methods", new Table(["Part", "Plan"], [.. analysis.Where(part => part.Key is not "missingDays").Select(part => (IReadOnlyList<string>)[part.Key, Plan(part.Value)])])),
            Item("20c", "Missing days and changes of days", Text(analysis["missingDays"])),
            Item("21", "Interim looks", analysis["looks"] is JsonArray { Count: > 0 } looks ? $"Planned: {Plan(looks)}." : "None is planned: no result is shown before the last day."),
            Item("22", "Harms", "Side effects can be told every day in the participant's own words and are reported by arm. Red flags lead to fixed emergency advice and a pause."),
            Item("24", "Research ethics approval", "Self-experimentation for the participant's own use; no approval was sought by the program."),
            Item("25", "Amendments", "None is possible: a fixed protocol cannot be changed, only stopped."),
            Item("26", "Consent", "The participant agreed to storing what they tell before the interview, and fixed this plan themselves."),
            Item("27", "Confidentiality", "This document names nobody. The diary leaves the server only as the participant's own export."),
            Item("29", "Access to data", "The participant can export everything at any time; the arm of each day is in it once the trial is over."),
            Item("31", "Dissemination", "Only if the participant agrees separately: effect and standard error, without diary, identity or date."),
            new DocumentSection("", "The frozen protocol", false,
            [
                new Paragraph($"This text, without a line break, has the SHA-256 {hash}. Everything above is made from it."),
                new Verbatim(canonical),
            ]),
        ]);
    }

    private static DocumentSection Plain(string heading, params string[] paragraphs) => new("", heading, false, [.. paragraphs.Select(text => new Paragraph(text))]);

    private static DocumentSection Item(string item, string heading, params string[] paragraphs) => new(item, heading, true, [.. paragraphs.Select(text => new Paragraph(text))]);

    private static DocumentSection Item(string item, string heading, DocumentBlock block) => new(item, heading, true, [block]);

    private static string Text(JsonNode? node) => node is null ? "not given" : node is JsonValue value && value.TryGetValue<string>(out var text) ? text : node.ToJsonString();

    private static string Plan(JsonNode? node) => node switch
    {
        JsonArray { Count: 0 } => "none",
        JsonArray array => string.Join("; ", array.Select(Plan)),
        JsonObject members => string.Join(", ", members.Select(member => $"{member.Key}: {Plan(member.Value)}")),
        _ => Text(node),
    };

    private static string Count(int count, string noun) => $"{count.ToString(System.Globalization.CultureInfo.InvariantCulture)} {noun}{(count == 1 ? "" : "s")}";
}
