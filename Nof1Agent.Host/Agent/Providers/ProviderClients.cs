using System.ClientModel;
using System.ClientModel.Primitives;
using Anthropic;
using Anthropic.Core;
using Microsoft.Extensions.AI;
using OpenAI;

namespace Nof1Agent.Host.Agent.Providers;

/// <summary>From a checked configuration to a chat client. Retries and time-outs are the HTTP client's (<see cref="ModelHttp"/>), never a library's own, so that they are the same for all.</summary>
internal static class ProviderClients
{
    // Local servers ignore the key, but the libraries insist on one.
    private const string NoKey = "none";

    public static IChatClient Create(LfmOptions options, HttpClient http)
    {
        var key = options.ApiKey.Length > 0 ? options.ApiKey : NoKey;
        return KnownProvider.Find(options.Provider)?.Protocol switch
        {
            ModelProtocol.OpenAi => new OpenAI.Chat.ChatClient(options.Model, new ApiKeyCredential(key), new OpenAIClientOptions
            {
                Endpoint = new Uri(options.Address),
                Transport = new HttpClientPipelineTransport(http),
                RetryPolicy = new ClientRetryPolicy(maxRetries: 0),
                NetworkTimeout = TimeSpan.FromSeconds(options.TurnSeconds),
            }).AsIChatClient(),
            ModelProtocol.Anthropic => new AnthropicClient(new ClientOptions
            {
                ApiKey = key,
                BaseUrl = options.Address,
                HttpClient = http,
                MaxRetries = 0,
                Timeout = TimeSpan.FromSeconds(options.TurnSeconds),
                // Its own traces can carry what people wrote, if an environment variable says so.
                OpenTelemetry = false,
            }).AsIChatClient(options.Model, options.AnswerTokens),
            null => throw new InvalidOperationException($"Lfm:Provider is \"{options.Provider}\", which the check on start should have refused."),
        };
    }
}
