using Microsoft.Extensions.AI;

namespace Nof1Agent.Host.Agent.Providers;

/// <summary>The large foundation model that answers, or none. Everything that asks a model asks this one.</summary>
/// <param name="Client">How it is asked; null: none is configured.</param>
/// <param name="Name">The model's name, for the audit; empty without one.</param>
/// <param name="Options">What a turn may cost.</param>
internal sealed record Lfm(IChatClient? Client, string Name, LfmOptions Options)
{
    /// <summary>No model: the built-in guide answers.</summary>
    public static Lfm None { get; } = new(null, "", new LfmOptions());
}
