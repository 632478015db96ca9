using Nof1Agent.Skills;
using Nof1Agent.Skills.Accounts;
using Nof1Agent.Skills.Audit;
using Nof1Agent.Skills.Candidates;
using Nof1Agent.Skills.Coaching;
using Nof1Agent.Skills.Conversations;
using Nof1Agent.Skills.Evidence;
using Nof1Agent.Skills.Interview;
using Nof1Agent.Skills.Protection;
using Nof1Agent.Skills.Trials;
using NodaTime;

namespace Nof1Agent.Host.Dashboard.Desk;

/// <summary>What the page of one participant shows, read in one piece. Nothing of a running trial is looked at by arm, and what may tell the arm of a day is hidden from whoever is blinded.</summary>
internal sealed record PersonView
{
    public required CoachAccount Me { get; init; }

    public required ParticipantId Id { get; init; }

    public required Instant Now { get; init; }

    /// <summary>The person's zone: times of the page are theirs.</summary>
    public required DateTimeZone Zone { get; init; }

    /// <summary>The language that they are spoken to in.</summary>
    public required string Spoken { get; init; }

    public required Conversation Conversation { get; init; }

    public required IReadOnlyList<Message> Messages { get; init; }

    public required IReadOnlyList<Approval> Approvals { get; init; }

    public required CandidateList? Candidates { get; init; }

    public required InterviewNotes Notes { get; init; }

    public required Trial? Trial { get; init; }

    public required DailyOutcome? Outcome { get; init; }

    /// <summary>The answer, or how far it is.</summary>
    public required SkillReply Result { get; init; }

    public required IReadOnlyList<Unblinding> Unblindings { get; init; }

    public required IReadOnlyList<CoachNote> CoachNotes { get; init; }

    public required IReadOnlyList<FloorStay> Stays { get; init; }

    /// <summary>The coach whom the person has said yes to.</summary>
    public required string? Owner { get; init; }

    /// <summary>What of a red flag this view shows: what has happened since then is not ended from it.</summary>
    public required SafetyMark Safety { get; init; }

    /// <summary>Whether a red flag holds the conversation or blocks what would come next.</summary>
    public bool WaitsForACoach => Conversation.SafetyHold is not null || Notes.Blocks.Count > 0;

    /// <summary>Whether the account may take the floor: nobody has it, or they lead, or the person has said yes to them.</summary>
    public bool MayTakeOver => Conversation.FloorCoach is null || Me.Role is CoachRole.Lead || Owner == Me.Name;

    /// <summary>Whether the account has the floor.</summary>
    public bool IsMine => Conversation.FloorCoach == Me.Name;

    /// <summary>Whether the trial runs and the account has not looked before its end: nothing that may tell the arm of a day is shown.</summary>
    public bool IsBlinded => Trial is { IsUnderWay: true } && !Unblindings.Any(look => look.Coach == Me.Name);

    /// <summary>Whether how a message came about may be shown in full: not since a trial began to which the account is blind.</summary>
    public bool IsOpen(Message message) => !IsBlinded || message.At < Trial!.BeganAt;

    /// <summary>Whether files that tell arms may be taken out: the trial is over, or the coach has unblinded it.</summary>
    public bool MayTakeOut => Trial is { IsUnderWay: false } || Unblindings.Any(look => look.Coach == Me.Name);

    /// <summary>Reads it.</summary>
    /// <param name="skills">The participant.</param>
    /// <param name="me">Who looks.</param>
    /// <param name="most">How many of the last messages.</param>
    /// <param name="audit">What the turns did.</param>
    public static PersonView Of(SkillSet skills, CoachAccount me, int most, TurnAudit audit)
    {
        var participant = skills.ParticipantStore.Current;
        var trial = skills.TrialStore.Latest;
        var view = new PersonView
        {
            Me = me,
            Id = skills.Work.Participant,
            Now = skills.Work.Now,
            Zone = participant.TimeZone,
            Spoken = skills.ParticipantStore.Language.Name,
            Owner = skills.Humans.Coach,
            Safety = skills.Safety.Mark,
            Conversation = skills.Conversation.Current,
            Messages = skills.Conversation.Last(most),
            Approvals = skills.ApprovalDecisions.All,
            Candidates = skills.CandidateStore.Latest,
            Notes = skills.InterviewStore.Notes,
            Trial = trial,
            Outcome = trial is null ? null : skills.Catalogue.Outcome(trial.Plan.Outcome),
            Result = skills.Coach.Result(PersonDesk.Language),
            Unblindings = skills.Coach.Unblindings,
            CoachNotes = skills.Notes.All,
            Stays = skills.Floor.Stays,
        };

        // Turns that said nothing take places too: twice as many as messages, and what is older than they reach is hidden.
        return view.IsBlinded
            ? view with { Messages = BlindedTalk.Of(view.Messages, audit.Kinds(view.Id, 2 * most), trial!, skills.ParticipantStore.Language) }
            : view;
    }
}
