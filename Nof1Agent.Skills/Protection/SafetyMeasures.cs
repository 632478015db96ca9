using Dapper;
using Nof1Agent.Skills.Alerts;
using Nof1Agent.Skills.Audit;
using Nof1Agent.Skills.Conversations;
using Nof1Agent.Skills.Interview;
using Nof1Agent.Skills.Participants;
using Nof1Agent.Skills.Safety;
using Nof1Agent.Skills.Safety.Reading;
using Nof1Agent.Skills.Storage;
using Nof1Agent.Skills.Trials;
using NodaTime;

namespace Nof1Agent.Skills.Protection;

/// <summary>
/// What follows from a finding of the safety screen: the fixed text, the pause, the alert, the hold, and what is noted for the gates.
/// No method of it is offered to a model.
/// </summary>
public sealed class SafetyMeasures(TurnWork work, SafetySettings settings, ParticipantStore participants, ConversationStore conversation, InterviewStore interview, TrialStore trials, TrialSkills trialSkills)
{
    private static readonly SafetyResponses Responses = SafetyResponses.Embedded();
    private static readonly Duration ShortestHold = Duration.FromHours(6);
    private static readonly HashSet<string> SaysSafe = new(StringComparer.Ordinal) { "i am safe", "im safe", "ich bin sicher", "bin sicher", "ich bin in sicherheit" };
    private static readonly HashSet<string> SaysAgreed = new(StringComparer.Ordinal)
    {
        "my doctor has agreed", "my doctor agreed", "my doctor agrees", "my gp has agreed", "mein arzt hat zugestimmt", "meine arztin hat zugestimmt", "mein arzt stimmt zu", "meine arztin stimmt zu",
    };
    private static readonly HashSet<string> Fillers = new(StringComparer.Ordinal) { "now", "again", "today", "yes", "jetzt", "wieder", "heute", "ja", "and" };

    /// <summary>The fixed answer to what was found, or null when the conversation may go on (what is only noted is noted then).</summary>
    /// <param name="findings">What the screen found, the gravest first.</param>
    /// <param name="isChoice">Whether it stands on a button that the service itself offered: its wording tells nothing about the person.</param>
    public SafetyAnswer? Answer(IReadOnlyList<SafetyFinding> findings, bool isChoice = false)
    {
        if (isChoice)
        {
            return null;
        }

        var running = trials.Open is { IsUnderWay: true };
        var news = Remember(findings);
        var telling = findings.FirstOrDefault(finding => finding.Rule switch
        {
            { Level: SafetyLevel.Caution or SafetyLevel.Reply } => false,
            { Action: SafetyAction.Gate } => running && news.Contains(finding),
            { Id: "U14" } => running,
            _ => true,
        });
        if (telling is not null)
        {
            return new SafetyAnswer(telling.Rule.Id, Act(telling));
        }

        // A caution is said once, when it is new, after whatever else is said.
        return news.FirstOrDefault(finding => finding.Rule.Level is SafetyLevel.Caution) is { } caution ? new SafetyAnswer(caution.Rule.Id, null) { Beside = Say(caution.Rule.Response, caution.Language) } : null;
    }

    /// <summary>
    /// Notes what rules out or blocks, and says nothing. Before consent nothing of it is kept; what was written before is remembered when consent is given.
    /// </summary>
    /// <returns>What was not known before.</returns>
    public IReadOnlyList<SafetyFinding> Remember(IReadOnlyList<SafetyFinding> findings)
    {
        if (participants.Current.Consent is not Consent.Given)
        {
            return [];
        }

        foreach (var rule in findings.Select(finding => finding.Rule).Where(rule => Blocks(rule) && !interview.Notes.Blocks.Contains(rule.Id)))
        {
            interview.Save(interview.Notes with { Blocks = [.. interview.Notes.Blocks, rule.Id] });
        }

        return [.. findings.Where(finding => finding.Rule.Notes is not null && Note(finding)).Where(finding => finding.Rule.Action is SafetyAction.Gate)];
    }

    /// <summary>The fixed text alone, with the hold: for a message that no turn could be made of.</summary>
    public string TextOf(SafetyFinding finding)
    {
        Hold(finding);
        return Say(finding.Rule.Response, finding.Language);
    }

    /// <summary>What is said where a file that the person handed in holds words of a red flag. They may be a leaflet's and not the person's: nothing is held or paused for them, but a coach is told.</summary>
    public SkillReply InAFile(SafetyFinding finding)
    {
        new AlertStore(work).Raise(AlertKind.Safety, $"Safety rule {finding.Rule.Id} ({finding.Rule.Title}) in a file that was handed in: the fixed text was sent, no model saw the file.", $"{work.Participant.Value}:{finding.Rule.Id}:file");
        return new SkillReply { Ok = false, Say = $"{participants.Language.Say("files.grave")}\n\n{Say(finding.Rule.Response, finding.Language)}" };
    }

    /// <summary>
    /// What is said while the conversation is held after E1 or E2: the numbers, and nothing else. A coach ends it; where there is none the person does,
    /// in words, not before the next day.
    /// </summary>
    /// <param name="rule">The rule that holds it.</param>
    /// <param name="text">What the person wrote.</param>
    public SkillReply Support(SafetyRule rule, string text)
    {
        var current = conversation.Current;
        var participant = participants.Current;
        var aNewDay = current.SafetyHoldSince is { } since && participant.StudyDayAt(work.Now) > participant.StudyDayAt(since) && work.Now - since >= ShortestHold;
        var mayEnd = aNewDay && !settings.HasCoach;
        if (mayEnd && SaysSafe.Contains(Plain(text)))
        {
            conversation.Set(current with { SafetyHold = null, SafetyHoldSince = null });
            return new SkillReply { Say = Say("safe-again", null) };
        }

        var closing = settings.HasCoach ? " " + Say("safe-coach", null) : mayEnd ? " " + Say("safe-question", null) : "";
        return new SkillReply { Say = Say(rule.Response, null) + closing };
    }

    /// <summary>Whether the person says that a doctor has agreed, after a red flag; then what was blocked may go on. With coaches only they can say so.</summary>
    public SkillReply? DoctorAgreed(string text)
    {
        var notes = interview.Notes;
        if (notes.Blocks.Count == 0 || !SaysAgreed.Contains(Plain(text)))
        {
            return null;
        }

        if (settings.HasCoach)
        {
            return new SkillReply { Ok = false, Say = Say("blocked-coach", null) };
        }

        interview.Save(notes with { Blocks = [] });
        return new SkillReply { Say = Say("agreed", null) };
    }

    /// <summary>Whether a red flag still holds the conversation, or blocks what would come next.</summary>
    public bool WaitsForACoach => conversation.Current.SafetyHold is not null || interview.Notes.Blocks.Count > 0;

    /// <summary>What there is to see now.</summary>
    public SafetyMark Mark => new(
        conversation.Current.SafetyHoldSince,
        work.Reader.QueryFirstOrDefault<string>(
            "select id from alert where participant_id = @participant and kind in ('Safety', 'Crisis') and cleared_at is null order by at desc, id desc limit 1", new { participant = work.Participant }),
        work.Reader.ExecuteScalar<long>("select coalesce(max(id), 0) from message where participant_id = @participant and speaker = 'Person'", new { participant = work.Participant }));

    /// <summary>The same as <see cref="ConfirmedByCoach(string)"/>, unless something happened that the coach has not seen: then nothing ends.</summary>
    /// <param name="coach">Who.</param>
    /// <param name="seen">What they saw when they said so.</param>
    /// <returns>False where something else is to be seen by now, or nothing is left to end.</returns>
    public bool ConfirmedByCoach(string coach, SafetyMark seen)
    {
        if (!WaitsForACoach || Mark != seen)
        {
            return false;
        }

        ConfirmedByCoach(coach);
        return true;
    }

    /// <summary>A coach has spoken with the person: the hold, the blocks and the alerts about them end, and the record says who said so.</summary>
    /// <param name="coach">Who.</param>
    public void ConfirmedByCoach(string coach)
    {
        foreach (var rule in interview.Notes.Blocks.Append(conversation.Current.SafetyHold).OfType<string>().Distinct())
        {
            new AlertStore(work).Clear(AlertKind.Safety, rule);
            new AlertStore(work).Clear(AlertKind.Crisis, rule);
        }

        AuditTrail.Add(work, coach, AuditAct.ConfirmedSafe);
        conversation.Set(conversation.Current with { SafetyHold = null, SafetyHoldSince = null });
        interview.Save(interview.Notes with { Blocks = [] });
        conversation.Log(work.Random.NewId(), "coach", "coach", null, "[]", $"support mode and blocks ended by {coach}");
    }

    /// <summary>Support mode that began in another conversation of the same person: it goes on in this one, where nothing holds it yet.</summary>
    /// <param name="rule">The rule that holds the other one.</param>
    /// <param name="since">Since when.</param>
    public void CarryOver(SafetyRule rule, Instant? since)
    {
        if (conversation.Current.SafetyHold is not null)
        {
            return;
        }

        if (trials.Open is { State: TrialState.Running })
        {
            trialSkills.Pause($"safety: {rule.Id}");
        }

        conversation.Set(conversation.Current with { SafetyHold = rule.Id, SafetyHoldSince = since ?? work.Now });
        new AlertStore(work).Raise(AlertKind.Crisis, $"Safety rule {rule.Id} ({rule.Title}): support mode goes on here, from another conversation of theirs.", rule.Id);
    }

    private SkillReply Act(SafetyFinding finding)
    {
        var rule = finding.Rule;
        if (rule.Level is SafetyLevel.Scope)
        {
            return new SkillReply { Ok = false, Say = Say(rule.Response, finding.Language) };
        }

        var paused = trials.Open is { State: TrialState.Running } && trialSkills.Pause($"safety: {rule.Id}").Ok;
        Hold(finding);
        if (rule.Id == SafetyScreen.MinorRule)
        {
            interview.Save(interview.Notes with { Adult = false });
        }

        new AlertStore(work).Raise(finding.HoldsConversation ? AlertKind.Crisis : AlertKind.Safety, $"Safety rule {rule.Id} ({rule.Title}): the fixed text was sent{(paused ? ", the trial is paused" : "")}.", rule.Id);
        var text = Say(rule.Response, finding.Language);
        return new SkillReply { Say = paused ? $"{text} {Say("paused", finding.Language)}" : text };
    }

    private void Hold(SafetyFinding finding)
    {
        if (finding.HoldsConversation)
        {
            conversation.Set(conversation.Current with { SafetyHold = finding.Rule.Id, SafetyHoldSince = work.Now });
        }
    }

    // Medicines, doses and minors have answers of their own; a crisis and danger from others are held or answered by people.
    private static bool Blocks(SafetyRule rule) =>
        rule is { Action: SafetyAction.Respond, Level: SafetyLevel.Urgent or SafetyLevel.Emergency } && rule.Id is not ("E1" or "E2" or "E13" or "U1" or "U2" or "U4" or "U14");

    private bool Note(SafetyFinding finding)
    {
        var notes = interview.Notes;
        switch (finding.Rule.Notes)
        {
            case "pregnant" when notes.Pregnant is not true:
                interview.Save(notes with { Pregnant = true });
                return true;
            case "condition" when !(notes.Conditions ?? []).Any(known => known.Contains(finding.Words, StringComparison.OrdinalIgnoreCase) || finding.Words.Contains(known, StringComparison.OrdinalIgnoreCase)):
                interview.Save(notes with { Cautions = [.. notes.Cautions, finding.Words] });
                return !notes.Cautions.Contains(finding.Words);
            case { } caution when caution is not ("pregnant" or "condition") && !notes.Cautions.Contains(caution):
                interview.Save(notes with { Cautions = [.. notes.Cautions, caution] });
                return true;
            default:
                return false;
        }
    }

    private string Say(string key, string? found)
    {
        // Somebody who writes in another language than the one set is answered in theirs.
        var participant = participants.Current;
        return Responses.Say(key, participant.Language == "en" && found is not null ? found : participant.Language, participant.TimeZone.Id);
    }

    private static string Plain(string text) => string.Join(' ', ScreenedWords.Of(text).Select(word => word.Text).Where(word => !Fillers.Contains(word)));
}

/// <summary>What the safety measures answer.</summary>
/// <param name="Rule">The rule.</param>
/// <param name="Reply">The whole reply; null: the conversation goes on.</param>
public sealed record SafetyAnswer(string Rule, SkillReply? Reply)
{
    /// <summary>A caution to be said after the reply of the turn.</summary>
    public string? Beside { get; init; }
}
