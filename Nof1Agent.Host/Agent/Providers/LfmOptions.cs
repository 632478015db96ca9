namespace Nof1Agent.Host.Agent.Providers;

/// <summary>Which language model answers, and what one turn may cost. Without a provider the built-in guide answers. Checked on start by <see cref="LfmOptionsCheck"/>.</summary>
internal sealed class LfmOptions
{
    /// <summary>Configuration section.</summary>
    public const string Section = "Lfm";

    /// <summary>"" (built-in guide) or one of <see cref="KnownProvider.All"/>.</summary>
    public string Provider { get; set; } = "";

    /// <summary>Base address, e.g. http://localhost:11434/v1. Empty: the provider's usual one.</summary>
    public string Endpoint { get; set; } = "";

    /// <summary>Model name, as the provider spells it.</summary>
    public string Model { get; set; } = "";

    /// <summary>Key; never logged, never shown.</summary>
    public string ApiKey { get; set; } = "";

    /// <summary>Whether the model takes pictures. Default false: a photo is then answered with a clear sentence.</summary>
    public bool AcceptsPhotos { get; set; }

    /// <summary>Whether the model takes PDF documents. Default false.</summary>
    public bool AcceptsDocuments { get; set; }

    /// <summary>Longest time for one turn's model calls together, in seconds, 5 to 300. Default 60.</summary>
    public int TurnSeconds { get; set; } = 60;

    /// <summary>Longest time for one try of one call, in seconds, 1 to 120. Default 30.</summary>
    public int AttemptSeconds { get; set; } = 30;

    /// <summary>How often a call is tried again after a passing failure, 0 to 5. Default 2.</summary>
    public int Retries { get; set; } = 2;

    /// <summary>Most calls of the model in one turn, 1 to 20. Default 6.</summary>
    public int TurnModelCalls { get; set; } = 6;

    /// <summary>Most function calls in one turn, 1 to 50. Default 12.</summary>
    public int TurnFunctionCalls { get; set; } = 12;

    /// <summary>Most tokens of one turn, in and out together, 1,000 to 200,000. Default 16,000.</summary>
    public int TurnTokens { get; set; } = 16_000;

    /// <summary>Longest answer of one call, in tokens, 64 to 8,192. Default 600.</summary>
    public int AnswerTokens { get; set; } = 600;

    /// <summary>How often the model is asked for its belief about a list of candidates, 0 (never) to 20. Default 5.</summary>
    public int Beliefs { get; set; } = 5;

    /// <summary>Whether a model is configured.</summary>
    public bool IsConfigured => Provider.Length > 0;

    /// <summary>The same with room for asking for beliefs, and for nothing else.</summary>
    public LfmOptions ForBeliefs()
    {
        var options = (LfmOptions)MemberwiseClone();
        options.TurnModelCalls = Math.Max(1, Beliefs);
        return options;
    }

    /// <summary>The address that is called.</summary>
    public string Address => Endpoint.Length > 0 ? Endpoint : KnownProvider.Find(Provider)?.UsualEndpoint ?? "";
}
