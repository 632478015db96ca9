using Nof1Agent.Host.Agent.Guide;
using Nof1Agent.Host.Agent.Guide.Language;
using Nof1Agent.Host.Channels;
using Nof1Agent.Skills;
using Nof1Agent.Skills.CheckIns;
using Nof1Agent.Skills.Conversations;
using Nof1Agent.Skills.Languages;
using Nof1Agent.Skills.Participants;
using Nof1Agent.Skills.Privacy;
using Nof1Agent.Skills.Rhythm;
using Nof1Agent.Skills.Safety;

namespace Nof1Agent.Host.Agent;

/// <summary>One inbound message, or one due row, and everything that is done to answer it. Nothing is stored here: the runner commits.</summary>
internal sealed class Turn(SkillSet skills, SafetyScreen screen, AgentTeam agents, string id)
{
    private const int RememberedMessages = 40;

    private readonly TurnTrace trace = new(skills, agents.MostFunctionCalls);
    private string answeredBy = "nobody";
    private string? promptHash;
    private string guard = "";
    private string? beside;
    private bool? needsTime;

    /// <summary>Whether the person had everything deleted.</summary>
    public bool Erased => skills.Privacy.Erased;

    /// <summary>Answers a message. The order of the questions is the order of what matters more.</summary>
    public async Task Answer(Inbound inbound, CancellationToken cancellation)
    {
        skills.Conversation.Hear(inbound);
        if (inbound.ChoiceMessageId is null && skills.ParticipantStore.Current.Consent is Consent.Given)
        {
            skills.Names.LearnFrom(inbound.Text);
        }

        var findings = screen.Findings(inbound.Text);
        var hold = skills.Conversation.Current.SafetyHold;
        var safety = hold is null || findings is [{ Rule.Level: SafetyLevel.Emergency }, ..] ? skills.Safety.Answer(findings, inbound.ChoiceMessageId is not null && FormAnswer.Read(inbound.ChoiceId) is null) : null;
        beside = safety?.Beside;
        if (safety is { Reply: { } help })
        {
            guard = $"screen {screen.Version}: {safety.Rule}";
            Say(Speaker.System, inbound.Channel, help);
        }
        else if (hold is { } rule && skills.Conversation.Current.Floor is Floor.Agent)
        {
            guard = $"support mode: {rule}";
            // What is theirs they may have deleted at any time; the numbers come first.
            var support = skills.Safety.Support(screen.Rule(rule), inbound.Text);
            var own = inbound is { ChoiceMessageId: null, IsEdit: false } ? skills.Privacy.Answer(inbound) : null;
            Say(Speaker.System, inbound.Channel, own is null ? support : support with { Say = $"{support.Say}\n\n{own.Say}" });
        }
        else if (skills.Conversation.Current.Floor is Floor.Coach && !IsTheirOwnToDo(inbound) && !AnswersTheDay(inbound))
        {
            answeredBy = "coach";
        }
        else if (skills.Edits.Answer(inbound) is not EditMeaning.None and var meaning)
        {
            await AnswerEdit(inbound, meaning, cancellation);
        }
        else if (inbound.ChoiceMessageId is null && skills.Privacy.Answer(inbound) is { } answer)
        {
            Say(Speaker.System, inbound.Channel, answer);
        }
        else if (skills.ParticipantStore.Current.Consent is not Consent.Given)
        {
            await AskConsent(inbound, cancellation);
        }
        else if (skills.Safety.DoctorAgreed(inbound.Text) is { } agreed)
        {
            Say(Speaker.System, inbound.Channel, agreed);
        }
        else if (inbound.ChoiceMessageId is { } messageId)
        {
            Press(inbound, messageId, inbound.ChoiceId!);
        }
        else if (WhatTheModelSaw.IsAskedBy(inbound.Text))
        {
            Say(Speaker.Guide, inbound.Channel, WhatTheModelSaw.Show(skills));
        }
        else if (Wordless.Of(inbound.Text) is { } sent)
        {
            await Look(inbound, sent, cancellation);
        }
        else if (CommandOf(inbound) is { } command)
        {
            Run(inbound, command);
        }
        else
        {
            await Talk(inbound.Channel, inbound.Text, cancellation);
        }

        Close(inbound, inbound.ChoiceMessageId is null ? "text" : "choice");
    }

    // A coach who holds the floor silences the agent, not the person's rights: their data and the end of their trial stay theirs, and so do the buttons that those offer.
    private bool IsTheirOwnToDo(Inbound inbound) => inbound switch
    {
        { IsEdit: true } => false,
        { ChoiceMessageId: { } message } => skills.Conversation.Find(message) is { } offered && ChoiceIds.Find(offered.Choices, inbound.ChoiceId!) is { Call: { } call } && Commands.IsTheirOwnToDo(call),
        _ => PrivacyCommands.IsOne(inbound.Text) || WhatTheModelSaw.IsAskedBy(inbound.Text) || (CommandOf(inbound) is { } command && Commands.IsTheirOwnToDo(command.Call)),
    };

    // The days of a trial go on while a coach speaks: their questions come with buttons, and the buttons work. What is typed is for the coach.
    private bool AnswersTheDay(Inbound inbound) => inbound.ChoiceMessageId is { } message && (FormAnswer.Read(inbound.ChoiceId) is not null
        || (skills.Conversation.Find(message) is { } offered && ChoiceIds.Find(offered.Choices, inbound.ChoiceId!) is { Call.Function: { } function }
            && (function.StartsWith("checkins-", StringComparison.Ordinal) || function.StartsWith("days-", StringComparison.Ordinal))));

    // Where no model may answer, "stop the trial" in plain words is read by rules.
    private ChatCommand? CommandOf(Inbound inbound) => Commands.Find(inbound.Text)
        ?? (skills.Conversation.Current.Floor is Floor.Coach && GuidePlanner.Understand(inbound.Text, AgentState.Of(skills)) is { Act: Act.Stop } ? Commands.Find("/stop") : null);

    // A changed message only ever corrects what the person told about a day: no consent, no command and no deletion comes of it.
    private async Task AnswerEdit(Inbound inbound, EditMeaning meaning, CancellationToken cancellation)
    {
        if (meaning is EditMeaning.Unchanged)
        {
            guard = "a changed message with the same words";
        }
        else if (meaning is EditMeaning.Unclear || inbound.Text.StartsWith('/') || skills.ParticipantStore.Current.Consent is not Consent.Given)
        {
            Say(Speaker.System, inbound.Channel, new SkillReply { Say = skills.ParticipantStore.Language.Say("checkins.edit-unclear") });
        }
        else
        {
            var language = skills.ParticipantStore.Language;
            await Talk(inbound.Channel, meaning is EditMeaning.CorrectsADay ? language.Say("checkins.edit-read-as", ("text", inbound.Text)) : inbound.Text, cancellation);
        }
    }

    /// <summary>Whether what is due has to be computed first: a result, or lengths to choose from.</summary>
    public bool NeedsTime => needsTime ??= skills.Results.IsDue() || skills.CheckIns.BaselineIsOver;

    /// <summary>Says what is due, and moves the row to its next time.</summary>
    public void SayDue(DueRow row)
    {
        var conversation = skills.Conversation.Current;
        var lasts = NeedsTime || row.Kind is DueKind.Retest;
        if (conversation.SafetyHold is null && !skills.InterviewStore.IsBlocked)
        {
            SayDue(row, lasts, conversation.Floor is Floor.Coach);
        }

        Close(null, $"due {row.Kind}", row);
    }

    private void SayDue(DueRow row, bool lasts, bool coachSpeaks)
    {
        if (skills.Conversation.ChannelForDue is not { } channel)
        {
            skills.Rhythm.NoteSilence();
            return;
        }

        if (skills.Rhythm.Say(row.Kind, row.DueAt, coachSpeaks) is { } reply)
        {
            // What is about a day makes no sense once the day is over; a result always does.
            var participant = skills.ParticipantStore.Current;
            var dayEnds = participant.MomentOf(participant.StudyDayAt(skills.Work.Now).PlusDays(1), new NodaTime.LocalTime(participant.DayEndsAtHour, 0));
            Say(Speaker.Guide, channel, reply, Urgency.Due, lasts ? null : dayEnds);
        }
    }

    /// <summary>What is said when no turn could be made of a message. It touches nothing that may have been the cause; a red flag still gets its answer.</summary>
    public void Apologize(Inbound inbound)
    {
        skills.Conversation.Hear(inbound);
        var finding = screen.Check(inbound.Text) is { Rule: { Level: SafetyLevel.Urgent or SafetyLevel.Emergency, Action: SafetyAction.Respond } } found ? found : null;
        guard = finding is null ? "the turn failed" : $"the turn failed; screen {screen.Version}: {finding.Rule.Id}";
        Say(Speaker.System, inbound.Channel, new SkillReply { Say = finding is { } red ? skills.Safety.TextOf(red) : skills.ParticipantStore.Language.Say("help.failed") });
        skills.ModelCalls.Log(id, trace.ModelUse.Calls);
        skills.Conversation.Log(id, "failed", answeredBy, promptHash, trace.ToJson(), guard);
        skills.Conversation.Close(inbound);
    }

    private async Task AskConsent(Inbound inbound, CancellationToken cancellation)
    {
        if (inbound.ChoiceMessageId is null && KnownLanguages.AskedForIn(inbound.Text) is { } wanted)
        {
            var changed = trace.Call(SkillCall.Of("participants-set_language", ("language", wanted.Tag)));
            Say(Speaker.Guide, inbound.Channel, changed.FollowedBy(Introduced(ParticipantSkills.AskConsent(skills.ParticipantStore.Language))));
            return;
        }

        var wasAsked = skills.Conversation.Current.OpenQuestion is OpenQuestion.Consent;
        if (!wasAsked || Agrees(inbound) is not { } agreed)
        {
            var ask = ParticipantSkills.AskConsent(skills.ParticipantStore.Language);
            Say(Speaker.Guide, inbound.Channel, wasAsked ? ask with { Say = skills.ParticipantStore.Language.Say("consent.again") } : Introduced(ask));
            return;
        }

        if (inbound.ChoiceMessageId is { } pressed)
        {
            skills.Conversation.Answer(pressed, inbound.ChoiceId!);
        }

        var reply = trace.Call(SkillCall.Of("participants-consent", ("agree", agreed)));
        if (!agreed)
        {
            Say(Speaker.Guide, inbound.Channel, reply);
            skills.Conversation.Forget(id);
            return;
        }

        Say(Speaker.System, inbound.Channel, new ConsentReceipt(skills.Work, skills.ParticipantStore).Show());

        // What was written before the question of consent is not asked for a second time.
        foreach (var earlier in skills.Conversation.Last(RememberedMessages).Where(message => message.Speaker is Speaker.Person))
        {
            skills.Safety.Remember(screen.Findings(earlier.Text));
            skills.Names.LearnFrom(earlier.Text);
        }

        var opening = skills.Conversation.Last(RememberedMessages).FirstOrDefault(message => message.Speaker is Speaker.Person && message.Text != inbound.Text && !message.Text.StartsWith('/'))?.Text;
        if (opening is not null && GuidePlanner.Understand(opening, AgentState.Of(skills) with { OpenQuestion = OpenQuestion.Goal }) is { Act: Act.Answer })
        {
            Say(Speaker.Guide, inbound.Channel, reply with { Say = skills.ParticipantStore.Language.Say("consent.thanks"), Choices = [], Asks = OpenQuestion.Goal });
            await Talk(inbound.Channel, opening, cancellation);
        }
        else
        {
            Say(Speaker.Guide, inbound.Channel, reply);
        }
    }

    private SkillReply Introduced(SkillReply ask)
    {
        var language = skills.ParticipantStore.Language;
        var told = skills.ParticipantStore.Current.Language;
        var fallback = KnownLanguages.Find(told) is null ? language.Say("participants.language-fallback", ("told", told), ("known", string.Join(", ", KnownLanguages.All.Select(known => known.Name)))) + "\n\n" : "";
        var who = agents.HasModel ? language.Say("agent.model-reads", ("model", agents.ModelName)) : language.Say("consent.no-model");
        return ask with { Say = $"{fallback}{ask.Say}\n\n{who}" };
    }

    private bool? Agrees(Inbound inbound)
    {
        if (inbound.ChoiceMessageId is { } messageId)
        {
            return skills.Conversation.Find(messageId) is { Answered: null } message && ChoiceIds.Find(message.Choices, inbound.ChoiceId!) is { Call.Function: "participants-consent" } choice
                ? choice.Call.Arguments["agree"]!.GetValue<bool>()
                : null;
        }

        return GuidePlanner.Understand(inbound.Text, AgentState.Of(skills) with { OpenQuestion = OpenQuestion.Consent }).Facts.Consent;
    }

    private void Press(Inbound inbound, long messageId, string choiceId)
    {
        var message = skills.Conversation.Find(messageId);
        if (message is { Answered: null, Card.Form: { } form } && FormAnswer.Read(choiceId) is { } filled && form.Call(filled) is null)
        {
            Say(Speaker.System, inbound.Channel, SkillReply.Refuse(form.NumberNeeded));
            return;
        }

        var call = FormAnswer.Read(choiceId) is { } answer ? message?.Card?.Form?.Call(answer) : message is null ? null : ChoiceIds.Find(message.Choices, choiceId)?.Call;
        if (message is null || call is null)
        {
            Say(Speaker.System, inbound.Channel, SkillReply.Refuse(skills.ParticipantStore.Language.Say("help.unknown-button")));
            return;
        }

        if (message.Answered is not null)
        {
            Say(Speaker.System, inbound.Channel, SkillReply.Refuse(skills.ParticipantStore.Language.Say("help.answered-button")));
            return;
        }

        skills.Conversation.Answer(messageId, choiceId);
        trace.CallThrough(call);
        FinishTrialIfDue();
        answeredBy = "skill";
        Say(Speaker.Guide, inbound.Channel, trace.Together!);
    }

    private void Run(Inbound inbound, ChatCommand command)
    {
        trace.CallThrough(command.Call);
        FinishTrialIfDue();
        answeredBy = "skill";
        Say(Speaker.Guide, inbound.Channel, trace.Together!);
    }

    // A photo or document goes to a model that can look at it; where none can, that is said, and what was written with it is answered.
    private async Task Look(Inbound inbound, Wordless sent, CancellationToken cancellation)
    {
        var language = skills.ParticipantStore.Language;
        if (skills.FileStore.Of(inbound.Id) is { } file)
        {
            if (screen.Findings(file.Words).FirstOrDefault(finding => finding.Rule is { Action: SafetyAction.Respond, Level: SafetyLevel.Urgent or SafetyLevel.Emergency }) is { } grave)
            {
                guard = $"screen {screen.Version}: {grave.Rule.Id} in a file";
                Say(Speaker.System, inbound.Channel, skills.Safety.InAFile(grave));
                return;
            }

            if (agents.LooksAt(file.Kind))
            {
                skills.Files.Current = file;
                await Talk(inbound.Channel, sent.Caption, cancellation, written: inbound.Text, after: file.MediaType == "text/plain" ? null : language.Say("files.as-it-is"));
                return;
            }
        }

        var sorry = SkillReply.Refuse(sent.Kind switch
        {
            Wordless.Photo => language.Say("channels.photo"),
            Wordless.Document => language.Say("channels.document"),
            "voice" => language.Say("channels.voice"),
            _ => language.Say("channels.other"),
        });
        if (sent.Caption.Length == 0)
        {
            Say(Speaker.System, inbound.Channel, sorry);
        }
        else
        {
            await Talk(inbound.Channel, sent.Caption, cancellation, written: inbound.Text, before: sorry.Say);
        }
    }

    private async Task Talk(string channel, string text, CancellationToken cancellation, string? written = null, string? before = null, string? after = null)
    {
        var conversation = skills.Conversation.Last(RememberedMessages).Where(message => message.Text != (written ?? text)).ToList();
        var answer = await agents.Answer(text, skills, conversation, trace, screen, cancellation);
        promptHash = answer.PromptHash;
        guard = answer.Guard;
        var result = FinishTrialIfDue();
        var reply = result is null ? answer.Reply : answer.Reply.FollowedBy(result);
        var whole = before is null && after is null ? reply : reply with { Say = string.Join("\n\n", new[] { before, reply.Say, answer.Speaker is Speaker.Model ? after : null }.OfType<string>().Where(part => part.Length > 0)) };
        if (whole.Say.Length > 0)
        {
            Say(answer.Speaker, channel, whole);
        }

        if (trace.ReadBack is { } readBack)
        {
            Say(Speaker.Guide, channel, readBack);
        }
    }

    private SkillReply? FinishTrialIfDue() =>
        skills.Results.IsDue() && !trace.Calls.Any(call => call.Function == "results-did_it_work") ? trace.Call(SkillCall.Of("results-did_it_work")) : null;

    private void Say(Speaker speaker, string channel, SkillReply reply, Urgency urgency = Urgency.Awaited, NodaTime.Instant? expiresAt = null)
    {
        if (reply.Asks is { } asks)
        {
            skills.Conversation.Set(skills.Conversation.Current with { OpenQuestion = asks });
        }

        answeredBy = answeredBy == "nobody" ? speaker.ToString().ToLowerInvariant() : answeredBy;
        if (beside is { } caution && speaker is not Speaker.System)
        {
            reply = reply with { Say = $"{reply.Say}\n\n{caution}" };
            beside = null;
        }

        skills.Conversation.Say(speaker, channel, id, reply, urgency, expiresAt);
    }

    private void Close(Inbound? inbound, string trigger, DueRow? answered = null)
    {
        if (!Erased)
        {
            skills.Rhythm.Schedule(answered);
        }

        skills.ModelCalls.Log(id, trace.ModelUse.Calls);
        skills.Conversation.Log(id, trigger, answeredBy, promptHash, trace.ToJson(), guard);
        skills.Conversation.Close(inbound);
    }
}
