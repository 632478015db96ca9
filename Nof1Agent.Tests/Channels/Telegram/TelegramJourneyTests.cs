using Nof1Agent.Tests.Support;
using Nof1Agent.Tests.Support.Telegram;
using NodaTime;

namespace Nof1Agent.Tests.Channels.Telegram;

/// <summary>From "I sleep badly" to "did it work?" in Telegram, over real sockets, with the real service and database.</summary>
public sealed class TelegramJourneyTests
{
    private const long Ada = 4711;
    private static readonly LocalDate FirstEvening = new(2027, 1, 4);

    [Theory]
    [InlineData(false, true)]
    [InlineData(true, false)]
    public Task SomebodyWhoSleepsBadly_FindsOutWhetherItWorked(bool webhook, bool trouble) => Journey(webhook, trouble);

    /// <summary>dotnet test Nof1Agent.Tests --filter "FullyQualifiedName~TelegramJourneyTests" -- xUnit.Explicit=only</summary>
    [Theory(Explicit = true)]
    [InlineData(false, false)]
    [InlineData(true, true)]
    public Task SomebodyWhoSleepsBadly_TheOtherWays(bool webhook, bool trouble) => Journey(webhook, trouble);

    private static async Task Journey(bool webhook, bool trouble)
    {
        await using var telegram = await FakeBotApi.Start();
        if (trouble)
        {
            telegram.Failures.Rule = Trouble(new Random(20270104));
        }

        await using var service = await RunningService.Start(TelegramDays.At(FirstEvening, 19, 0), TelegramSettings.For(telegram, webhook));
        var ada = new TelegramPatient(telegram, Ada, () => service.NothingWaits);
        await ada.Write("/start");
        await ada.Interview();
        await ada.Begin();
        var begun = ada.Chat.Count;
        var days = 0;
        for (; !ada.Chat.Skip(begun).Any(IsTheAnswer); days++)
        {
            Assert.True(days < 80, "the trial does not end");
            await service.MoveTo( FirstEvening.PlusDays(days + 1), 20, 30);
            await service.MoveTo( FirstEvening.PlusDays(days + 2), 8, 0);
            await service.Quiet(telegram);
            if (ada.Chat.Skip(begun).Any(IsTheAnswer))
            {
                break;
            }

            await ada.Write($"{25 + (days * 17 % 23)} minutes, did it");
            await service.Quiet(telegram);
        }

        Assert.True(days >= 28, $"only {days} days");
        var answer = ada.Chat.Last(message => IsTheAnswer(message) && message.Text.Length > 0);
        TestContext.Current.TestOutputHelper?.WriteLine(string.Join("\n---\n", ada.Chat.TakeLast(6).Select(message => message.Text)));
        Assert.Contains(ada.Chat, message => message.Photo is { Length: > 1000 } photo && photo[1] == 'P');
        Assert.Equal(0, telegram.Unconfirmed);
        if (!trouble)
        {
            // Nothing twice; further pictures of an answer come without words.
            Assert.Equal(service.SaidOn("telegram"), ada.Chat.Count(message => message.Text.Length > 0));
        }

        Assert.Contains("your usual routine", answer.Text, StringComparison.Ordinal);
        // Buttons that were pressed are closed and show what was taken.
        Assert.Contains(ada.Chat, message => message.Text.EndsWith("✓ Yes, fix it", StringComparison.Ordinal) && message.Buttons.Count == 0);
    }

    private static bool IsTheAnswer(FakeMessage message) =>
        message.Photo is not null;

    private static Func<string, long?, Failure?> Trouble(Random random)
    {
        var gate = new Lock();
        return (method, _) =>
        {
            lock (gate)
            {
                var dice = random.Next(100);
                return method is "getme" or "setwebhook" or "deletewebhook" or "setmycommands" ? null : dice switch
                {
                    < 4 => new Failure.Status(500, "Internal Server Error"),
                    < 6 => new Failure.TooMany(1),
                    < 8 => new Failure.DropBefore(),
                    < 10 => new Failure.DropAfter(),
                    _ => null,
                };
            }
        };
    }
}
