using System.Globalization;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.AI;
using Nof1Agent.Host.Agent.Providers;
using Nof1Agent.Skills;
using Nof1Agent.Skills.Candidates;
using Nof1Agent.Stats.Designs;
using Nof1Agent.Stats.Forecasts;

namespace Nof1Agent.Host.Agent;

/// <summary>
/// Asks a language model what it believes about the candidates: several times, the options in another order each time, as numbers that deterministic
/// code then checks and pools. The model sees the goal, the outcome and the options; no name, no diary, no other person.
/// </summary>
/// <param name="lfm">The model.</param>
internal sealed class Beliefs(Lfm lfm)
{
    private const ulong OrderSeed = 20_260_349;
    private const int AnswerTokens = 1_200;

    private static readonly JsonElement Schema = JsonSerializer.Deserialize<JsonElement>(
        """
        {"type":"object","additionalProperties":false,"required":["beliefs"],"properties":{"beliefs":{"type":"array","items":{"type":"object","additionalProperties":false,
        "required":["option","median","low","high","helps"],"properties":{"option":{"type":"integer"},"median":{"type":"number"},"low":{"type":"number"},"high":{"type":"number"},"helps":{"type":"number"}}}}}}
        """);

    /// <summary>What the model states; null where it answers nothing that can be read. A failed call is a missing answer, not a failed turn.</summary>
    /// <param name="client">How it is asked: metered, redacted and bounded by whoever calls.</param>
    /// <param name="question">What it is asked about.</param>
    /// <param name="prompt">What it reads first.</param>
    /// <param name="cancellation">Ends all asking.</param>
    public async Task<ModelBelief?> Ask(IChatClient client, BeliefQuestion question, string prompt, CancellationToken cancellation)
    {
        var asked = await Task.WhenAll(Enumerable.Range(0, lfm.Options.Beliefs).Select(turn => AskOnce(client, question, prompt, turn, cancellation)));
        var answers = asked.SelectMany(answer => answer).ToList();
        return answers.Count == 0
            ? null
            : new ModelBelief { Model = lfm.Name, Question = question.Fingerprint, Outcome = question.Outcome.Id, Mcid = question.Mcid, Asked = lfm.Options.Beliefs, Answers = answers };
    }

    private static async Task<IReadOnlyList<StatedBelief>> AskOnce(IChatClient client, BeliefQuestion question, string prompt, int turn, CancellationToken cancellation)
    {
        var order = Order(question.Options.Count, turn);
        try
        {
            var response = await client.GetResponseAsync(
                [new ChatMessage(ChatRole.System, prompt), new ChatMessage(ChatRole.User, Worded(question, order))],
                new ChatOptions { MaxOutputTokens = AnswerTokens, ResponseFormat = ChatResponseFormat.ForJsonSchema(Schema, "beliefs") },
                cancellation).WaitAsync(cancellation);
            return Read(response.Text, question, order);
        }
        catch (Exception)
        {
            // Refused, hung, garbage: an answer that could not be used, and counted as such.
            return [];
        }
    }

    /// <summary>The order of the options in one asking: the same for everybody, so that an answer can be asked for again.</summary>
    public static IReadOnlyList<int> Order(int count, int turn)
    {
        var random = DeterministicRandom.ForIndex(OrderSeed, (ulong)turn);
        var order = Enumerable.Range(0, count).ToArray();
        for (var i = order.Length - 1; i > 0; i--)
        {
            var j = random.NextInt(i + 1);
            (order[i], order[j]) = (order[j], order[i]);
        }

        return order;
    }

    /// <summary>The entries of an answer that can be read at all; whether they make sense is judged where they are pooled.</summary>
    public static IReadOnlyList<StatedBelief> Read(string text, BeliefQuestion question, IReadOnlyList<int> order)
    {
        // Some models wrap JSON in a fence or a sentence.
        var (start, end) = (text.IndexOf('{', StringComparison.Ordinal), text.LastIndexOf('}'));
        if (start < 0 || end <= start)
        {
            return [];
        }

        try
        {
            var answer = JsonSerializer.Deserialize<Answer>(text.AsSpan(start, end - start + 1), SkillsJson.Options);
            return
            [
                .. (answer?.Beliefs ?? []).OfType<Stated>().Where(stated => stated.Option >= 1 && stated.Option <= order.Count && stated is { Median: not null, Low: not null, High: not null, Helps: not null })
                    .GroupBy(stated => stated.Option).Where(group => group.Count() == 1).Select(group => group.First())
                    .Select(stated => new StatedBelief(question.Options[order[stated.Option - 1]].Name, new StatedInterval(stated.Median!.Value, stated.Low!.Value, stated.High!.Value, stated.Helps!.Value))),
            ];
        }
        catch (JsonException)
        {
            return [];
        }
    }

    private static string Worded(BeliefQuestion question, IReadOnlyList<int> order)
    {
        var outcome = question.Outcome;
        var text = new StringBuilder();
        text.AppendLine(CultureInfo.InvariantCulture, $"Goal: {question.Goal}");
        text.AppendLine(CultureInfo.InvariantCulture, $"Outcome: {outcome.Name}, unit {outcome.Unit}, from {Number(outcome.Lowest)} to {Number(outcome.Highest)}; {(outcome.LowerIsBetter ? "lower" : "higher")} is better. Benefit is how much better, in that unit, against the usual routine.");
        text.AppendLine(question.Mcid is { } mcid
            ? $"Smallest change that matters to this person: {Number(mcid)}. \"helps\" is the probability of a benefit of at least that."
            : "\"helps\" is the probability of any benefit.");
        if (question is { TypicalGood: { } good, TypicalBad: { } bad })
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"Their good day: {Number(good)}; bad day: {Number(bad)}.");
        }

        if (question.Tried.Count > 0)
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"Tried before: {string.Join(", ", question.Tried)}");
        }

        text.AppendLine("Options:");
        foreach (var (place, index) in order.Select((place, index) => (place, index)))
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"{index + 1}. {question.Options[place].Name}: {question.Options[place].Instruction}");
        }

        return text.ToString();
    }

    private static string Number(double value) => value.ToString("0.###", CultureInfo.InvariantCulture);

    private sealed record Answer
    {
        public IReadOnlyList<Stated?>? Beliefs { get; init; }
    }

    private sealed record Stated
    {
        public int Option { get; init; }

        public double? Median { get; init; }

        public double? Low { get; init; }

        public double? High { get; init; }

        public double? Helps { get; init; }
    }
}
