using Nof1Agent.Host.Channels.Telegram;
using Nof1Agent.Skills;
using Nof1Agent.Skills.Conversations;
using Nof1Agent.Tests.Support;
using Nof1Agent.Tests.Support.Telegram;
using NodaTime;

namespace Nof1Agent.Tests.Channels.Telegram;

/// <summary>A keyboard whose question is answered goes, whatever Telegram thinks of the words.</summary>
public sealed class TelegramClosingTests
{
    private const long Ada = 4711;
    private static readonly DateTimeOffset Evening = new(2027, 1, 4, 19, 0, 0, TimeSpan.Zero);
    private static readonly Failure Unparsed = new Failure.Status(400, "Bad Request: can't parse entities: whatever");
    private static readonly Failure TooLong = new Failure.Status(400, "Bad Request: message is too long");

    [Theory]
    [InlineData(0, true, true, "editmessagetext")]
    [InlineData(1, false, true, "editmessagetext editmessagetext")]
    [InlineData(2, true, false, "editmessagetext editmessagetext editmessagereplymarkup")]
    public async Task WordsThatAreRefused_TheButtonsGoAllTheSame(int refused, bool html, bool words, string calls)
    {
        await using var telegram = await FakeBotApi.Start();
        telegram.Failures.Plan("editMessageText", [.. new[] { Unparsed, TooLong }.Take(refused)]);
        var asked = await Consent(telegram);
        var closed = telegram.Chats.In(Ada).Single(message => message.Id == asked.Id);
        Assert.NotEmpty(asked.Buttons);
        Assert.Empty(closed.Buttons);
        Assert.Equal(html, closed.Html);
        Assert.Equal(words ? $"{asked.Text}\n\n✓ Yes, that is OK" : asked.Text, closed.Text);
        Assert.Equal(calls, Edits(telegram));
    }

    [Theory]
    [InlineData("Bad Request: message is not modified: specified new message content is the same")]
    [InlineData("Bad Request: message to edit not found")]
    [InlineData("Bad Request: message can't be edited")]
    public async Task NothingLeftToClose_IsNotTriedAgain(string why)
    {
        await using var telegram = await FakeBotApi.Start();
        telegram.Failures.Plan("editMessageText", new Failure.Status(400, why));
        await Consent(telegram);
        Assert.Equal("editmessagetext", Edits(telegram));
    }

    [Theory]
    [InlineData(0, 4000, 20)]
    [InlineData(0, 4020, 60)]
    [InlineData(0, 4032, 3000)]
    [InlineData(0, 10, 9000)]
    [InlineData(1, 950, 60)]
    [InlineData(1, 960, 3000)]
    [InlineData(2, 5000, 100)]
    public void Answered_AnyLength_IsWhatTelegramTakes(int pictures, int text, int label)
    {
        var message = new Message
        {
            Id = 1,
            Speaker = Speaker.Guide,
            At = Instant.FromDateTimeOffset(Evening),
            Text = new string('t', text),
            Choices = [new Choice(new string('l', label), SkillCall.Of("help-explain"))],
            Answered = "c0",
        };
        var underPicture = TelegramPieces.Of(message, pictures)[^1].Picture is not null;
        var answered = TelegramPieces.Answered(message, pictures);
        Assert.InRange(TelegramHtml.Plain(TelegramText.Covered(answered, "New message")).Length, 1, underPicture ? TelegramText.LongestCaption : TelegramText.LongestMessage);
        Assert.Contains($"\n\n✓ {new string('l', Math.Min(label, 400))}", answered, StringComparison.Ordinal);
        Assert.StartsWith(new string('t', Math.Min(TelegramPieces.Of(message, pictures)[^1].Text.Length, 400)), answered, StringComparison.Ordinal);
    }

    [Fact]
    public void Shortened_BetweenTwoHalvesOfACharacter_TakesNeither()
    {
        Assert.Equal("a🎯", TelegramText.Shortened("a🎯", 3));
        Assert.Equal("a…", TelegramText.Shortened("a🎯b", 3));
    }

    private static string Edits(FakeBotApi telegram) => string.Join(' ', telegram.Calls.Select(call => call.Method).Where(method => method.StartsWith("editmessage", StringComparison.Ordinal)));

    // The message with the buttons, as it was before one was pressed.
    private static async Task<FakeMessage> Consent(FakeBotApi telegram)
    {
        await using var service = await RunningService.Start(Evening, TelegramSettings.For(telegram, webhook: false));
        var ada = new TelegramPatient(telegram, Ada, () => service.NothingWaits);
        var asked = await ada.Write("hello");
        await ada.Press("Yes, that is OK");
        return asked;
    }
}
