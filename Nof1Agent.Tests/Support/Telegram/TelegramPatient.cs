using System.Diagnostics;

namespace Nof1Agent.Tests.Support.Telegram;

/// <summary>Somebody with the app: writes, presses what is offered, reads what comes.</summary>
internal sealed class TelegramPatient(FakeBotApi telegram, long id, Func<bool> nothingWaits)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private int read;

    public long Id => id;

    /// <summary>Everything in the chat.</summary>
    public IReadOnlyList<FakeMessage> Chat => telegram.Chats.In(id);

    /// <summary>The last message.</summary>
    public FakeMessage Last => Chat[^1];

    /// <summary>Writes, and waits for an answer.</summary>
    public Task<FakeMessage> Write(string text) => Answered(() => telegram.Text(id, text));

    /// <summary>Changes a message, and waits for an answer.</summary>
    public Task<FakeMessage> Edit(long message, string text) => Answered(() => telegram.Edit(id, message, text));

    /// <summary>Presses a button of the newest message that has it, and waits for an answer.</summary>
    public Task<FakeMessage> Press(string label) => Answered(() =>
    {
        var message = Chat.Last(m => m.Buttons.Any(button => IsCalled(button, label)));
        telegram.Press(id, message.Id, message.Buttons.First(button => IsCalled(button, label)).Data);
    });

    /// <summary>Whether the last message offers such a button.</summary>
    public bool Offers(string label) => Chat.Count > 0 && Last.Buttons.Any(button => IsCalled(button, label));

    /// <summary>Waits until there is something new to read.</summary>
    public async Task<FakeMessage> News()
    {
        for (var waited = Stopwatch.StartNew(); Chat.Count <= read || telegram.Unconfirmed > 0 || !nothingWaits();)
        {
            Assert.True(waited.Elapsed < Patience, $"no answer; the last message was: {(Chat.Count > 0 ? Last.Text : "none")}");
            await Task.Delay(20, TestContext.Current.CancellationToken);
        }

        read = Chat.Count;
        return Last;
    }

    /// <summary>What has come so far is read.</summary>
    public void CatchUp() => read = Chat.Count;

    /// <summary>Answers the interview, whatever it asks and in whatever order, until candidates are offered.</summary>
    public async Task Interview()
    {
        await Write("I sleep badly, it takes me long to fall asleep");
        for (var questions = 0; !Offers("Test 1"); questions++)
        {
            Assert.True(questions < 30, $"the interview does not end: {Last.Text}");
            await AnswerQuestion();
        }
    }

    /// <summary>Chooses the first candidate and the first length, fixes the plan and gives a word for the lottery.</summary>
    public async Task Begin()
    {
        await Press("Test 1");
        await Press(Last.Buttons.First(button => button.Label.EndsWith(" days", StringComparison.Ordinal) || button.Label.EndsWith(" weeks", StringComparison.Ordinal)).Label);
        await Press("Yes, fix it");
        await Write("blue giraffe");
        while (!Chat.Any(message => message.Text.Contains("The order is drawn and locked away.", StringComparison.Ordinal)))
        {
            await AnswerQuestion();
        }
    }

    // The first thing that fits: a question may be asked with buttons or without.
    private Task AnswerQuestion()
    {
        (string Part, string Answer)[] written =
        [
            ("good day", "20 on a good day, 70 on a bad one"),
            ("18 or older", "I'm 34"),
            ("medicines", "none"),
            ("live", "I live in Lisbon"),
            ("word or number", "blue giraffe"),
        ];
        string[] pressed = ["Yes, that is OK", "Minutes to fall asleep", "10 minutes", "None of these", "Nothing yet", "Nothing", "None", "6", "Skip"];
        return pressed.FirstOrDefault(Offers) is { } label ? Press(label)
            : written.FirstOrDefault(pair => Last.Text.Contains(pair.Part, StringComparison.OrdinalIgnoreCase)).Answer is { } answer ? Write(answer)
            : throw new InvalidOperationException($"Nobody told me what to answer to: {Last.Text} [{string.Join(", ", Last.Buttons.Select(b => b.Label))}]");
    }

    private async Task<FakeMessage> Answered(Action act)
    {
        CatchUp();
        act();
        return await News();
    }

    private static bool IsCalled(FakeButton button, string label) => button.Label == label || (label.Length > 4 && button.Label.StartsWith(label, StringComparison.Ordinal));
}
