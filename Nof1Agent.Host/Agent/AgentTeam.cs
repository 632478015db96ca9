using Nof1Agent.Host.Agent.Grounding;
using Nof1Agent.Host.Agent.Providers;
using Nof1Agent.Host.Telemetry;
using Nof1Agent.Skills;
using Nof1Agent.Skills.Conversations;
using Nof1Agent.Skills.Files;
using Nof1Agent.Skills.Safety;

namespace Nof1Agent.Host.Agent;

/// <summary>What is sent after guard and screen.</summary>
/// <param name="Reply">Text and buttons.</param>
/// <param name="Speaker">Who is named as the speaker.</param>
/// <param name="PromptHash">Which prompts were read; null: none.</param>
/// <param name="Guard">What the guard decided, for the audit.</param>
internal sealed record AgentTurn(SkillReply Reply, Speaker Speaker, string? PromptHash, string Guard);

/// <summary>
/// The language model if one is configured, and the built-in guide, which also takes over when the model fails. Whatever a model
/// writes passes the grounding guard and the safety screen before anyone sees it.
/// </summary>
internal sealed partial class AgentTeam(AgentChat guide, AgentChat? model, TimeSpan budget, TimeProvider clock, ILogger<AgentTeam> logger)
{
    private const int LongestWords = 4_000;

    /// <summary>Whether a language model is configured.</summary>
    public bool HasModel => model is not null;

    /// <summary>The model's name; empty without one.</summary>
    public string ModelName => model?.ModelName ?? "";

    /// <summary>Most function calls in one turn.</summary>
    public int MostFunctionCalls => (model ?? guide).MostFunctionCalls;

    /// <summary>Whether somebody here can look at a file of a kind.</summary>
    public bool LooksAt(FileKind kind) => model?.LooksAt(kind) is true;

    /// <summary>Answers a text, and looks at the file that came with it, if any.</summary>
    public async Task<AgentTurn> Answer(string text, SkillSet skills, IReadOnlyList<Message> conversation, TurnTrace trace, SafetyScreen screen, CancellationToken cancellation)
    {
        var context = new TurnContext(text, AgentState.Of(skills), conversation, skills.Names.Redactor, trace.ModelUse) { File = skills.Files.Current };
        if (model is null || (context.File is null && PlainMessages.IsPlain(text, context.State)))
        {
            return await FromGuide(context, trace, notice: "", guard: "", cancellation);
        }

        var person = new Message { Id = 0, Speaker = Speaker.Person, Text = text, At = default };
        var word = new PersonsWord(text, context.State, conversation, screen, skills, () => Ground.From(trace.Calls, [.. conversation, person], trace.GroundContext));
        var gate = new CallGate(trace, followsThrough: true, word.Objection);
        using var limit = new CancellationTokenSource(budget, clock);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(cancellation, limit.Token);
        trace.OnLoop = both.Cancel;
        gate.BeforeCandidates = () => AskForBeliefs(model, context, skills, both.Token);
        try
        {
            // Left behind at the end of the budget even where a client ignores that it is cancelled.
            var turn = await FromModel(model, context, gate, trace, screen, both.Token).WaitAsync(both.Token);
            ModelTelemetry.CountTurn(turn.Speaker is Speaker.Model ? "answered" : "replaced");
            return turn;
        }
        catch (Exception problem) when (!cancellation.IsCancellationRequested)
        {
            // Whatever a provider does - refuse, hang, answer garbage - the person gets an answer from the guide in the same turn.
            gate.Close();
            var failure = both.IsCancellationRequested ? new ModelFailure(limit.IsCancellationRequested ? FailureKind.TooSlow : FailureKind.BoundReached, null) : ModelFailure.Of(problem);
            ModelFailed(logger, failure.ToString());
            ModelTelemetry.CountTurn(failure.Kind.ToString());
            var notice = skills.ParticipantStore.Language.Say("agent.model-silent") + "\n\n";
            if (trace.Wording is { Ok: true } done)
            {
                return new AgentTurn(done with { Say = notice + done.Say }, Speaker.Guide, null, $"model failed ({failure}); wording of the functions sent");
            }

            trace.BeginAnew();
            if (context is { File: not null, Text.Length: 0 })
            {
                return new AgentTurn(SkillReply.Refuse(skills.ParticipantStore.Language.Say("files.not-now")), Speaker.Guide, null, $"model failed ({failure}); nobody looked at the file");
            }

            return await FromGuide(context, trace, notice, $"model failed ({failure}); the guide answered", cancellation);
        }
        finally
        {
            gate.Close();
        }
    }

    // The list goes without a belief that does not come in time: it only adds to what the catalogue knows.
    private async Task AskForBeliefs(AgentChat model, TurnContext context, SkillSet skills, CancellationToken cancellation)
    {
        if (model.AsksForBeliefs && skills.Candidates.OpenQuestionFor(model.ModelName) is { } question)
        {
            using var limit = new CancellationTokenSource(budget / 2, clock);
            using var both = CancellationTokenSource.CreateLinkedTokenSource(cancellation, limit.Token);
            if (await model.Believe(context, question, both.Token) is { } belief && !cancellation.IsCancellationRequested)
            {
                skills.Candidates.Believe(belief);
            }
        }
    }

    private async Task<AgentTurn> FromGuide(TurnContext context, TurnTrace trace, string notice, string guard, CancellationToken cancellation)
    {
        var answer = await guide.Answer(context, new CallGate(trace, followsThrough: false), correction: null, cancellation);
        var reply = (trace.Together ?? new SkillReply { Say = answer.Text }) with { Say = notice + answer.Text };
        return new AgentTurn(reply, Speaker.Guide, null, guard);
    }

    private static async Task<AgentTurn> FromModel(AgentChat model, TurnContext context, CallGate gate, TurnTrace trace, SafetyScreen screen, CancellationToken cancellation)
    {
        var answer = await model.Answer(context, gate, correction: null, cancellation);
        if (Judge(answer.Text, context, trace, screen) is not { } reason)
        {
            return new AgentTurn(ReplyComposition.Compose(answer.Text, trace), Speaker.Model, answer.PromptHash, "passed");
        }

        // What functions did is done: asked again, a model would do it twice. Their wording needs no words of its own before it.
        if (trace.Wording is { Ok: true } wording)
        {
            return new AgentTurn(wording, Speaker.Guide, answer.PromptHash, $"words held back ({reason}); wording of the functions sent");
        }

        answer = await model.Answer(context, gate, $"Your last reply was held back: {reason}. Answer again without it.", cancellation);
        if (Judge(answer.Text, context, trace, screen) is not { } again)
        {
            return new AgentTurn(ReplyComposition.Compose(answer.Text, trace), Speaker.Model, answer.PromptHash, $"held back once ({reason})");
        }

        return new AgentTurn(trace.Wording ?? trace.Call(SkillCall.Of("help-not_understood")), Speaker.Guide, answer.PromptHash, $"held back twice ({reason}; {again}); wording of the functions sent");
    }

    private static string? Judge(string words, TurnContext context, TurnTrace trace, SafetyScreen screen)
    {
        if (string.IsNullOrWhiteSpace(words))
        {
            return trace.Wording is null && trace.ReadBack is null ? "it was empty" : null;
        }

        if (words.Length > LongestWords)
        {
            return "it was far too long";
        }

        if (words.TrimStart() is ['{' or '[' or '<', ..])
        {
            return "it was no sentence";
        }

        var person = new Message { Id = 0, Speaker = Speaker.Person, Text = context.Text, At = default };
        var ungrounded = GroundingGuard.Check(words, Ground.From(trace.Calls, [.. context.Conversation, person], trace.GroundContext));
        GuardMetrics.Count(ungrounded);
        if (ungrounded.Count > 0)
        {
            return $"this came from no function and not from the person: {string.Join(", ", ungrounded.Select(item => item.Text))}";
        }

        return screen.CheckReply(words) is { } finding ? $"it touches the safety rule {finding.Rule.Id}" : null;
    }

    [LoggerMessage(LogLevel.Warning, "The language model failed ({Kind}); the built-in guide answers.")]
    private static partial void ModelFailed(ILogger logger, string kind);
}
