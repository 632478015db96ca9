using System.ComponentModel.DataAnnotations;

namespace Nof1Agent.Host.Agent;

/// <summary>Which language model answers. Without one the built-in guide does.</summary>
internal sealed class LfmOptions : IValidatableObject
{
    /// <summary>Configuration section.</summary>
    public const string Section = "Lfm";

    /// <summary>"" (built-in guide) or "openai" (any OpenAI-compatible endpoint).</summary>
    public string Provider { get; set; } = "";

    /// <summary>Base address, e.g. http://localhost:11434/v1.</summary>
    public string Endpoint { get; set; } = "";

    /// <summary>Model name.</summary>
    public string Model { get; set; } = "";

    /// <summary>Key; never logged.</summary>
    public string ApiKey { get; set; } = "";

    /// <summary>Longest time for one turn's model calls together, in seconds, 5 to 300. Default 60.</summary>
    [Range(5, 300)]
    public int TurnSeconds { get; set; } = 60;

    /// <summary>Whether a model is configured.</summary>
    public bool IsConfigured => Provider.Length > 0;

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (IsConfigured && Provider != "openai")
        {
            yield return new ValidationResult($"Lfm:Provider is \"{Provider}\"; use \"openai\" for any OpenAI-compatible endpoint, or leave it empty for the built-in guide.");
        }

        if (IsConfigured && !Uri.TryCreate(Endpoint, UriKind.Absolute, out _))
        {
            yield return new ValidationResult("Lfm:Endpoint must be an absolute address, e.g. http://localhost:11434/v1.");
        }

        if (IsConfigured && Model.Length == 0)
        {
            yield return new ValidationResult("Lfm:Model must name a model.");
        }
    }
}
