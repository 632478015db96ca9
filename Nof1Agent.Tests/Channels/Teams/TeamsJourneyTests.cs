using System.Text.Json.Nodes;
using Nof1Agent.Host.Channels.Teams.Coaches;
using Nof1Agent.Skills.Alerts;
using Nof1Agent.Skills.Candidates;
using Nof1Agent.Skills.Languages;
using Nof1Agent.Skills.Protection;
using Nof1Agent.Tests.Support;
using Nof1Agent.Tests.Support.Teams;
using Nof1Agent.Tests.Support.Telegram;
using NodaTime;

namespace Nof1Agent.Tests.Channels.Teams;

/// <summary>The whole journey in Teams, played once with some trouble on the way; and every card of it under the eyes of Microsoft's own library.</summary>
public sealed class TeamsJourneyTests(TeamsJourneyTests.Played played) : IClassFixture<TeamsJourneyTests.Played>
{
    [Fact]
    public void SomebodyWhoSleepsBadly_FindsOutWhetherItWorked()
    {
        Assert.True(played.Days >= 28, $"only {played.Days} days");
        Assert.True(played.Forms >= 10, $"only {played.Forms} forms");
        var answer = played.Chat.Last(message => message.Images.Count > 0 && message.Text.Length > 200);
        TestContext.Current.TestOutputHelper?.WriteLine(string.Join("\n---\n", played.Chat.TakeLast(6).Select(message => message.Text)));
        Assert.Contains("your usual routine", answer.Text, StringComparison.Ordinal);

        // Buttons that were pressed and forms that were sent are closed, and show what was told.
        Assert.Contains(played.Chat, message => message.Text.EndsWith("✓ Yes, fix it", StringComparison.Ordinal) && message.Buttons.Count == 0);
        Assert.Equal(played.Forms, played.Chat.Count(message => message.Text.Contains("✓ ", StringComparison.Ordinal) && message.Text.EndsWith("a quiet day", StringComparison.Ordinal) && message.Inputs.Count == 0));
        Assert.Equal(played.Days, played.CheckIns);
        Assert.Equal(played.Forms, played.Notes);
    }

    [Fact]
    public void Candidates_AreShownWithABarForEachForecast()
    {
        var list = played.Cards.First(card => CardReading.Text(card).Contains("1. ", StringComparison.Ordinal) && CardReading.Buttons(card).Any(button => button.Label.StartsWith("Test 1", StringComparison.Ordinal)));
        var bars = CardReading.Elements(list).Where(element => element["type"]!.GetValue<string>() == "Column" && element["style"]?.GetValue<string>() == "accent").ToList();
        Assert.NotEmpty(bars);
        Assert.All(bars, bar => Assert.InRange(bar["width"]!.GetValue<int>(), 1, 99));
        Assert.Equal(bars.Count, CardReading.Text(list).Split("\n").Count(line => line.EndsWith(" in 100", StringComparison.Ordinal)));
    }

    [Fact]
    public void Pictures_AreSmallEnoughAndSayTheSameInWords()
    {
        var images = played.Cards.SelectMany(CardReading.Images).ToList();
        Assert.True(images.Count >= 3);
        Assert.All(images, image =>
        {
            var png = Convert.FromBase64String(image["url"]!.GetValue<string>()["data:image/png;base64,".Length..]);
            Assert.InRange(png.Length, 1_000, 1024 * 1024);
            Assert.InRange((png[16] << 24) + (png[17] << 16) + (png[18] << 8) + png[19], 100, 1024);
            Assert.InRange((png[20] << 24) + (png[21] << 16) + (png[22] << 8) + png[23], 100, 1024);
            Assert.NotEmpty(image["altText"]!.GetValue<string>());
        });
    }

    [Fact]
    public void EveryCard_SpeaksAndFallsBackToWords()
    {
        Assert.True(played.Cards.Count > 60);
        Assert.All(played.Cards, card =>
        {
            Assert.Equal("1.5", card["version"]!.GetValue<string>());
            Assert.NotEmpty(card["speak"]!.GetValue<string>());
            Assert.NotEmpty(card["fallbackText"]!.GetValue<string>());
            Assert.All(CardReading.Inputs(card), input => Assert.NotEmpty(input["label"]!.GetValue<string>()));
        });
    }

    [Fact]
    public void Pictures_ThatAreTooMuch_AreSaidInWords()
    {
        Assert.Equal(0, played.DeadLetters);
        Assert.DoesNotContain(played.InWords, message => message.Images.Count > 0);
        Assert.Contains(played.InWords, message => message.Text.Contains("the true change is probably between", StringComparison.Ordinal));
        Assert.Contains(played.InWords, message => message.Text.Contains("your usual routine", StringComparison.Ordinal) && message.Text.Length > 200);
    }

    [Fact]
    public async Task EveryCard_IsReadWithoutComplaintByMicrosoftsLibrary()
    {
        var alert = new Alert { Id = "a", Kind = AlertKind.Harm, Subject = "s", ParticipantId = new("p"), Text = "A strong side effect was reported; the trial is paused.", At = Instant.FromUtc(2027, 1, 4, 19, 0) };
        JsonObject[] others =
        [
            .. KnownLanguages.All.SelectMany(language => new[]
            {
                CoachCards.Alert(alert, language),
                CoachCards.Alert(alert with { Kind = AlertKind.Crisis }, language, new SafetyMark(alert.At, alert.Id, 7), "https://study.example.org/coach/people/p"),
                CoachCards.Alert(alert with { AcknowledgedBy = "Grace", AcknowledgedAt = alert.At }, language),
                CoachCards.Alert(alert with { ClearedAt = alert.At }, language),
            }),
            .. KnownLanguages.All.SelectMany(language => Requests().Select(request => CoachCards.Approval(request, alert with { Kind = AlertKind.ApprovalRequested }, language, "https://study.example.org/coach/people/p"))),
            .. ExampleCards.All(),
        ];
        var broken = JsonNode.Parse("""{ "type": "AdaptiveCard", "version": "1.5", "body": [ { "type": "Wheel" }, { "type": "Input.Text" } ] }""")!;
        var cards = new JsonArray([broken, .. played.Cards.Select(card => card.DeepClone()), .. others.Select(card => card.DeepClone())]);
        var read = await NodeScript.Run("adaptivecards", "3.0.6", "card-oracle.mjs", cards);
        Assert.Equal(cards.Count, read.Count);
        Assert.True(read[0]["complaints"]!.AsArray().Count >= 2, "the library does not complain about what is wrong");
        for (var i = 1; i < cards.Count; i++)
        {
            var card = cards[i]!.AsObject();
            Assert.True(read[i]["complaints"]!.AsArray().Count == 0, $"{read[i]["complaints"]!.ToJsonString()} about {card.ToJsonString()[..Math.Min(2000, card.ToJsonString().Length)]}");
            Assert.Equal(card["body"]!.AsArray().Count, read[i]["elements"]!.GetValue<int>());
            Assert.Equal(CardReading.Inputs(card).Count, read[i]["inputs"]!.GetValue<int>());
        }
    }

    private static Approval[] Requests()
    {
        var asked = new Approval { Id = "r", Name = "melatonin", Instruction = "Take 0.5 mg at 9 pm.", Cautions = ["It can make you drowsy."], AskedAt = Instant.FromUtc(2027, 1, 4, 19, 0) };
        var decided = asked with { Coach = "Grace", Reason = "Not with your other medicine.", DecidedAt = asked.AskedAt };
        return [asked, asked with { Cautions = [] }, decided with { State = ApprovalState.Approved, Reason = null }, decided with { State = ApprovalState.Vetoed }];
    }

    /// <summary>The journey, played once.</summary>
    public sealed class Played : IAsyncLifetime
    {
        internal IReadOnlyList<SeenMessage> Chat { get; private set; } = [];

        internal IReadOnlyList<JsonObject> Cards { get; private set; } = [];

        internal int Days { get; private set; }

        internal int Forms { get; private set; }

        internal int CheckIns { get; private set; }

        internal int Notes { get; private set; }

        /// <summary>The answer where pictures are too much for one message.</summary>
        internal IReadOnlyList<SeenMessage> InWords { get; private set; } = [];

        internal int DeadLetters { get; private set; }

        public async ValueTask InitializeAsync()
        {
            await using var teams = await FakeTeams.Start();
            teams.Failures.Rule = Trouble(new Random(20270104));
            await using var service = await RunningService.Start(TeamsTrial.At(TeamsTrial.FirstEvening, 19, 0), teams.Settings());
            teams.Now = service.Clock.GetUtcNow;
            using var person = new TeamsPerson(teams, 1, () => service.Address);
            var ada = new TeamsPatient(new FakeTeamsApp(person), () => service.NothingWaits);
            await person.Deliver(person.Activity("installationUpdate", null, ("action", "add")));
            await ada.News();
            var trial = new TeamsTrial(service, ada);
            await trial.Play();
            (Chat, Days, Forms) = (ada.Chat, trial.Days, trial.Forms);
            CheckIns = service.Count("(select distinct study_day from check_in where adherence is not null)");
            Notes = service.Count("(select distinct study_day from check_in where note is not null)");
            teams.Chats.LargestMessage = 30 * 1024;
            await ada.Write("did it work?");
            InWords = [.. ada.Chat.Skip(Chat.Count)];
            DeadLetters = service.Count("outbound where failed is not null");
            Cards = [.. teams.Calls.Select(call => call.Body["attachments"]?[0]?["content"]).OfType<JsonObject>()];
        }

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;

        private static Func<string, long?, Failure?> Trouble(Random random)
        {
            var gate = new Lock();
            return (method, _) =>
            {
                lock (gate)
                {
                    var dice = random.Next(200);
                    return method is not ("post" or "put") ? null : dice switch
                    {
                        < 2 => new Failure.Status(502, "BadGateway"),
                        < 4 => new Failure.Status(412, "PreconditionFailed"),
                        < 5 => new Failure.TooMany(1),
                        < 7 => new Failure.DropBefore(),
                        < 8 => new Failure.Status(401, "Unauthorized"),
                        _ => null,
                    };
                }
            };
        }
    }
}
