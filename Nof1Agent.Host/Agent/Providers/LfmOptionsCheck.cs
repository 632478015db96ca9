using Microsoft.Extensions.Options;

namespace Nof1Agent.Host.Agent.Providers;

/// <summary>Refuses a configuration that cannot work, before anybody writes a message. Each sentence names the field and the fix; none repeats the key.</summary>
internal sealed class LfmOptionsCheck : IValidateOptions<LfmOptions>
{
    public ValidateOptionsResult Validate(string? name, LfmOptions options)
    {
        var problems = Problems(options).ToList();
        return problems.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(problems);
    }

    private static IEnumerable<string> Problems(LfmOptions options) => options.IsConfigured
        ? Connection(options).Concat(Bounds(options))
        : Forgotten(options).Concat(Bounds(options));

    // A model without a provider is a forgotten line, not a wish for the built-in guide.
    private static IEnumerable<string> Forgotten(LfmOptions options)
    {
        if (options.Model.Length > 0 || options.Endpoint.Length > 0 || options.ApiKey.Length > 0)
        {
            yield return $"Lfm:Provider is empty although other Lfm settings are given. Set it to one of {Names}, or remove the others to use the built-in guide.";
        }
    }

    private static IEnumerable<string> Connection(LfmOptions options)
    {
        var provider = KnownProvider.Find(options.Provider);
        if (provider is null)
        {
            yield return $"Lfm:Provider is \"{options.Provider}\". Use one of {Names} (\"openai\" with Lfm:Endpoint for any other compatible server), or leave it empty for the built-in guide.";
            yield break;
        }

        if (options.Address.Length == 0)
        {
            yield return $"Lfm:Endpoint is missing: {provider.Name} has no usual address. An example is https://NAME.openai.azure.com/openai/v1/.";
        }
        else if (!Uri.TryCreate(options.Address, UriKind.Absolute, out var address) || address.Scheme is not ("http" or "https"))
        {
            yield return $"Lfm:Endpoint is \"{options.Endpoint}\". It must be an absolute http or https address such as http://localhost:11434/v1.";
        }

        if (options.Model.Trim().Length == 0)
        {
            yield return "Lfm:Model is missing. Name the model as the provider spells it.";
        }

        if (provider.NeedsKey && options.ApiKey.Length == 0 && (options.Endpoint.Length == 0 || provider.UsualEndpoint.Length == 0))
        {
            yield return $"Lfm:ApiKey is missing: {provider.Name} needs one.";
        }

        if (options.ApiKey.Any(c => char.IsWhiteSpace(c) || char.IsControl(c) || c > 126))
        {
            yield return "Lfm:ApiKey holds a blank, a line break or another character that no key has. Copy it again.";
        }
    }

    private static IEnumerable<string> Bounds(LfmOptions options)
    {
        (string Name, int Value, int Least, int Most)[] ranges =
        [
            (nameof(options.TurnSeconds), options.TurnSeconds, 5, 300), (nameof(options.AttemptSeconds), options.AttemptSeconds, 1, 120),
            (nameof(options.Retries), options.Retries, 0, 5), (nameof(options.TurnModelCalls), options.TurnModelCalls, 1, 20),
            (nameof(options.TurnFunctionCalls), options.TurnFunctionCalls, 1, 50), (nameof(options.TurnTokens), options.TurnTokens, 1_000, 200_000),
            (nameof(options.AnswerTokens), options.AnswerTokens, 64, 8_192), (nameof(options.Beliefs), options.Beliefs, 0, 20),
        ];
        foreach (var (name, value, least, most) in ranges)
        {
            if (value < least || value > most)
            {
                yield return $"Lfm:{name} is {value}. It must be between {least} and {most}.";
            }
        }
    }

    private static string Names => string.Join(", ", KnownProvider.All.Select(provider => provider.Name));
}
