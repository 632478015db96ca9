using Microsoft.Extensions.AI;
using Nof1Agent.Host.Agent;
using Nof1Agent.Host.Agent.Providers;
using Nof1Agent.Skills.Candidates;
using Nof1Agent.Skills.Evidence;
using Nof1Agent.Skills.Interview;

namespace Nof1Agent.Tests.Host.Agent;

public sealed class BeliefsTests
{
    private static readonly BeliefQuestion Question = BeliefQuestion.About(
        EvidenceCatalogue.Embedded(),
        new InterviewNotes { Goal = "sleep onset", Outcome = "sleep-onset-minutes", Mcid = 10, Adult = true, Conditions = [], Medicines = [], Tried = ["earplugs"], Limits = [] },
        []);

    [Fact]
    public void Order_OfEachAsking_DiffersAndIsAlwaysTheSame()
    {
        var orders = Enumerable.Range(0, 5).Select(turn => string.Join(',', Beliefs.Order(8, turn))).ToList();
        Assert.Equal(5, orders.Distinct().Count());
        Assert.Equal(orders, Enumerable.Range(0, 5).Select(turn => string.Join(',', Beliefs.Order(8, turn))));
        Assert.All(orders, order => Assert.Equal(Enumerable.Range(0, 8), order.Split(',').Select(int.Parse).Order()));
    }

    [Fact]
    public async Task Ask_FiveAnswers_AreKeptByNameWhateverTheOrder()
    {
        // States as median the place of the option in the catalogue's order, which it can only know by name.
        using var model = new Stating((message, _) => $"{{\"beliefs\":[{string.Join(",", Options(message).Select((name, i) => $"{{\"option\":{i + 1},\"median\":{Place(name)},\"low\":{Place(name) - 5},\"high\":{Place(name) + 5},\"helps\":0.5}}"))}]}}");
        var belief = (await Ask(model))!;
        Assert.Equal(5 * Question.Options.Count, belief.Answers.Count);
        Assert.All(belief.Answers, answer => Assert.Equal(Place(answer.Candidate), answer.Stated.Median));
        Assert.Equal(5, model.Prompts.Distinct().Count());
        Assert.All(model.Prompts, prompt => Assert.Contains("Tried before: earplugs", prompt, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Ask_FenceAndTalkAround_AreRead()
    {
        using var model = new Stating((_, _) => "Here you are:\n```json\n{\"beliefs\":[{\"option\":1,\"median\":5,\"low\":-5,\"high\":15,\"helps\":0.3}]}\n```");
        Assert.Equal(5, (await Ask(model))!.Answers.Count);
    }

    [Theory]
    [InlineData("no idea")]
    [InlineData("{\"beliefs\":")]
    [InlineData("{\"beliefs\":\"7391\"}")]
    [InlineData("{\"beliefs\":[null,{\"option\":99,\"median\":1,\"low\":0,\"high\":2,\"helps\":0.5},{\"option\":1,\"median\":\"much\"}]}")]
    [InlineData("{\"beliefs\":[{\"option\":1,\"median\":1,\"low\":0,\"high\":2,\"helps\":0.5},{\"option\":1,\"median\":9,\"low\":0,\"high\":12,\"helps\":0.5}]}")]
    [InlineData("{\"beliefs\":[{\"option\":1,\"low\":0,\"high\":2,\"helps\":0.5}]}")]
    public async Task Ask_AnswersThatCannotBeRead_AreNoBelief(string text)
    {
        using var model = new Stating((_, _) => text);
        Assert.Null(await Ask(model));
    }

    [Fact]
    public async Task Ask_SomeCallsFail_TheOthersCount()
    {
        using var model = new Stating((_, call) => call < 2 ? throw new HttpRequestException("no") : "{\"beliefs\":[{\"option\":1,\"median\":5,\"low\":-5,\"high\":15,\"helps\":0.3}]}");
        var belief = (await Ask(model))!;
        Assert.Equal((5, 3), (belief.Asked, belief.Answers.Count));
    }

    private static Task<ModelBelief?> Ask(Stating model) => new Beliefs(new Lfm(model, "test", new LfmOptions())).Ask(model, Question, "State your belief.", CancellationToken.None);

    private static int Place(string name) => Question.Options.Select(option => option.Name).ToList().IndexOf(name);

    private static List<string> Options(string message) =>
        [.. message.Split('\n').Where(line => line.Length > 2 && char.IsAsciiDigit(line[0])).Select(line => Question.Options.Single(option => line.Contains($". {option.Name}: ", StringComparison.Ordinal)).Name)];

    private sealed class Stating(Func<string, int, string> answer) : IChatClient
    {
        private int calls;

        public List<string> Prompts { get; } = [];

        public Task<ChatResponse> GetResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
        {
            Prompts.Add(messages.Last().Text);
            return Task.FromResult(new ChatResponse(new ChatMessage(ChatRole.Assistant, answer(messages.Last().Text, calls++))));
        }

        public IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default) => throw new NotSupportedException();

        public object? GetService(Type serviceType, object? serviceKey = null) => null;

        public void Dispose()
        {
        }
    }
}
