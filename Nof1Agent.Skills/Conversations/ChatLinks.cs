using Dapper;
using Nof1Agent.Skills.Alerts;
using Nof1Agent.Skills.Languages;
using Nof1Agent.Skills.Privacy;
using Nof1Agent.Skills.Safety;
using Nof1Agent.Skills.Storage;
using NodaTime;

namespace Nof1Agent.Skills.Conversations;

/// <summary>What became of a one-time code.</summary>
public enum LinkOutcome
{
    /// <summary>The person is asked in this chat; nothing is joined before their yes.</summary>
    Asked,

    /// <summary>The person goes on here; they are told so on this channel.</summary>
    Linked,

    /// <summary>No such code, or it was used, or its time is over.</summary>
    Unknown,

    /// <summary>This chat has a trial of its own: it would be torn from its diary.</summary>
    HasOwnTrial,

    /// <summary>The person is in support mode in this chat, which stays as it is; they are told so, with the numbers.</summary>
    Held,
}

/// <summary>
/// Joins chats to a participant and takes them out again. A link with a code may have been made by anybody, and whoever opens it shares a conversation from
/// then on: so a chat is asked first, and the question is what is stored of the claim. The app that was there before is told, with a button that undoes it.
/// </summary>
public sealed class ChatLinks(Database database, WriterQueue writer, TimeProvider clock, RandomSource random)
{
    private const string Join = "channels-join";
    private const string KeepApart = "channels-keep_apart";
    private const string Remove = "channels-remove_chat";

    /// <summary>Whether a code opens somebody's conversation now; asked before a chat is known, so that what is no code of ours stays an ordinary message.</summary>
    public bool Knows(string code) => OwnerOf(code) is not null;

    /// <summary>A code that came in a chat: asks there whether to go on as the participant who made it.</summary>
    /// <param name="guest">Whose chat it is so far.</param>
    /// <param name="channel">The channel.</param>
    /// <param name="externalId">How it knows the chat.</param>
    /// <param name="code">The code.</param>
    public async Task<LinkOutcome> Ask(ParticipantId guest, string channel, string externalId, string code)
    {
        var hash = LinkCodes.Hash(code);
        if (Owner(hash) is not { } owner)
        {
            return LinkOutcome.Unknown;
        }

        if (HasTrial(guest) && owner != guest)
        {
            return LinkOutcome.HasOwnTrial;
        }

        var (here, language) = (new ChatPlace(channel, database.Keys.Fingerprint(externalId)), LanguageOf(guest));
        if (owner != guest && HoldOf(guest) is { } hold)
        {
            await writer.CommitAsync(Tell(guest, here, random.NewId(), NotNow(guest, hold)));
            return LinkOutcome.Held;
        }

        if (owner == guest)
        {
            await writer.CommitAsync([UseUp(hash), .. Tell(guest, here, random.NewId(), language.Say("channels.linked"))]);
            return LinkOutcome.Linked;
        }

        var isOnly = Other(guest, here) is null;
        await writer.CommitAsync(
        [
            .. Tell(
                guest,
                here,
                $"link-{hash[..24]}-{here.Identity}",
                language.Say("channels.ask-join") + (isOnly && HasWritten(guest) ? " " + language.Say("channels.ask-join-deletes") : ""),
                new Choice(language.Say("channels.join"), SkillCall.Of(Join, ("code", hash), ("channel", channel), ("identity", here.Identity))),
                new Choice(language.Say("channels.keep-apart"), SkillCall.Of(KeepApart, ("code", hash)))),
        ]);
        return LinkOutcome.Asked;
    }

    /// <summary>Whose conversation a code opens now; null: nobody's.</summary>
    public ParticipantId? OwnerOf(string code) => Owner(LinkCodes.Hash(code));

    /// <summary>
    /// Joins a browser in which the code was typed. There nobody is asked again: no link opens it, what was typed was typed for this, and no chat of the
    /// person's own is given up for it. The app that was there before is told all the same.
    /// </summary>
    public async Task<(LinkOutcome Outcome, ParticipantId? Participant)> Redeem(string channel, string externalId, string code)
    {
        var hash = LinkCodes.Hash(code);
        var here = new ChatPlace(channel, database.Keys.Fingerprint(externalId));
        return Owner(hash) is { } owner && await writer.CommitAsync([UseUp(hash), .. Joined(owner, here, externalId, null)]) is CommitOutcome.Committed
            ? (LinkOutcome.Linked, owner)
            : (LinkOutcome.Unknown, null);
    }

    /// <summary>A pressed button, if it is one of these.</summary>
    /// <returns>False: it is another one, for the conversation.</returns>
    public async Task<bool> Decide(ParticipantId participant, long messageId, string choiceId)
    {
        if (Question(participant, messageId) is not { } asked || ChoiceIds.Find(asked.Choices, choiceId) is not { Call: { Function: Join or KeepApart or Remove } call })
        {
            return false;
        }

        if (asked.IsAnswered)
        {
            return true;
        }

        string Value(string name) => call.Arguments[name]!.GetValue<string>();
        IReadOnlyList<Write> answered = Answered(participant, messageId, choiceId);
        await (call.Function switch
        {
            Join => Yes(participant, Value("code"), new ChatPlace(Value("channel"), Value("identity")), answered),
            KeepApart => writer.CommitAsync([.. answered, UseUp(Value("code")) with { MustChange = null }, .. Tell(participant, null, random.NewId(), LanguageOf(participant).Say("channels.kept-apart"))]),
            _ => TakeOut(participant, new ChatPlace(Value("channel"), Value("identity")), answered),
        });
        return true;
    }

    /// <summary>Takes the chat that somebody writes in out of the conversation: it begins anew there, and the other apps are told.</summary>
    /// <param name="participant">Who.</param>
    /// <param name="channel">Where.</param>
    /// <param name="externalId">The channel's own id of the chat; null for a browser, which signs out by itself.</param>
    public async Task Unlink(ParticipantId participant, string channel, string? externalId)
    {
        var here = new ChatPlace(channel, externalId is null ? null : database.Keys.Fingerprint(externalId));
        if (here.Identity is null || Other(participant, here) is null)
        {
            await writer.CommitAsync(Tell(participant, here, random.NewId(), LanguageOf(participant).Say(here.Identity is null ? "channels.unlink-browser" : "channels.only-chat")));
            return;
        }

        await TakeOut(participant, here, []);
    }

    private Instant Now => Instant.FromDateTimeOffset(clock.GetUtcNow());

    // Whoever wrote in that chat before, without a trial, was the same person: they go on as the one who made the code, and of what they were nothing stays behind.
    private async Task<CommitOutcome> Yes(ParticipantId guest, string hash, ChatPlace here, IReadOnlyList<Write> answered)
    {
        var (owner, cell, details, version) = (Owner(hash), Cell(guest, here), Details(guest, here), Version(guest));
        if (HoldOf(guest) is { } hold)
        {
            return await writer.CommitAsync([.. answered, .. Tell(guest, here, random.NewId(), NotNow(guest, hold))]);
        }

        if (owner is null || cell is null || HasTrial(guest))
        {
            return await writer.CommitAsync([.. answered, .. Tell(guest, here, random.NewId(), LanguageOf(guest).Say(owner is null ? "channels.code-over" : "channels.has-own-trial"))]);
        }

        var externalId = database.Keys.Open(cell);
        var address = database.Keys.Open(details);
        using var work = new TurnWork(database, guest, Now, random);
        var other = Other(guest, here);
        if (other is null)
        {
            new Erasure(work).Everything(null);
        }

        var outcome = await writer.CommitAsync(
        [
            UseUp(hash),
            new Write("update conversation set version = version + 1 where participant_id = @guest and version = @version", new { guest, version }, MustChange: 1),
            .. other is null ? work.Writes : [.. answered, .. Moved(guest, here, other)],
            .. Joined(owner.Value, here, externalId, address),
        ]);
        if (outcome is CommitOutcome.Committed && other is null)
        {
            Erasure.Settle(database);
        }

        return outcome;
    }

    // Told last: the address has to be the participant's by then.
    private IReadOnlyList<Write> Joined(ParticipantId owner, ChatPlace here, string externalId, string? address)
    {
        var (dataKey, language) = (DataKeys.Of(database, owner), LanguageOf(owner));
        return
        [
            new Write(
                """
                insert into channel_identity (channel, external_id, sealed_id, participant_id, address, created_at, last_used_at) values (@Channel, @Identity, @sealedId, @owner, @address, @now, @now)
                on conflict (channel, external_id) do update set participant_id = excluded.participant_id, sealed_id = excluded.sealed_id, address = excluded.address, preferred = 0,
                    last_used_at = excluded.last_used_at, unreachable_since = null, unreachable_reason = null
                """,
                new { here.Channel, here.Identity, sealedId = database.Keys.Seal(dataKey, externalId), owner, address = database.Keys.Seal(dataKey, address, stable: true), now = Now }),
            .. Tell(owner, here, random.NewId(), language.Say("channels.linked")),
            .. Other(owner, here) is not { } before ? [] : Tell(
                owner,
                before,
                random.NewId(),
                language.Say("channels.joined-elsewhere", ("app", here.Channel)),
                new Choice(language.Say("channels.remove-it"), SkillCall.Of(Remove, ("channel", here.Channel), ("identity", here.Identity)))),
        ];
    }

    private async Task<CommitOutcome> TakeOut(ParticipantId participant, ChatPlace gone, IReadOnlyList<Write> answered)
    {
        var (cell, details, other, language) = (Cell(participant, gone), Details(participant, gone), Other(participant, gone), LanguageOf(participant));
        if (cell is null || other is null)
        {
            return await writer.CommitAsync([.. answered, .. Tell(participant, other, random.NewId(), language.Say("channels.not-there"))]);
        }

        var (fresh, key) = (new Participants.Participant { Id = new ParticipantId(random.NewId()), CreatedAt = Now, TimeZone = DateTimeZone.Utc, Language = language.Tag }, database.Keys.Make(1)[0]);
        var parameters = new
        {
            fresh = fresh.Id, participant, gone.Channel, gone.Identity, now = Now, sealedId = database.Keys.Seal(key, database.Keys.Open(cell)), address = database.Keys.Seal(key, database.Keys.Open(details), stable: true),
        };
        return await writer.CommitAsync(
        [
            .. answered,
            Participants.ParticipantStore.Insert(fresh),
            DataKeys.Keep(fresh.Id, key),
            .. Begun(fresh.Id, key, HoldOf(participant)),
            new Write(
                "update channel_identity set participant_id = @fresh, sealed_id = @sealedId, address = @address, preferred = 0, last_used_at = @now where channel = @Channel and external_id = @Identity and participant_id = @participant",
                parameters,
                MustChange: 1),
            .. Moved(participant, gone, other),
            .. ChatNotice.Say(database.Keys, key, fresh.Id, gone, random.NewId(), language.Say("channels.unlinked"), [], Now),
            .. Tell(participant, other, random.NewId(), language.Say("channels.unlinked-there", ("app", gone.Channel))),
        ]);
    }

    // Support mode goes along: a chat that is taken out is no way out of it. Whoever looks after people is told of the new id.
    private List<Write> Begun(ParticipantId fresh, string key, Hold? hold)
    {
        var begun = new Write(
            "insert into conversation (participant_id, version, floor, open_question, safety_hold, safety_hold_since) values (@fresh, 0, 'Agent', 'Nothing', @rule, @since)",
            new { fresh, rule = hold is null ? null : database.Keys.Seal(key, hold.Rule), since = hold?.Since });
        return hold is null
            ? [begun]
            : [begun, AlertLog.Raise(random.NewId(), AlertKind.Crisis, $"{fresh.Value} {database.Keys.Fingerprint(hold.Rule)}", database.Keys.Seal(key, $"Safety rule {hold.Rule}: support mode goes on in a chat that was taken out of a conversation."), Now, fresh)];
    }

    private Hold? HoldOf(ParticipantId participant)
    {
        using var connection = database.Open();
        return connection.QuerySingleOrDefault<Hold>("select safety_hold as rule, safety_hold_since as since from conversation where participant_id = @participant and safety_hold is not null", new { participant }) is { } held
            ? held with { Rule = database.Keys.Open(held.Rule) }
            : null;
    }

    private string NotNow(ParticipantId participant, Hold hold)
    {
        var (language, zone) = (LanguageOf(participant), Read<string>("select time_zone from participant where id = @participant", new { participant }));
        return $"{SafetyResponses.Embedded().Say(SafetyScreen.Embedded().Rule(hold.Rule).Response, language.Tag, zone)}\n\n{language.Say("channels.not-now")}";
    }

    private sealed record Hold
    {
        public string Rule { get; init; } = "";

        public Instant? Since { get; init; }
    }

    // What still waits for a chat that is no longer theirs goes where they are.
    private static IReadOnlyList<Write> Moved(ParticipantId participant, ChatPlace gone, ChatPlace to)
    {
        var parameters = new { participant, gone.Channel, gone.Identity, other = to.Channel, place = to.Identity };
        const string Waiting =
            """
            where participant_id = @participant and channel = @Channel and delivered_at is null and failed is null and (identity = @Identity
                or (identity is null and not exists (select 1 from channel_identity where participant_id = @participant and channel = @Channel and external_id <> @Identity)))
            """;
        return
        [
            new Write($"update outbound set channel = @other, identity = @place, attempts = 0, pieces_done = 0 {Waiting} and kind = 'Say'", parameters),
            new Write($"update outbound set failed = 'taken out' {Waiting}", parameters),
        ];
    }

    private Write UseUp(string hash) => new("update link_code set used_at = @now where code_hash = @hash and used_at is null and expires_at > @now", new { hash, now = Now }, MustChange: 1);

    private IReadOnlyList<Write> Answered(ParticipantId participant, long messageId, string choiceId)
    {
        var parameters = new { participant, messageId, choiceId, now = Now };
        return
        [
            new Write("update message set answered = @choiceId where id = @messageId and participant_id = @participant and answered is null", parameters, MustChange: 1),
            new Write(
                """
                insert into outbound (key, participant_id, channel, kind, message_id, urgency, identity, created_at, next_attempt_at)
                select key || ':closed', participant_id, channel, 'CloseChoices', message_id, 0, identity, @now, @now
                from outbound where message_id = @messageId and participant_id = @participant and kind = 'Say' and receipt is not null
                """,
                parameters),
        ];
    }

    private IReadOnlyList<Write> Tell(ParticipantId participant, ChatPlace? chat, string name, string text, params Choice[] choices) =>
        (chat ?? LastUsed(participant)) is { } there ? ChatNotice.Say(database.Keys, DataKeys.Of(database, participant), participant, there, name, text, choices, Now) : [];

    private ParticipantId? Owner(string hash) => Read<string>("select participant_id from link_code where code_hash = @hash and used_at is null and expires_at > @now", new { hash, now = Now }) is { } id ? new ParticipantId(id) : null;

    private bool HasTrial(ParticipantId participant) => Read<long>("select count(*) from trial where participant_id = @participant", new { participant }) > 0;

    private bool HasWritten(ParticipantId participant) => Read<long>("select count(*) from inbound where participant_id = @participant", new { participant }) > 0;

    private long Version(ParticipantId participant) => Read<long>("select version from conversation where participant_id = @participant", new { participant });

    private string? Cell(ParticipantId participant, ChatPlace chat) =>
        Read<string>("select coalesce(sealed_id, external_id) from channel_identity where channel = @Channel and external_id = @Identity and participant_id = @participant", new { chat.Channel, chat.Identity, participant });

    private string? Details(ParticipantId participant, ChatPlace chat) =>
        Read<string>("select address from channel_identity where channel = @Channel and external_id = @Identity and participant_id = @participant", new { chat.Channel, chat.Identity, participant });

    private SpokenLanguage LanguageOf(ParticipantId participant) => KnownLanguages.Find(Read<string>("select language from participant where id = @participant", new { participant })) ?? KnownLanguages.English;

    private ChatPlace? LastUsed(ParticipantId participant) => Place("order by last_used_at desc, created_at desc", new { participant, Channel = "", Identity = "" });

    // Where they can best be told: not this chat, and rather one that they wrote in and that is open.
    private ChatPlace? Other(ParticipantId participant, ChatPlace not) =>
        Place("order by unreachable_since is not null, last_used_at is null, preferred desc, last_used_at desc, created_at desc", new { participant, not.Channel, Identity = not.Identity ?? "" });

    private ChatPlace? Place(string order, object parameters)
    {
        using var connection = database.Open();
        return connection.Query<(string Channel, string Identity)>(
            $"select channel, external_id from channel_identity where participant_id = @participant and not (channel = @Channel and external_id = @Identity) {order} limit 1", parameters).AsList() is [var row]
            ? new ChatPlace(row.Channel, row.Identity)
            : null;
    }

    private (IReadOnlyList<Choice> Choices, bool IsAnswered)? Question(ParticipantId participant, long messageId)
    {
        using var connection = database.Open();
        return connection.Query<(string Choices, string? Answered)>(
            "select choices, answered from message where id = @messageId and participant_id = @participant and speaker = 'System' and choices is not null", new { messageId, participant }).AsList() is [var row]
            ? (SkillsJson.Read<IReadOnlyList<Choice>>(database.Keys.Open(row.Choices)), row.Answered is not null)
            : null;
    }

    private T? Read<T>(string sql, object parameters)
    {
        using var connection = database.Open();
        return connection.ExecuteScalar<T>(sql, parameters);
    }
}
