using Nof1Agent.Skills;
using Nof1Agent.Skills.Conversations;
using Nof1Agent.Skills.Safety;

namespace Nof1Agent.Host.Agent;

/// <summary>What is sent after guard and screen.</summary>
/// <param name="Reply">Text and buttons.</param>
/// <param name="Speaker">Who is named as the speaker.</param>
/// <param name="PromptHash">Which prompts were read.</param>
/// <param name="Guard">What the guard decided, for the audit.</param>
internal sealed record AgentTurn(SkillReply Reply, Speaker Speaker, string PromptHash, string Guard);

/// <summary>
/// The language model if one is configured, and the built-in guide, which also takes over when the model fails. Whatever either
/// writes passes the grounding guard and the safety screen before anyone sees it.
/// </summary>
internal sealed partial class AgentTeam(AgentChat guide, AgentChat? model, TimeSpan budget, TimeProvider clock, ILogger<AgentTeam> logger)
{
    /// <summary>Whether a language model is configured.</summary>
    public bool HasModel => model is not null;

    /// <summary>Answers a text.</summary>
    public async Task<AgentTurn> Answer(string text, SkillSet skills, IReadOnlyList<Message> conversation, TurnTrace trace, SafetyScreen screen, CancellationToken cancellation)
    {
        var state = AgentState.Of(skills);
        if (model is null || IsPlainCheckIn(text, state))
        {
            return await FromGuide(text, state, conversation, trace, notice: "", cancellation);
        }

        using var limit = new CancellationTokenSource(budget, clock);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(cancellation, limit.Token);
        trace.OnLoop = both.Cancel;
        try
        {
            return await FromModel(model, text, state, conversation, trace, screen, both.Token);
        }
        catch (Exception problem) when (!cancellation.IsCancellationRequested)
        {
            // Whatever a provider does - refuse, hang, answer garbage - the person gets an answer from the guide in the same turn.
            ModelFailed(logger, problem.GetType().Name);
            return trace.Together is { } done
                ? new AgentTurn(done, Speaker.Guide, model.PromptHash, $"model failed ({problem.GetType().Name}); wording of the functions sent")
                : await FromGuide(text, state, conversation, trace, "The language model does not answer at the moment, so the built-in guide goes on.\n\n", cancellation);
        }
    }

    private async Task<AgentTurn> FromGuide(string text, AgentState state, IReadOnlyList<Message> conversation, TurnTrace trace, string notice, CancellationToken cancellation)
    {
        var answer = await guide.Answer(text, state, conversation, trace, correction: null, cancellation);
        var reply = (trace.Together ?? new SkillReply { Say = answer.Text }) with { Say = notice + answer.Text };
        return new AgentTurn(reply, Speaker.Guide, guide.PromptHash, "");
    }

    private static async Task<AgentTurn> FromModel(
        AgentChat model, string text, AgentState state, IReadOnlyList<Message> conversation, TurnTrace trace, SafetyScreen screen, CancellationToken cancellation)
    {
        var answer = await model.Answer(text, state, conversation, trace, correction: null, cancellation);
        var decision = Judge(answer.Text, text, trace, conversation, screen);
        if (decision is not null)
        {
            answer = await model.Answer(text, state, conversation, trace, $"Your last reply was held back: {decision}. Answer again without it.", cancellation);
            var again = Judge(answer.Text, text, trace, conversation, screen);
            if (again is not null)
            {
                var fixedWording = trace.Together ?? trace.Call(SkillCall.Of("help-not_understood"));
                return new AgentTurn(fixedWording, Speaker.Guide, model.PromptHash, $"held back twice ({decision}; {again}); wording of the functions sent");
            }
        }

        var reply = (trace.Together ?? new SkillReply { Say = answer.Text }) with { Say = answer.Text };
        return new AgentTurn(reply, Speaker.Model, model.PromptHash, decision is null ? "passed" : $"held back once ({decision})");
    }

    private static string? Judge(string reply, string text, TurnTrace trace, IReadOnlyList<Message> conversation, SafetyScreen screen)
    {
        if (string.IsNullOrWhiteSpace(reply))
        {
            return "it was empty";
        }

        var person = new Message { Id = 0, Speaker = Speaker.Person, Text = text, At = default };
        var ungrounded = GroundingGuard.Ungrounded(reply, trace, [.. conversation, person]);
        if (ungrounded.Count > 0)
        {
            return $"these numbers came from no function and not from the person: {string.Join(", ", ungrounded)}";
        }

        return screen.Check(reply) is { } finding ? $"it touches the safety rule {finding.Rule}" : null;
    }

    // "25" or "didn't do it" while the day's question is open needs no model.
    private static bool IsPlainCheckIn(string text, AgentState state) =>
        state.OpenQuestion is OpenQuestion.CheckIn
        && Guide.GuidePlanner.Understand(text, state) is { Act: Guide.Language.Act.Answer or Guide.Language.Act.Correct } understood
        && (understood.Facts.Value is not null || understood.Facts.Adherence is not null || understood.Facts.Missing is not null);

    [LoggerMessage(LogLevel.Warning, "The language model failed ({Kind}); the built-in guide answers.")]
    private static partial void ModelFailed(ILogger logger, string kind);
}
