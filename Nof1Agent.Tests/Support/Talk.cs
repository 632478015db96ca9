using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Nof1Agent.Host.Channels;
using Nof1Agent.Host.Cli.Demo;
using Nof1Agent.Skills;
using Nof1Agent.Skills.Conversations;
using Nof1Agent.Skills.Files;
using Nof1Agent.Skills.Trials;
using NodaTime;

namespace Nof1Agent.Tests.Support;

/// <summary>A person who talks with the service's own turns, on a virtual clock.</summary>
internal sealed class Talk : IAsyncDisposable
{
    private const string Channel = "test";

    private readonly List<Message> heard = [];
    private long seen;
    private int sent;

    private Talk(DemoPlace place, ParticipantId id)
    {
        Place = place;
        Id = id;
    }

    public DemoPlace Place { get; }

    public ParticipantId Id { get; }

    /// <summary>What was said to the person, oldest first.</summary>
    public IReadOnlyList<Message> Heard => heard;

    /// <summary>The last thing that was said to the person.</summary>
    public Message Last => heard[^1];

    /// <summary>A person who has not said anything yet.</summary>
    /// <param name="seed">Seed of all that is drawn.</param>
    /// <param name="settings">Settings of the service; none: the built-in guide answers.</param>
    public static async Task<Talk> Begin(ulong seed = 1, IEnumerable<KeyValuePair<string, string?>>? settings = null)
    {
        var place = new DemoPlace(seed, settings is null ? null : parts => parts
            .AddSingleton<IConfiguration>(new ConfigurationBuilder().AddInMemoryCollection(settings).Build())
            .AddLogging(logging => logging.SetMinimumLevel(LogLevel.Trace)));
        return new Talk(place, await place.Inbox.Meet(Channel, "somebody", DemoPlace.Zone));
    }

    /// <summary>A person who has told everything and begun a trial of the first candidate, six weeks long.</summary>
    public static async Task<Talk> WithTrial(ulong seed = 1, string goal = "sleep onset", string outcome = "sleep-onset-minutes", string candidate = "1", IEnumerable<KeyValuePair<string, string?>>? settings = null)
    {
        var talk = await Begin(seed, settings);
        await talk.Say("hello");
        await talk.Say("yes");
        await talk.Use(skills =>
        {
            skills.Interview.Note(goal: goal, outcome: outcome, mcid: 1, typicalGood: 2, typicalBad: 6, adult: true, conditions: [], medicines: [], tried: [], limits: [], expectation: 5);
            return skills.Candidates.List();
        });
        var proposed = await talk.Use(skills => skills.Trials.Propose(candidate));
        Assert.True(proposed.Ok, proposed.Say);
        await talk.Use(skills => skills.Trials.ChooseLength(cycles: 3));
        await talk.Use(skills => skills.Trials.ConfirmPlan());
        var begun = await talk.Use(skills => skills.Trials.Begin("a word"));
        Assert.True(begun.Ok, begun.Say);
        return talk;
    }

    /// <summary>Says something and hears what comes back.</summary>
    public async Task<string> Say(string text, MessagePlace place = default)
    {
        await Place.Inbox.AcceptText(Id, Channel, $"t{sent++}", text, place);
        return await Answers();
    }

    /// <summary>Hands in a photo or document, with words or without.</summary>
    public async Task<string> HandIn(byte[] content, string name, string caption = "")
    {
        var file = FileReading.Of(content, name, PdfWords.Of).File!;
        await Place.Inbox.AcceptFile(Id, Channel, $"t{sent++}", Wordless.Mark(file.Kind is FileKind.Photo ? Wordless.Photo : Wordless.Document, caption), file);
        return await Answers();
    }

    /// <summary>Presses a button of the last message that had some.</summary>
    public async Task<string> Press(string label)
    {
        var message = heard.FindLast(m => m.Choices.Count > 0)!;
        var place = message.Choices.ToList().FindIndex(choice => choice.Label == label);
        Assert.True(place >= 0, $"no button \"{label}\" among {string.Join(", ", message.Choices.Select(c => c.Label))}");
        Assert.NotNull(await Place.Inbox.AcceptChoice(Id, Channel, $"t{sent++}", message.Id, $"c{place}"));
        return await Answers();
    }

    /// <summary>Moves the clock to a local time and lets everything that is due be said.</summary>
    public async Task<string> Until(LocalDate date, int hour, int minute = 0)
    {
        Place.Clock.MoveTo(date.At(new LocalTime(hour, minute)).InZoneLeniently(DemoPlace.Zone).ToDateTimeOffset());
        foreach (var row in Place.DueWork.Due(Place.Now, 10))
        {
            await Place.Turns.SayDue(row);
        }

        return Listen();
    }

    /// <summary>Uses the skills directly, with what the end of a turn does: the open question, the due rows, the next version.</summary>
    public Task<T> Use<T>(Func<SkillSet, T> use) => Place.InOneTurn(Id, skills =>
    {
        var result = use(skills);
        if (result is SkillReply { Asks: { } asks })
        {
            skills.Conversation.Set(skills.Conversation.Current with { OpenQuestion = asks });
        }

        skills.Rhythm.Schedule(null);
        skills.Conversation.Close(null);
        return result;
    });

    public Task<Trial> Trial() => Use(skills => skills.TrialStore.Latest!);

    public ValueTask DisposeAsync() => Place.DisposeAsync();

    private async Task<string> Answers()
    {
        await Place.Turns.AnswerWaiting(Id, CancellationToken.None);
        return Listen();
    }

    /// <summary>What was said since, of the service's own accord.</summary>
    public string Hear() => Listen();

    private string Listen()
    {
        var news = Place.Transcript.After(Id, seen, 100);
        seen = news.Count > 0 ? news[^1].Id : seen;
        var said = news.Where(message => message.Speaker is not Speaker.Person).ToList();
        heard.AddRange(said);
        return string.Join("\n", said.Select(message => message.Text));
    }
}
