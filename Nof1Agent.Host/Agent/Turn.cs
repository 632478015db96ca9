using Nof1Agent.Host.Agent.Guide;
using Nof1Agent.Host.Agent.Guide.Language;
using Nof1Agent.Host.Channels;
using Nof1Agent.Skills;
using Nof1Agent.Skills.CheckIns;
using Nof1Agent.Skills.Conversations;
using Nof1Agent.Skills.Participants;
using Nof1Agent.Skills.Privacy;
using Nof1Agent.Skills.Rhythm;
using Nof1Agent.Skills.Safety;

namespace Nof1Agent.Host.Agent;

/// <summary>One inbound message, or one due row, and everything that is done to answer it. Nothing is stored here: the runner commits.</summary>
internal sealed partial class Turn(SkillSet skills, SafetyScreen screen, AgentTeam agents, string id)
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
