using Microsoft.SemanticKernel.ChatCompletion;
using Nof1Agent.Skills.Conversations;
using Nof1Agent.Skills.Files;
using Nof1Agent.Skills.Privacy;

namespace Nof1Agent.Host.Agent;

/// <summary>
/// All that a chat client is given about a person in one turn, and no more: the state, the last messages, the message. Never the seed, the order,
/// another person, a name or a channel's id.
/// </summary>
/// <param name="Text">What the person wrote.</param>
/// <param name="State">Where they stand.</param>
/// <param name="Conversation">What was said before, oldest first.</param>
/// <param name="Redactor">Takes out who they are.</param>
/// <param name="Use">Counts the model's calls of this turn.</param>
internal sealed record TurnContext(string Text, AgentState State, IReadOnlyList<Message> Conversation, Redactor Redactor, ModelUse Use)
{
    private const int LastMessages = 4;
    private const int Beginning = 60;
    private const int End = 200;

    /// <summary>The photo or document that came with the message; null: none, or nobody can look at it.</summary>
    public HandedInFile? File { get; init; }

    /// <summary>Where on the way they are.</summary>
    public JourneyStage Stage { get; } = JourneyStage.Of(State);

    /// <summary>The prompts for this stage; the one about coaches only where one has spoken.</summary>
    public PromptText PromptFrom(Prompts prompts) => prompts.With(
        ["safety", Stage.Prompt, .. State.AgreedWithCoach is not null || Conversation.Any(message => message.Speaker is Speaker.Coach) ? ["coaching"] : Array.Empty<string>(), .. File is null ? Array.Empty<string>() : ["files"]]);

    /// <summary>The messages of a request.</summary>
    /// <param name="prompt">The fixed text that comes first.</param>
    /// <param name="correction">Why the last reply was held back, if it was.</param>
    public ChatHistory History(string prompt, string? correction)
    {
        var history = new ChatHistory(prompt);
        history.AddSystemMessage(AgentState.Heading + State.ToJson());
        foreach (var message in Conversation.TakeLast(LastMessages))
        {
            history.AddMessage(message.Speaker is Speaker.Person ? AuthorRole.User : AuthorRole.Assistant, message.Speaker is Speaker.Coach ? $"(coach) {Short(message.Text)}" : Short(message.Text));
        }

        if (File is { } file)
        {
            history.AddUserMessage(FileForModel.Contents(file));
        }

        history.AddUserMessage(Text.Length > 0 ? Text : "(nothing was written with the file)");
        if (correction is not null)
        {
            history.AddSystemMessage(correction);
        }

        return history;
    }

    // What was said stands in full in the state and in the functions' results; of a long text its beginning and the question at its end are enough.
    private static string Short(string text) => text.Length <= Beginning + End + 3 ? text : $"{text[..Beginning].TrimEnd()} ... {text[^End..].TrimStart()}";
}
