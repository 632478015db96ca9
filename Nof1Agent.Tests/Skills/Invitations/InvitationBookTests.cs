using Dapper;
using Nof1Agent.Skills.Conversations;
using Nof1Agent.Skills.Invitations;
using Nof1Agent.Tests.Skills.Storage;
using Nof1Agent.Tests.Support;
using NodaTime;

namespace Nof1Agent.Tests.Skills.Invitations;

public sealed class InvitationBookTests
{
    private static readonly Duration Week = Duration.FromDays(7);

    [Fact]
    public async Task Accept_ACode_IsTheirsOnceAndTheyAreToldOnce()
    {
        await using var scratch = new ScratchDatabase();
        var (participant, _) = await BegunTrial.In(scratch);
        var book = Book(scratch);
        var code = Assert.Single(await book.Invite(" Anna ", null, Week, 1));

        Assert.Equal(InvitationOutcome.Accepted, await book.Accept(participant, "test", code.ToLowerInvariant().Replace("-", "", StringComparison.Ordinal)));
        Assert.Equal(InvitationOutcome.AlreadyTheirs, await book.Accept(participant, "test", code));

        var said = Assert.Single(new Outbox(scratch.Database, scratch.Writer, scratch.Random).Due("test", Urgency.Awaited, scratch.Now, 10));
        Assert.StartsWith("Anna invited you. ", said.Message.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(code, string.Join(' ', scratch.ReadAll<string>("select code_hash from invitation")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Accept_UsedByAnotherOrTooOldOrMadeUp_JoinsNobody()
    {
        await using var scratch = new ScratchDatabase();
        var (first, _) = await BegunTrial.In(scratch);
        var (second, _) = await BegunTrial.In(scratch, externalId: "second");
        var book = Book(scratch);
        var codes = await book.Invite("Anna", "Sleep", Week, 2);
        await book.Accept(first, "test", codes[0]);

        Assert.Equal(InvitationOutcome.Over, await book.Accept(second, "test", codes[0]));
        Assert.Equal(InvitationOutcome.Unknown, await book.Accept(second, "test", "ABCDE-FGHJK"));
        scratch.Clock.Advance(Week.ToTimeSpan());
        Assert.Equal(InvitationOutcome.Over, await book.Accept(second, "test", codes[1]));

        Assert.Equal("Sleep", Study(scratch));
        Assert.Equal([first.Value], scratch.ReadAll<string>("select participant_id from caseload"));
    }

    [Fact]
    public async Task Accept_TwoAtTheSameMoment_OneGetsIt()
    {
        await using var scratch = new ScratchDatabase();
        var (first, _) = await BegunTrial.In(scratch);
        var (second, _) = await BegunTrial.In(scratch, externalId: "second");
        var book = Book(scratch);
        var code = (await book.Invite("Anna", null, Week, 1))[0];

        var outcomes = await Task.WhenAll(Task.Run(() => book.Accept(first, "test", code)), Task.Run(() => book.Accept(second, "test", code)));

        Assert.Equal([InvitationOutcome.Accepted, InvitationOutcome.Over], outcomes.Order());
        Assert.Equal(1, scratch.Read<int>("select count(*) from caseload"));
    }

    [Theory]
    [InlineData("", null, 7, 1)]
    [InlineData("Anna\n", "x\ny", 7, 1)]
    [InlineData("Anna", null, 0, 1)]
    [InlineData("Anna", null, 367, 1)]
    [InlineData("Anna", null, 7, 0)]
    [InlineData("Anna", null, 7, 1001)]
    public async Task Invite_NotAsDescribed_SaysWhat(string coach, string? study, int days, int count)
    {
        await using var scratch = new ScratchDatabase();
        await Assert.ThrowsAsync<ArgumentException>(() => Book(scratch).Invite(coach, study, Duration.FromDays(days), count));
        Assert.Equal(0, scratch.Read<int>("select count(*) from invitation"));
    }

    [Theory]
    [InlineData("No", 0)]
    [InlineData("Yes, they may", 1)]
    public async Task Decide_WhoHasConsentedBefore_IsAskedAndDecides(string pressed, long agreed)
    {
        await using var talk = await Talk.WithTrial();
        var book = talk.Place.Get<InvitationBook>();
        await book.Accept(talk.Id, "test", (await book.Invite("Anna", "Sleep", Week, 1))[0]);
        var asked = await talk.Say("thanks");
        Assert.Contains("May Anna read", asked, StringComparison.Ordinal);

        var said = await talk.Press(pressed);

        Assert.Contains("Anna", said, StringComparison.Ordinal);
        Assert.Equal(agreed, Count(talk, "caseload where agreed_at is not null"));
        await talk.Say("/withdraw");
        Assert.Equal(0, Count(talk, "caseload"));
    }

    [Fact]
    public async Task Decide_TwoInvitations_EachButtonIsAboutItsOwn()
    {
        await using var talk = await Talk.WithTrial();
        var book = talk.Place.Get<InvitationBook>();
        await book.Accept(talk.Id, "test", (await book.Invite("Anna", null, Week, 1))[0]);
        await talk.Say("thanks");
        var anna = talk.Place.Transcript.After(talk.Id, 0, 500).Last(message => message.Choices.Count == 2 && message.Text.Contains("May Anna read", StringComparison.Ordinal));
        await book.Accept(talk.Id, "test", (await book.Invite("Bob", null, Week, 1))[0]);

        Assert.NotNull(await talk.Place.Inbox.AcceptChoice(talk.Id, "test", "yes to Anna", anna.Id, "c0"));
        await talk.Say("thanks");

        Assert.Equal(1, Count(talk, "caseload where agreed_at is not null and coach = 'Anna'"));
        Assert.Equal(1, Count(talk, "invitation_offer where coach = 'Bob'"));

        // No to the second changes nothing for the first; a third counts from its own yes.
        await talk.Press("No");
        Assert.Equal(1, Count(talk, "caseload where agreed_at is not null and coach = 'Anna'"));
        await book.Accept(talk.Id, "test", (await book.Invite("Cleo", "Sleep", Week, 1))[0]);
        Assert.Equal(1, Count(talk, "caseload where agreed_at is not null and coach = 'Anna'"));
        await talk.Say("thanks");
        await talk.Press("Yes, they may");
        Assert.Equal(1, Count(talk, "caseload where agreed_at is not null and coach = 'Cleo' and study is not null"));
        Assert.Equal(0, Count(talk, "invitation_offer"));
    }

    private static long Count(Talk talk, string rows)
    {
        using var connection = talk.Place.Open();
        return connection.ExecuteScalar<long>($"select count(*) from {rows}");
    }

    private static string? Study(ScratchDatabase scratch)
    {
        using var connection = scratch.Database.OpenReadable();
        return connection.ExecuteScalar<string>("select opened(study) from caseload");
    }

    private static InvitationBook Book(ScratchDatabase scratch) => new(scratch.Database, scratch.Writer, scratch.Clock, scratch.Random);
}
