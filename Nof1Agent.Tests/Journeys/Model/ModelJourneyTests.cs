using System.Text.Json.Nodes;
using Nof1Agent.Skills.Audit;
using Nof1Agent.Skills.Conversations;
using Nof1Agent.Skills.Trials;
using Nof1Agent.Stats.Designs;
using Nof1Agent.Tests.Support;
using NodaTime;

namespace Nof1Agent.Tests.Journeys.Model;

/// <summary>
/// From the first word to the answer with a language model behind the OpenAI connector, everything typed and no button pressed: the dearest way to go.
/// The replies are scripted, the server that gives them is @copilotkit/aimock.
/// </summary>
public sealed class ModelJourneyTests
{
    // The goal is 40,000; what is above this has grown.
    private const int Budget = 33_000;

    private static readonly string[] OwnWords = ["anna.k@example.org", "7700 900123", "7700900123", "Anna", "Kowalska", "@anna_sleeps"];

    private static Script Script => new Script()
        .Calls("drives me mad", "Lying awake when you want to sleep is exhausting. How many nights a week is it like that?", "interview-note", ("goal", "sleep onset"), ("goalInOwnWords", "I lie awake for ages before I fall asleep"))
        .Calls("4 nights a week", "That is more nights than not, and I can see why you want a change.", "interview-next_question")
        .Calls("how long it takes me", "Good, that is easy to tell the next morning.", "interview-note", ("outcome", "sleep-onset-minutes"))
        .Calls("10 minutes less", "", "interview-note", ("mcid", 10), ("lead", "Then we look for that, and nothing smaller."))
        .Calls("good night 20", "That is a wide gap between your nights.", "interview-note", ("typicalGood", 20), ("typicalBad", 80))
        .Calls("I'm 41", "", "interview-note", ("adult", true))
        .Calls("no health conditions", "", "interview-note", ("conditions", new JsonArray()))
        .Calls("only vitamin D", "Thank you, noted as you said it.", "interview-note", ("medicines", new JsonArray("vitamin D")))
        .Calls("why do you want to know", "A fair question.", "interview-why", ("question", "Tried"))
        .Calls("lavender", "Lavender oil, noted.", "interview-note", ("tried", new JsonArray("lavender oil")))
        .Calls("no pills", "No pills, understood.", "interview-note", ("limits", new JsonArray("pills")))
        .Calls("I'd say 5", "Thank you for telling me all this.", "interview-note", ("expectation", 5))
        .Calls("more about the first", "Here is what is known about it. It is a hypothesis until you have tested it.", "candidates-explain", ("candidate", "1"))
        .Calls("the first one sounds like something", "Something that you are willing to do is the right thing to start with.", "trials-propose", ("candidates", "1"))
        .Says("glass of wine", "Live as you always do, wine included.")
        .Calls("look at the numbers so far", "I know waiting is hard.", "results-did_it_work")
        .Calls("the result of it all", "Here is what your own days say.", "results-did_it_work")
        .Calls("what could I test next", "", "candidates-list");

    [Fact]
    public async Task WholeJourney_FromTheFirstWordToTheAnswer_WithinItsTokens()
    {
        await using var server = await Aimock.Start(Script.Fixtures);
        await using var talk = await Talk.Begin(settings: server.Settings());
        await talk.Place.Inbox.LearnNames(talk.Id, ["Anna Kowalska", "@anna_sleeps"]);
        await Interview(talk);
        await Plan(talk);
        var afterPlan = (await server.Requests()).Count;

        var trial = await talk.Trial();
        var asked = await Live(talk, trial);
        Assert.Equal(afterPlan + 1, (await server.Requests()).Count);
        Assert.Equal(1, asked);

        Assert.Contains("Here is what your own days say.", await talk.Say("please show me the result of it all, I have waited long enough"), StringComparison.Ordinal);
        Assert.Contains("It worked", talk.Heard.Last(message => message.Pictures.Count > 0).Text, StringComparison.Ordinal);
        var forThisTrial = await server.Requests();
        await talk.Say("what could I test next?");
        Assert.True(ReceiptVerification.Verify(FrozenProtocol.Receipt(await talk.Trial())!).IsValid);

        var requests = await server.Requests();
        await SawNothingItMustNot(talk, requests);
        Metered(talk, trial, requests, forThisTrial);
    }

    private static async Task Interview(Talk talk)
    {
        await talk.Say("hello");
        await talk.Say("yes");
        var followUp = await talk.Say("I lie awake for ages before I fall asleep, it drives me mad. I'm Anna, anna.k@example.org, +44 7700 900123");
        Assert.EndsWith("How many nights a week is it like that?", followUp, StringComparison.Ordinal);
        Assert.DoesNotContain("What should we measure", followUp, StringComparison.Ordinal);
        Assert.Contains("What should we measure", await talk.Say("maybe 4 nights a week"), StringComparison.Ordinal);
        foreach (var (said, heard) in ((string, string)[])
        [
            ("how long it takes me to fall asleep", "smallest change"), ("10 minutes less would be worth it", "Then we look for that, and nothing smaller."), ("a good night 20, a bad one 80", "18 or older"),
            ("I'm 41", "health conditions"), ("no health conditions", "medicines"), ("only vitamin D", "tried already"), ("why do you want to know that?", "A fair question."),
            ("lavender oil, ask @anna_sleeps", "would not want"), ("no pills please", "expect"), ("I'd say 5", "1."),
        ])
        {
            Assert.Contains(heard, await talk.Say(said), StringComparison.Ordinal);
            SpokenByTheModel(talk);
        }

        var notes = await talk.Use(skills => skills.InterviewStore.Notes);
        Assert.Null(notes.Next);
        Assert.Equal(("sleep onset", 10.0, 20.0, 80.0, 5.0), (notes.Goal, notes.Mcid, notes.TypicalGood, notes.TypicalBad, notes.Expectation));
    }

    private static void SpokenByTheModel(Talk talk)
    {
        var turn = new TurnAudit(talk.Place.Database).Latest(talk.Id, 1)[0];
        Assert.True(talk.Last.Speaker is Speaker.Model, $"{turn.Guard}; {string.Join("; ", turn.Calls.Select(call => $"{call.Function} {call.Ok}: {call.Say}"))}");
    }

    private static async Task Plan(Talk talk)
    {
        await talk.Say("tell me more about the first one");
        await talk.Say("the first one sounds like something I could do, let us test that");
        await talk.Say("would it spoil anything if I have a glass of wine on some evenings?");
        SpokenByTheModel(talk);
        await talk.Say("6 weeks please");
        await talk.Say("yes");
        await talk.Say("my word is giraffe");
        Assert.Equal(TrialState.Running, (await talk.Trial()).State);
    }

    // Six weeks of mornings. Once the person is curious, which is the only time a model is asked.
    private static async Task<int> Live(Talk talk, Trial trial)
    {
        var asked = 0;
        foreach (var day in TrialCalendar.Days(trial))
        {
            await talk.Until(day.Date.PlusDays(1), 8, 1);
            Assert.DoesNotContain("language model", await talk.Say($"{60 - (25 * day.Arm) + (7 * day.Ordinal % 11)}, did it"), StringComparison.Ordinal);
            if (day.Ordinal == 20)
            {
                Assert.Contains("Not yet", await talk.Say("I am curious and would love to look at the numbers so far, just once"), StringComparison.Ordinal);
                asked++;
            }
        }

        await talk.Until(trial.StartsOn!.Value.PlusDays(44), 9);
        return asked;
    }

    private static async Task SawNothingItMustNot(Talk talk, IReadOnlyList<JsonObject> requests)
    {
        var receipt = JsonNode.Parse(FrozenProtocol.Receipt(await talk.Trial())!.ToJson())!;
        var hidden = OwnWords.Concat(Leaves(receipt).Where(leaf => leaf.Length >= 32)).Append(talk.Id.Value).ToList();
        Assert.True(hidden.Count > OwnWords.Length + 2);
        foreach (var request in requests)
        {
            var sent = request.ToJsonString(new System.Text.Json.JsonSerializerOptions { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
            Assert.All(hidden, word => Assert.DoesNotContain(word, sent, StringComparison.OrdinalIgnoreCase));
        }
    }

    private static void Metered(Talk talk, Trial trial, IReadOnlyList<JsonObject> all, IReadOnlyList<JsonObject> requests)
    {
        var reader = new TokenUseReader(talk.Place.Database);
        Assert.Equal(all.Count, reader.Of(talk.Id).Calls);
        Assert.Equal(reader.Of(talk.Id), reader.Of(trial.Id));
        var read = requests.Sum(TokenCounter.OfRequest);
        var written = (int)reader.Of(trial.Id).OutputTokens;
        TestContext.Current.TestOutputHelper?.WriteLine($"{requests.Count} model calls; {read} tokens read (dearest call {requests.Max(TokenCounter.OfRequest)}), {written} written, by the mock's count; {read + written} of {Budget}");
        foreach (var request in requests)
        {
            TestContext.Current.TestOutputHelper?.WriteLine($"{TokenCounter.OfRequest(request),6} ({(request["tools"] is { } tools ? TokenCounter.Of(tools.ToJsonString()) : 0)} functions): {request["messages"]!.AsArray().Last(message => message!["role"]!.ToString() == "user")!["content"]}");
        }

        Assert.InRange(read + written, 1, Budget);
    }

    private static IEnumerable<string> Leaves(JsonNode? node) => node switch
    {
        JsonObject fields => fields.SelectMany(field => Leaves(field.Value)),
        JsonArray items => items.SelectMany(Leaves),
        null => [],
        _ => [node.ToString()],
    };
}
