using System.Diagnostics;
using System.Net;
using System.Text.Json.Nodes;

namespace Nof1Agent.Tests.Support.Teams;

/// <summary>What somebody sees of a message in an app that shows cards.</summary>
/// <param name="Id">Its id there.</param>
/// <param name="Text">What can be read.</param>
/// <param name="Buttons">What can be pressed.</param>
/// <param name="Inputs">What can be filled in.</param>
/// <param name="Images">Its pictures.</param>
internal sealed record SeenMessage(string Id, string Text, IReadOnlyList<CardButton> Buttons, IReadOnlyList<JsonObject> Inputs, IReadOnlyList<JsonObject> Images);

/// <summary>An app for Teams, as far as one person uses it.</summary>
internal interface ITeamsApp
{
    /// <summary>Everything in the chat, as it is now.</summary>
    IReadOnlyList<SeenMessage> Seen();

    /// <summary>Types something.</summary>
    Task Write(string text);

    /// <summary>Presses a button that sends the card.</summary>
    Task Submit(SeenMessage card, JsonObject value);

    /// <summary>Presses a button that is answered in place.</summary>
    /// <returns>What the bot answered in the body.</returns>
    Task<JsonNode?> Execute(SeenMessage card, JsonObject data);
}

/// <summary>The app of the tests' own Teams.</summary>
internal sealed class FakeTeamsApp(TeamsPerson person) : ITeamsApp
{
    public IReadOnlyList<SeenMessage> Seen() => [.. person.Seen.Select(message => message.Card is { } card
        ? new SeenMessage(message.Id, message.Text, message.Buttons, CardReading.Inputs(card), CardReading.Images(card))
        : new SeenMessage(message.Id, message.Text, [], [], []))];

    public async Task Write(string text) => Assert.Equal(HttpStatusCode.OK, (await person.Deliver(person.Text(text))).Status);

    public async Task Submit(SeenMessage card, JsonObject value) => Assert.Equal(HttpStatusCode.OK, (await person.Deliver(person.Submit(card.Id, value))).Status);

    public async Task<JsonNode?> Execute(SeenMessage card, JsonObject data)
    {
        var (status, body) = await person.Deliver(person.Execute(card.Id, data));
        Assert.Equal(HttpStatusCode.OK, status);
        return body;
    }
}

/// <summary>Somebody with an app for Teams: writes, presses what is offered, fills in forms, reads what comes.</summary>
internal sealed class TeamsPatient(ITeamsApp app, Func<bool> nothingWaits)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);
    private int read;

    public IReadOnlyList<SeenMessage> Chat => app.Seen();

    public SeenMessage Last => Chat[^1];

    /// <summary>What the bot answered in the body of the last press.</summary>
    public JsonNode? Answered { get; private set; }

    public async Task<SeenMessage> Write(string text)
    {
        CatchUp();
        await app.Write(text);
        return await News();
    }

    /// <summary>Presses a button of the newest message that has it, and waits for an answer.</summary>
    public async Task<SeenMessage> Press(string label)
    {
        CatchUp();
        var message = Chat.Last(m => m.Buttons.Any(button => IsCalled(button, label)));
        var button = message.Buttons.First(one => IsCalled(one, label));
        if (button.IsExecute)
        {
            Answered = await app.Execute(message, button.Data.DeepClone().AsObject());
        }
        else
        {
            await app.Submit(message, button.Data.DeepClone().AsObject());
        }

        return await News();
    }

    /// <summary>Fills in the newest form and sends it.</summary>
    public async Task<SeenMessage> Fill(params (string Input, string Value)[] values)
    {
        CatchUp();
        var message = Chat.Last(m => m.Inputs.Any(input => input["id"]!.GetValue<string>() == values[0].Input));
        var data = message.Buttons.First(button => !button.IsExecute).Data.DeepClone().AsObject();
        foreach (var (input, value) in values)
        {
            data[input] = value;
        }

        await app.Submit(message, data);
        return await News();
    }

    /// <summary>Whether the last message offers such a button.</summary>
    public bool Offers(string label) => Chat.Count > 0 && Last.Buttons.Any(button => IsCalled(button, label));

    public void CatchUp() => read = Chat.Count;

    /// <summary>Waits until there is something new to read.</summary>
    public async Task<SeenMessage> News()
    {
        for (var waited = Stopwatch.StartNew(); Chat.Count <= read || !nothingWaits();)
        {
            Assert.True(waited.Elapsed < Patience, $"no answer (nothing waits: {nothingWaits()}; {Chat.Count} messages, {read} read); the last message was: {(Chat.Count > 0 ? Last.Text : "none")}");
            await Task.Delay(20, TestContext.Current.CancellationToken);
        }

        read = Chat.Count;
        return Last;
    }

    /// <summary>Answers the interview, whatever it asks and in whatever order, until candidates are offered.</summary>
    public async Task Interview()
    {
        await Write("I sleep badly, it takes me long to fall asleep");
        await Finish();
    }

    /// <summary>Answers what is left of the interview.</summary>
    public async Task Finish()
    {
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

    // The first thing that fits: a question may be asked with buttons, with a list to choose from, or without.
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
        string[] pressed = ["Yes, that is OK", "Minutes to fall asleep", "10 minutes", "None of these", "Nothing yet", "Nothing", "None", "Skip"];
        return pressed.FirstOrDefault(Offers) is { } label ? Press(label)
            : Last.Inputs.FirstOrDefault(input => input["id"]!.GetValue<string>() == "choice") is { } scale ? Fill(("choice", scale["choices"]![6]!["value"]!.GetValue<string>()))
            : written.FirstOrDefault(pair => Last.Text.Contains(pair.Part, StringComparison.OrdinalIgnoreCase)).Answer is { } answer ? Write(answer)
            : throw new InvalidOperationException($"Nobody told me what to answer to: {Last.Text} [{string.Join(", ", Last.Buttons.Select(b => b.Label))}]");
    }

    private static bool IsCalled(CardButton button, string label) => button.Label == label || (label.Length > 4 && button.Label.StartsWith(label, StringComparison.Ordinal));
}
