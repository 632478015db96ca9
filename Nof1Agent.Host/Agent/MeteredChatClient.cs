using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Text.Json;
using Microsoft.Extensions.AI;
using Nof1Agent.Host.Agent.Providers;
using Nof1Agent.Skills;
using Nof1Agent.Skills.Audit;
using Nof1Agent.Skills.Privacy;
using FunctionCallContent = Microsoft.Extensions.AI.FunctionCallContent;
using FunctionResultContent = Microsoft.Extensions.AI.FunctionResultContent;
using TextContent = Microsoft.Extensions.AI.TextContent;

namespace Nof1Agent.Host.Agent;

/// <summary>
/// The one way out to a language model. Whatever is asked for whatever purpose goes through here: contact data and names are taken out, calls and
/// tokens are bounded, and what was sent and what it cost is kept for the audit and for the person.
/// </summary>
/// <param name="inner">The provider.</param>
/// <param name="lfm">Name and bounds.</param>
/// <param name="redactor">Takes out who somebody is.</param>
/// <param name="use">Counts for the turn.</param>
/// <param name="promptHash">Hash of the fixed prompts, which are the first message and are not kept again with each call.</param>
/// <param name="purpose">What for: "talk" or "belief".</param>
internal sealed class MeteredChatClient(IChatClient inner, Lfm lfm, Redactor redactor, ModelUse use, string promptHash, string purpose) : DelegatingChatClient(inner)
{
    private const double CharactersPerToken = 3.5;

    public override async Task<ChatResponse> GetResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
    {
        var sent = messages.Select(Redacted).ToList();
        var bounded = options?.Clone() ?? new ChatOptions();
        bounded.MaxOutputTokens ??= lfm.Options.AnswerTokens;
        bounded.Tools = bounded.Tools is { } tools ? [.. tools.Select(LeanTool.Of)] : null;
        use.Begin(lfm.Options);
        var watch = Stopwatch.StartNew();
        try
        {
            var response = await base.GetResponseAsync(sent, bounded, cancellationToken);
            var (input, output) = (response.Usage?.InputTokenCount, response.Usage?.OutputTokenCount);
            use.Add(Ended(sent, watch, "answered") with
            {
                InputTokens = input ?? Estimate(sent) + Estimate(bounded.Tools),
                OutputTokens = output ?? Estimate(response.Messages),
                Estimated = input is null || output is null,
            });
            return response;
        }
        catch (Exception problem)
        {
            use.Add(Ended(sent, watch, cancellationToken.IsCancellationRequested ? nameof(FailureKind.TooSlow) : ModelFailure.Of(problem).ToString()) with
            {
                InputTokens = Estimate(sent) + Estimate(bounded.Tools),
                Estimated = true,
            });
            throw;
        }
    }

    /// <summary>In one piece: nothing of a model's text goes anywhere before guard and screen have seen all of it.</summary>
    public override async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        foreach (var update in (await GetResponseAsync(messages, options, cancellationToken)).ToChatResponseUpdates())
        {
            yield return update;
        }
    }

    private ModelCall Ended(List<ChatMessage> sent, Stopwatch watch, string outcome) => new()
    {
        Purpose = purpose,
        Model = lfm.Name,
        PromptHash = promptHash,
        InputTokens = 0,
        OutputTokens = 0,
        Milliseconds = watch.ElapsedMilliseconds,
        Outcome = outcome,
        Saw = [.. sent.Skip(1).Select(message => new SeenMessage(message.Role.Value, Shown(message)))],
    };

    private ChatMessage Redacted(ChatMessage message)
    {
        if (message.Role == ChatRole.System && message.Contents is [TextContent { Text: var fixedText }] && !fixedText.StartsWith(AgentState.Heading, StringComparison.Ordinal))
        {
            return message;
        }

        var clone = message.Clone();
        clone.AuthorName = null;
        clone.Contents =
        [
            .. message.Contents.Select(content => content switch
            {
                TextContent text => new TextContent(redactor.Redact(text.Text)),
                FunctionResultContent result => new FunctionResultContent(result.CallId, redactor.Redact(TextOf(result.Result))),
                _ => content,
            }),
        ];
        return clone;
    }

    private static string Shown(ChatMessage message) => string.Join("\n", message.Contents.Select(content => content switch
    {
        TextContent text => text.Text,
        FunctionResultContent result => TextOf(result.Result),
        FunctionCallContent call => $"{call.Name} {JsonSerializer.Serialize(call.Arguments, SkillsJson.Options)}",
        DataContent data => $"({data.MediaType}, {data.Data.Length} bytes)",
        _ => $"({content.GetType().Name})",
    }));

    private static string TextOf(object? result) => result switch
    {
        null => "",
        JsonElement { ValueKind: JsonValueKind.String } element => element.GetString()!,
        var other => other.ToString() ?? "",
    };

    private static long Estimate(IEnumerable<ChatMessage> messages) => Tokens(messages.Sum(message => Shown(message).Length + 8));

    private static long Estimate(IList<AITool>? tools) => Tokens((tools ?? []).OfType<AIFunctionDeclaration>().Sum(tool => tool.Name.Length + tool.Description.Length + tool.JsonSchema.GetRawText().Length));

    private static long Tokens(int characters) => (long)Math.Ceiling(characters / CharactersPerToken);
}
