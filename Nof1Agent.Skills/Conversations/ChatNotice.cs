using Nof1Agent.Skills.Storage;
using NodaTime;

namespace Nof1Agent.Skills.Conversations;

/// <summary>One chat of somebody.</summary>
/// <param name="Channel">The channel.</param>
/// <param name="Identity">The fingerprint of the chat; null: the one that was used last.</param>
internal sealed record ChatPlace(string Channel, string? Identity);

/// <summary>What the service says by itself, outside of turns: in one chat, into the transcript and the outbox in one piece.</summary>
internal static class ChatNotice
{
    /// <summary>Says it; under the same name nothing is said a second time.</summary>
    /// <param name="keys">The keys.</param>
    /// <param name="dataKey">The name of the participant's key.</param>
    /// <param name="participant">To whom.</param>
    /// <param name="chat">Where.</param>
    /// <param name="name">What it is, stable: it becomes the key of the delivery.</param>
    /// <param name="text">The words.</param>
    /// <param name="choices">The buttons.</param>
    /// <param name="now">The moment.</param>
    public static IReadOnlyList<Write> Say(KeyStore keys, string dataKey, ParticipantId participant, ChatPlace chat, string name, string text, IReadOnlyList<Choice> choices, Instant now)
    {
        var parameters = new
        {
            participant, channel = chat.Channel, identity = chat.Identity, name, key = name + ":0", now, text = keys.Seal(dataKey, text),
            choices = choices.Count == 0 ? null : keys.Seal(dataKey, SkillsJson.Write(choices)),
        };
        return
        [
            new Write(
                """
                insert into message (participant_id, turn_id, speaker, text, choices, layout, at)
                select @participant, @name, 'System', @text, @choices, 'Buttons', @now where not exists (select 1 from outbound where key = @key)
                """,
                parameters),
            new Write(
                """
                insert into outbound (key, participant_id, channel, kind, message_id, urgency, identity, created_at, next_attempt_at)
                select @key, @participant, @channel, 'Say', max(id), 0, @identity, @now, @now from message where participant_id = @participant
                on conflict (key) do nothing
                """,
                parameters),
        ];
    }
}
