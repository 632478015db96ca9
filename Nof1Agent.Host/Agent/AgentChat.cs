using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.AI;
using Microsoft.SemanticKernel;
using Microsoft.SemanticKernel.ChatCompletion;
using Nof1Agent.Host.Agent.Providers;
using Nof1Agent.Skills;
using Nof1Agent.Skills.Candidates;
using Nof1Agent.Skills.Conversations;
using Nof1Agent.Skills.Files;
using ChatMessageContent = Microsoft.SemanticKernel.ChatMessageContent;

namespace Nof1Agent.Host.Agent;

/// <summary>What the agent answered.</summary>
/// <param name="Text">Its own words, before guard and screen.</param>
/// <param name="Speaker">Guide or model.</param>
/// <param name="PromptHash">Which prompts it read.</param>
internal sealed record AgentAnswer(string Text, Speaker Speaker, string PromptHash);

/// <summary>One chat client under Semantic Kernel's automatic function calling: the built-in guide, or a language model.</summary>
/// <param name="client">The guide or the provider.</param>
/// <param name="speaker">Which of the two.</param>
/// <param name="prompts">What a model reads first.</param>
/// <param name="lfm">A model's name and bounds; none for the guide.</param>
internal sealed class AgentChat(IChatClient client, Speaker speaker, Prompts prompts, Lfm? lfm = null)
{
    /// <summary>
    /// An argument beside those of <c>interview-note</c> and <c>checkins-record</c>: many models write no text beside a call, and would then be curt where
    /// people tell most.
    /// </summary>
    public const string LeadArgument = "lead";

    private static readonly string[] Warm = ["interview-note", "checkins-record"];

    // After the interview only these change; describing the others each time would cost more than anything else.
    private static readonly string[] NotedLater = ["goal", "mcid", "pregnant", "conditions", "medicines", "limits"];

    // Made once, because describing functions by reflection is dear: what differs from turn to turn, the gate, comes with the turn's kernel.
    private static readonly IReadOnlyList<KernelPlugin> Plugins = PluginsWith(function => function.Metadata);

    private static readonly IReadOnlyList<KernelPlugin> InterviewPlugins = PluginsWith(WithLead);

    private static readonly IReadOnlyList<KernelPlugin> LaterPlugins = PluginsWith(function => function.Name == "interview-note" ? [.. function.Metadata.Where(parameter => NotedLater.Contains(parameter.Name))] : WithLead(function));

    private readonly Lfm lfm = lfm ?? Lfm.None;

    /// <summary>Who answers.</summary>
    public Speaker Speaker => speaker;

    /// <summary>The model's name; empty for the guide.</summary>
    public string ModelName => lfm.Name;

    /// <summary>Whether the model is asked what it believes about candidates.</summary>
    public bool AsksForBeliefs => lfm.Options.Beliefs > 0;

    /// <summary>Whether it can look at a file of a kind.</summary>
    public bool LooksAt(FileKind kind) => kind is FileKind.Photo ? lfm.Options.AcceptsPhotos : lfm.Options.AcceptsDocuments;

    /// <summary>Most function calls in one turn.</summary>
    public int MostFunctionCalls => lfm.Options.TurnFunctionCalls;

    /// <summary>Answers a text. Functions run through the gate; nothing is stored or sent here.</summary>
    public async Task<AgentAnswer> Answer(TurnContext context, CallGate gate, string? correction, CancellationToken cancellation)
    {
        var prompt = context.PromptFrom(prompts);
        var history = context.History(prompt.Text, correction);
        var kernel = new Kernel(plugins: new KernelPluginCollection(speaker is not Speaker.Model ? Plugins : context.Stage.Prompt == "interview" ? InterviewPlugins : LaterPlugins));
        kernel.Data[nameof(CallGate)] = gate;
        var settings = new PromptExecutionSettings { FunctionChoiceBehavior = FunctionChoiceBehavior.Auto(speaker is Speaker.Model ? Offered(kernel, context) : null) };
        ChatMessageContent answer = await Pipeline(context, gate, prompt).GetChatMessageContentAsync(history, settings, kernel, cancellation);
        return new AgentAnswer(speaker is Speaker.Model ? gate.Lead : answer.Content ?? "", speaker, prompt.Hash);
    }

    /// <summary>Asks the model what it believes about the candidates; null where nothing usable came back.</summary>
    public async Task<ModelBelief?> Believe(TurnContext context, BeliefQuestion question, CancellationToken cancellation)
    {
        // Counted apart, so that asking does not use up the calls that the talk needs; told together in the audit.
        var use = new ModelUse();
        var prompt = prompts.Only("beliefs");
        var asked = lfm with { Options = lfm.Options.ForBeliefs() };
        try
        {
            return await new Beliefs(asked).Ask(new MeteredChatClient(client, asked, context.Redactor, use, prompt.Hash, "belief"), question, prompt.Text, cancellation);
        }
        finally
        {
            foreach (var call in use.Calls)
            {
                context.Use.Add(call);
            }
        }
    }

    private IChatCompletionService Pipeline(TurnContext context, CallGate gate, PromptText prompt)
    {
        var asked = speaker is Speaker.Model
            ? new ConcludingChatClient(new MeteredChatClient(client, lfm, context.Redactor, context.Use, prompt.Hash, "talk"), gate)
            : client;
        return asked.AsBuilder().UseKernelFunctionInvocation().Build().AsChatCompletionService();
    }

    private static IReadOnlyList<KernelParameterMetadata> WithLead(SkillFunction function) => Warm.Contains(function.Name)
        ? [.. function.Metadata, SkillFunction.Describe(LeadArgument, "one short, warm sentence to the person, said before the function's own words; no number of yours", typeof(string))]
        : function.Metadata;

    private static List<KernelFunction> Offered(Kernel kernel, TurnContext context) =>
        [.. SkillCatalogue.All.Where(function => context.Stage.Offers(function) || (context.File is not null && function.Name == FileSkills.ReadBackFunction)).Select(function => kernel.Plugins.GetFunction(function.Plugin, function.ShortName))];

    private static IReadOnlyList<KernelPlugin> PluginsWith(Func<SkillFunction, IReadOnlyList<KernelParameterMetadata>> parameters) =>
    [
        .. SkillCatalogue.All.GroupBy(function => function.Plugin).Select(plugin => KernelPluginFactory.CreateFromFunctions(plugin.Key, plugin.Select(function => KernelFunctionFactory.CreateFromMethod(
            async (Kernel kernel, KernelArguments arguments) => JsonSerializer.Serialize(await ((CallGate)kernel.Data[nameof(CallGate)]!).CallAsync(new SkillCall(function.Name, ToJson(arguments))), SkillsJson.Options),
            new KernelFunctionFromMethodOptions { FunctionName = function.ShortName, Description = function.Description, Parameters = parameters(function) })))),
    ];

    private static JsonObject ToJson(KernelArguments arguments)
    {
        var json = new JsonObject();
        foreach (var (name, value) in arguments.Where(argument => argument.Key != LeadArgument))
        {
            json[name] = JsonSerializer.SerializeToNode(value, SkillsJson.Options);
        }

        return json;
    }
}
