using Dapper;
using Nof1Agent.Host.Delivery;
using Nof1Agent.Skills;
using Nof1Agent.Skills.Conversations;
using Nof1Agent.Skills.Storage;
using Nof1Agent.Tests.Support;
using NodaTime;

namespace Nof1Agent.Tests.Contracts;

/// <summary>
/// What every channel keeps, seen from both ends: what a person sends from their app, and what they see there. A channel subclasses it
/// with a person of its own platform.
/// </summary>
public abstract class ChannelContract
{
    private static readonly DateTimeOffset Morning = new(2027, 3, 1, 9, 0, 0, TimeSpan.Zero);

    /// <summary>One person in front of the channel's app.</summary>
    internal interface IPerson : IAsyncDisposable
    {
        /// <summary>The channel's own id of them, or of their chat.</summary>
        string ExternalId { get; }

        /// <summary>Sends a text; again with the same key is the same delivery made twice by the platform.</summary>
        /// <returns>Whether the channel acknowledged it.</returns>
        Task<bool> Send(string deliveryKey, string text);

        /// <summary>Sends a text whose proof of origin (signature, secret, cookie) is forged.</summary>
        /// <returns>Whether the channel acknowledged it.</returns>
        Task<bool> SendForged(string text);

        /// <summary>What the person sees of us, oldest first. A text that was split is several.</summary>
        Task<IReadOnlyList<string>> Sees();
    }

    /// <summary>The channel's name.</summary>
    internal abstract string Name { get; }

    /// <summary>The longest text that the channel takes from a person.</summary>
    internal abstract int LongestText { get; }

    /// <summary>A service with the channel on it.</summary>
    internal virtual Task<RunningService> Service() => RunningService.Start(Morning);

    /// <summary>Somebody who has never written.</summary>
    internal abstract Task<IPerson> Somebody(RunningService service);

    /// <summary>Has every delivery to the person fail until the returned value is disposed.</summary>
    internal abstract Task<IAsyncDisposable> SendingFails(RunningService service, IPerson person);

    [Fact]
    public async Task UnknownSender_IsAskedForConsentAndNothingElse()
    {
        await using var service = await Service();
        await using var person = await Somebody(service);
        Assert.True(await person.Send("first", "I sleep badly"));

        await Seen(person, 1);
        Assert.Contains("Is that OK?", Assert.Single(await person.Sees()), StringComparison.Ordinal);
        Assert.Equal(1, Count(service, "select count(*) from participant p join channel_identity i on i.participant_id = p.id where i.channel = @Name and p.consent = 'NotAsked'"));
    }

    [Fact]
    public async Task SameDeliveryAgain_IsOneMessageAndOneAnswer()
    {
        await using var service = await Service();
        await using var person = await Somebody(service);
        for (var time = 0; time < 3; time++)
        {
            Assert.True(await person.Send("the same", "hello"));
        }

        await Seen(person, 1);
        Assert.True(await person.Send("another", "hello again"));
        await Seen(person, 2);
        Assert.Equal(2, Count(service, "select count(*) from inbound where channel = @Name"));
        Assert.Equal(2, (await person.Sees()).Count);
    }

    [Fact]
    public async Task LongText_ArrivesWholeInBothDirections()
    {
        await using var service = await Service();
        await using var person = await Somebody(service);
        var told = string.Concat(Enumerable.Range(0, (LongestText / 10) + 1).Select(i => $"{i:000000}. a "))[..LongestText].TrimEnd();
        Assert.True(await person.Send("long", told));
        await Seen(person, 1);
        Assert.Equal(told, Texts(service, "Person").Single());

        var answer = string.Join(' ', Enumerable.Range(0, 1_500).Select(i => $"Sentence {i}."));
        await Say(service, person, answer);
        await Until(async () => Words((await person.Sees()).Skip(1)) == answer, "the whole answer");
    }

    [Theory]
    [InlineData("😴 no sleep 👩‍👩‍👧‍👦 at all 🇵🇹")]
    [InlineData("אני ישן רע מאוד")]
    [InlineData("أنام بشكل سيئ")]
    [InlineData("<b>5 < 7 & 7 > 5</b> *so* _it_ [goes](x) `here`")]
    public async Task AnyWriting_ArrivesAsItWasWritten(string text)
    {
        await using var service = await Service();
        await using var person = await Somebody(service);
        Assert.True(await person.Send("text", text));
        await Seen(person, 1);
        Assert.Equal(text, Texts(service, "Person").Single());

        await Say(service, person, text);
        await Until(async () => (await person.Sees()) is [_, var seen] && seen == text, "the same text");
    }

    [Fact]
    public async Task SendingFails_WhatWasSaidMeanwhile_ComesLaterInItsOrder()
    {
        await using var service = await Service();
        await using var person = await Somebody(service);
        Assert.True(await person.Send("first", "hello"));
        await Seen(person, 1);
        await using (await SendingFails(service, person))
        {
            await Say(service, person, "one", "two", "three");
            await Task.Delay(TimeSpan.FromSeconds(1), TestContext.Current.CancellationToken);
        }

        service.Clock.MoveTo(service.Clock.GetUtcNow() + TimeSpan.FromMinutes(2));
        service.Get<OutboxPump>().Wake();
        await Until(async () => (await person.Sees()).Skip(1).Distinct().SequenceEqual(["one", "two", "three"]), "all three in order");
    }

    [Fact]
    public async Task ForgedOrigin_IsRefusedAndNothingStored()
    {
        await using var service = await Service();
        await using var person = await Somebody(service);
        Assert.False(await person.SendForged("I am somebody else"));
        Assert.Equal(0, Count(service, "select count(*) from inbound where channel = @Name"));
        Assert.Empty(await person.Sees());
    }

    private static async Task Say(RunningService service, IPerson person, params string[] texts)
    {
        ParticipantId participant;
        using (var connection = service.Get<Database>().OpenReadable())
        {
            participant = new ParticipantId(connection.QuerySingle<string>("select participant_id from channel_identity where external_id in (@ExternalId, found(@ExternalId))", new { person.ExternalId }));
        }

        using var work = new TurnWork(service.Get<Database>(), participant, Instant.FromDateTimeOffset(service.Clock.GetUtcNow()), service.Get<RandomSource>());
        var conversation = new ConversationStore(work);
        var channel = conversation.ChannelForDue!;
        foreach (var text in texts)
        {
            conversation.Say(Speaker.Guide, channel, $"said {text[..Math.Min(20, text.Length)]}", new SkillReply { Say = text });
        }

        conversation.Close(null);
        Assert.Equal(CommitOutcome.Committed, await work.CommitAsync(service.Get<WriterQueue>()));
        service.Get<OutboxPump>().Wake();
    }

    private static Task Seen(IPerson person, int messages) => Until(async () => (await person.Sees()).Count >= messages, $"{messages} messages");

    private static string Words(IEnumerable<string> parts) => string.Join(' ', string.Join(' ', parts).Split([' ', '\n'], StringSplitOptions.RemoveEmptyEntries));

    private static async Task Until(Func<Task<bool>> happened, string what)
    {
        var patience = System.Diagnostics.Stopwatch.StartNew();
        while (!await happened())
        {
            Assert.True(patience.Elapsed < TimeSpan.FromSeconds(60), $"waited in vain for {what}");
            await Task.Delay(20, TestContext.Current.CancellationToken);
        }
    }

    private long Count(RunningService service, string sql)
    {
        using var connection = service.Get<Database>().Open();
        return connection.ExecuteScalar<long>(sql, new { Name });
    }

    private static List<string> Texts(RunningService service, string speaker)
    {
        using var connection = service.Get<Database>().OpenReadable();
        return [.. connection.Query<string>("select opened(text) from message where speaker = @speaker order by id", new { speaker })];
    }
}
