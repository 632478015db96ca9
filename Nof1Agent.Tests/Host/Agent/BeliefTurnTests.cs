using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection;
using Nof1Agent.Host.Agent;
using Nof1Agent.Host.Agent.Providers;
using Nof1Agent.Host.Cli.Demo;
using Nof1Agent.Skills;
using Nof1Agent.Skills.Candidates;

namespace Nof1Agent.Tests.Host.Agent;

/// <summary>A whole turn in which a model lists the candidates: what it believes is asked for, limited, kept, and not asked for twice.</summary>
public sealed class BeliefTurnTests
{
    private const string Channel = "test";

    [Fact]
    public async Task List_WithAModel_RestsOnItsBeliefUpToOneHalf_AndAsksOnce()
    {
        using var model = new Listing("""{"beliefs":[{"option":1,"median":12,"low":-6,"high":30,"helps":0.55},{"option":2,"median":4,"low":-10,"high":18,"helps":0.3}]}""");
        await using var place = new DemoPlace(5, parts => parts.AddSingleton(new Lfm(model, "m", new LfmOptions())));
        var list = await ListOf(place, model);

        // Two of the options, in another order each time: every option is stated now and then, and those stated in three of five askings count.
        var believed = list.Candidates.Where(candidate => candidate.Forecast is { ModelShare: > 0 }).ToList();
        Assert.Equal(5, model.Asked);
        Assert.All(believed, candidate => Assert.InRange(candidate.Forecast!.ModelShare, 0.01, 0.5));
        Assert.All(list.Candidates.Where(candidate => candidate.Forecast is not null), candidate => Assert.Equal(1, candidate.Forecast!.Sources.Sum(source => source.Weight), 9));

        await ListOf(place, model, consent: false);
        Assert.Equal(5, model.Asked);
    }

    [Fact]
    public async Task List_EveryOptionStated_EveryCandidateHasAForecastWithItsShares()
    {
        using var model = new Listing($"{{\"beliefs\":[{string.Join(",", Enumerable.Range(1, 12).Select(i => $"{{\"option\":{i},\"median\":9,\"low\":-9,\"high\":27,\"helps\":0.47}}"))}]}}");
        await using var place = new DemoPlace(6, parts => parts.AddSingleton(new Lfm(model, "m", new LfmOptions())));
        var list = await ListOf(place, model);
        Assert.All(list.Candidates, candidate => Assert.InRange(candidate.Forecast!.ModelShare, 0.01, 0.5));
        Assert.Contains(list.Candidates, candidate => candidate.Forecast!.Sources.Any(source => source.Source == SourceForecast.NothingKnown && source.Weight > 0.499));
        Assert.Contains(list.Candidates, candidate => candidate.Forecast!.Sources.Any(source => source.Source == SourceForecast.Published && source.Weight > 0.499));
    }

    [Fact]
    public async Task List_ModelThatFailsAtBeliefs_ShowsTheCatalogueAlone()
    {
        using var model = new Listing("I would rather not.");
        await using var place = new DemoPlace(7, parts => parts.AddSingleton(new Lfm(model, "m", new LfmOptions())));
        var list = await ListOf(place, model);
        Assert.NotEmpty(list.Candidates);
        Assert.All(list.Candidates, candidate => Assert.Equal(0, candidate.Forecast?.ModelShare ?? 0));
    }

    private static async Task<CandidateList> ListOf(DemoPlace place, Listing model, bool consent = true)
    {
        var person = await place.Inbox.Meet(Channel, "somebody", DemoPlace.Zone);
        if (consent)
        {
            await Say(place, person, "hello");
            await Say(place, person, "yes");
            await place.InOneTurn(person, skills =>
                skills.Interview.Note(goal: "sleep onset", outcome: "sleep-onset-minutes", mcid: 10, typicalGood: 20, typicalBad: 60, adult: true, conditions: [], medicines: [], tried: [], limits: [], expectation: 5));
        }

        model.Lists = true;
        await Say(place, person, "what could I try?");
        return await place.InOneTurn(person, skills => skills.CandidateStore.Latest!);
    }

    private static async Task Say(DemoPlace place, ParticipantId person, string text)
    {
        await place.Inbox.AcceptText(person, Channel, $"{text}{place.Transcript.After(person, 0, 500).Count}", text);
        await place.Turns.AnswerWaiting(person, CancellationToken.None);
    }

    /// <summary>Lists the candidates when it is talked with, and states the same belief whenever it is asked for one.</summary>
    private sealed class Listing(string belief) : IChatClient
    {
        private int asked;

        public int Asked => asked;

        public bool Lists { get; set; }

        public Task<ChatResponse> GetResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
        {
            if (options?.ResponseFormat is ChatResponseFormatJson)
            {
                Interlocked.Increment(ref asked);
                return Task.FromResult(new ChatResponse(new ChatMessage(ChatRole.Assistant, belief)));
            }

            var list = options?.Tools?.FirstOrDefault(tool => SkillCatalogue.Plain(tool.Name) == "candidates-list");
            return Task.FromResult(new ChatResponse(Lists && list is not null && messages.Last().Role == ChatRole.User
                ? new ChatMessage(ChatRole.Assistant, [new Microsoft.Extensions.AI.FunctionCallContent("call", list.Name, new Dictionary<string, object?>())])
                : new ChatMessage(ChatRole.Assistant, "I am listening.")));
        }

        public IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default) => throw new NotSupportedException();

        public object? GetService(Type serviceType, object? serviceKey = null) => null;

        public void Dispose()
        {
        }
    }
}
