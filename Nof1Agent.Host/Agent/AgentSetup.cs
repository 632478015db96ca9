using Microsoft.Extensions.AI;
using Microsoft.Extensions.Options;
using Nof1Agent.Host.Agent.Guide;
using Nof1Agent.Host.Agent.Providers;
using Nof1Agent.Host.Telemetry;
using Nof1Agent.Skills.Conversations;

namespace Nof1Agent.Host.Agent;

/// <summary>The agent: a language model if one is configured, and the built-in guide.</summary>
internal static class AgentSetup
{
    public static IServiceCollection AddAgent(this IServiceCollection services)
    {
        services.AddLfmOptions().AddModelHttp();
        services.AddSingleton(provider =>
        {
            var options = provider.GetRequiredService<IOptions<LfmOptions>>().Value;
            return options.IsConfigured
                ? new Lfm(ProviderClients.Create(options, provider.GetRequiredService<IHttpClientFactory>().CreateClient(ModelHttp.Name)).AsBuilder().UseModelTelemetry().Use(client => new WordlessFailures(client)).Build(), options.Model, options)
                : Lfm.None with { Options = options };
        });
        services.AddSingleton(_ => Prompts.Load(Path.Combine(AppContext.BaseDirectory, "prompts")));
        services.AddSingleton<TurnRunner>();
        services.AddSingleton(provider =>
        {
            var prompts = provider.GetRequiredService<Prompts>();
            var lfm = provider.GetRequiredService<Lfm>();
            return new AgentTeam(
                new AgentChat(new GuideChatClient(), Speaker.Guide, prompts),
                lfm.Client is { } client ? new AgentChat(client, Speaker.Model, prompts, lfm) : null,
                TimeSpan.FromSeconds(lfm.Options.TurnSeconds),
                provider.GetRequiredService<TimeProvider>(),
                provider.GetRequiredService<ILogger<AgentTeam>>());
        });
        return services;
    }

    /// <summary>The model's configuration: a misspelt setting and an impossible value are refused by name.</summary>
    public static IServiceCollection AddLfmOptions(this IServiceCollection services)
    {
        services.AddOptions<LfmOptions>().BindConfiguration(LfmOptions.Section, binder => binder.ErrorOnUnknownConfiguration = true).ValidateOnStart();
        services.AddSingleton<IValidateOptions<LfmOptions>, LfmOptionsCheck>();
        return services;
    }
}
