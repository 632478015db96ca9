namespace Nof1Agent.Host.Agent.Providers;

/// <summary>How a provider is spoken to.</summary>
internal enum ModelProtocol
{
    /// <summary>OpenAI's chat completions, which most servers speak.</summary>
    OpenAi,

    /// <summary>Anthropic's messages.</summary>
    Anthropic,
}

/// <summary>A provider that <c>Lfm:Provider</c> may name.</summary>
/// <param name="Name">As it is written in the configuration.</param>
/// <param name="Protocol">How it is spoken to.</param>
/// <param name="UsualEndpoint">Where it is when nothing else is said; empty: it has to be said.</param>
/// <param name="NeedsKey">Whether its usual endpoint refuses calls without a key.</param>
internal sealed record KnownProvider(string Name, ModelProtocol Protocol, string UsualEndpoint, bool NeedsKey)
{
    /// <summary>All of them. "openai" with an endpoint is any compatible server.</summary>
    public static IReadOnlyList<KnownProvider> All { get; } =
    [
        new("openai", ModelProtocol.OpenAi, "https://api.openai.com/v1", NeedsKey: true),
        new("azure", ModelProtocol.OpenAi, "", NeedsKey: true),
        new("ollama", ModelProtocol.OpenAi, "http://localhost:11434/v1", NeedsKey: false),
        new("lmstudio", ModelProtocol.OpenAi, "http://localhost:1234/v1", NeedsKey: false),
        new("vllm", ModelProtocol.OpenAi, "http://localhost:8000/v1", NeedsKey: false),
        new("anthropic", ModelProtocol.Anthropic, "https://api.anthropic.com", NeedsKey: true),
    ];

    /// <summary>A provider by its name, or null.</summary>
    public static KnownProvider? Find(string name) => All.FirstOrDefault(known => known.Name.Equals(name, StringComparison.OrdinalIgnoreCase));
}
