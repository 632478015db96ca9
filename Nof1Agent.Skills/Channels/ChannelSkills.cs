using System.ComponentModel;
using Dapper;
using Nof1Agent.Skills.Conversations;
using Nof1Agent.Skills.Participants;
using Nof1Agent.Skills.Storage;

namespace Nof1Agent.Skills.Channels;

/// <summary>The apps in which the person talks with us: joining a second one, and which of them we write to of our own accord.</summary>
public sealed class ChannelSkills(TurnWork work, ParticipantStore participants)
{
    [Description("Give a one-time code with which the person can go on with this conversation in another app or browser. Only when they ask to.")]
    public SkillReply LinkCode()
    {
        var code = LinkCodes.New(work.Random);
        foreach (var write in LinkCodes.Keep(code, work.Participant, work.Now))
        {
            work.Add(write.Sql, write.Parameters);
        }

        var minutes = (int)LinkCodes.ValidFor.TotalMinutes;
        return new SkillReply
        {
            Say = participants.Language.Say("channels.link-code", ("code", code), ("minutes", minutes)),
            Facts = [new Fact("one-time code", code), new Fact("valid for", $"{minutes} minutes")],
        };
    }

    [Description("Choose the app in which instructions, questions and reminders come. Answers always come where the person writes.")]
    public SkillReply WriteToMeOn([Description("web, telegram or teams")] string app)
    {
        var told = app.Trim().ToLowerInvariant();
        var known = work.Reader.Query<string>("select distinct channel from channel_identity where participant_id = @id", new { id = work.Participant }).ToList();
        if (!known.Contains(told))
        {
            return SkillReply.Refuse(participants.Language.Say("channels.not-joined", ("app", app.Trim()), ("known", string.Join(", ", known))));
        }

        work.Add("update channel_identity set preferred = case when channel = @told then 1 else 0 end where participant_id = @participant", new { told, participant = work.Participant });
        return new SkillReply { Say = participants.Language.Say("channels.chosen", ("app", told)) };
    }
}
