using Dapper;
using Nof1Agent.Skills.Conversations;
using Nof1Agent.Skills.Storage;
using Nof1Agent.Skills.Trials;
using NodaTime;

namespace Nof1Agent.Skills.CheckIns;

/// <summary>What the changed version of a message means.</summary>
public enum EditMeaning
{
    /// <summary>It is no changed version.</summary>
    None,

    /// <summary>The words are the same: channels also send such, when something else about a message has changed.</summary>
    Unchanged,

    /// <summary>The message told one day of the present trial: what is said now is about that day.</summary>
    CorrectsADay,

    /// <summary>Nothing was said since, and the message told no day: it is read as if it were said now.</summary>
    SaidAgain,

    /// <summary>It cannot be told what should change: the person is asked to say it in a new message.</summary>
    Unclear,
}

/// <summary>Which message a turn answers, so that the days it keeps know who told them, and a changed version corrects exactly the day that the first one told.</summary>
public sealed class EditedMessages(TurnWork work, CheckInStore store, TrialStore trials)
{
    /// <summary>From here on the turn answers this message.</summary>
    public EditMeaning Answer(Inbound inbound)
    {
        var (meaning, day) = inbound.IsEdit ? Read(inbound) : (EditMeaning.None, null);
        store.Answers(inbound.Id, day, inbound.ChoiceMessageId is null ? WayOfTelling.Typed : WayOfTelling.Button);
        return meaning;
    }

    private (EditMeaning Meaning, ToldDay? Day) Read(Inbound inbound)
    {
        var parameters = new { participant = work.Participant, inbound.Channel, inbound.ChannelMessage, inbound.Id };
        var versions = work.Reader.Query<Version>(
            "select id, text from inbound where participant_id = @participant and channel = @Channel and channel_message = @ChannelMessage and id < @Id order by id", parameters).ToList();
        if (versions.Count == 0)
        {
            return (EditMeaning.Unclear, null);
        }

        if (work.Open(versions[^1].Text) == inbound.Text)
        {
            return (EditMeaning.Unchanged, null);
        }

        var told = work.Reader.Query<ToldDay>(
            """
            select distinct c.trial_id, c.study_day from inbound i join check_in c on c.inbound_id = i.id
            where i.participant_id = @participant and i.channel = @Channel and i.channel_message = @ChannelMessage and i.id < @Id
            """,
            parameters).ToList();
        if (told is [var only])
        {
            return only.TrialId == (trials.Open ?? trials.Latest)?.Id ? (EditMeaning.CorrectsADay, only) : (EditMeaning.Unclear, null);
        }

        // In an interview the question has moved on, and the same words would answer another one.
        var isLast = work.Reader.ExecuteScalar<long>(
            "select count(*) from inbound where participant_id = @participant and id > @first and id < @Id and not (channel = @Channel and coalesce(channel_message, '') = @ChannelMessage)",
            new { participant = work.Participant, first = versions[0].Id, inbound.Id, inbound.Channel, inbound.ChannelMessage }) == 0;
        return (told.Count == 0 && isLast && trials.Open is { State: TrialState.Running or TrialState.Baseline or TrialState.Paused } ? EditMeaning.SaidAgain : EditMeaning.Unclear, null);
    }

    private sealed record Version
    {
        public long Id { get; init; }

        public string? Text { get; init; }
    }
}

/// <summary>A day that a message told.</summary>
internal sealed record ToldDay
{
    public TrialId TrialId { get; init; }

    public LocalDate StudyDay { get; init; }
}
