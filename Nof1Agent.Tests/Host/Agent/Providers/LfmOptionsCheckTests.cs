using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Nof1Agent.Host.Agent;
using Nof1Agent.Host.Agent.Providers;
using Nof1Agent.Host.Cli;

namespace Nof1Agent.Tests.Host.Agent.Providers;

/// <summary>A configuration that cannot work is refused before anybody writes, by the name of the field.</summary>
public sealed class LfmOptionsCheckTests
{
    [Theory]
    [InlineData("Lfm:Provider", "Provider=openapi", "Model=m")]
    [InlineData("Lfm:Provider", "Model=m")]
    [InlineData("Lfm:Provider", "ApiKey=k")]
    [InlineData("Lfm:Endpoint", "Provider=azure", "Model=m", "ApiKey=k")]
    [InlineData("Lfm:Endpoint", "Provider=openai", "Model=m", "Endpoint=localhost:11434")]
    [InlineData("Lfm:Endpoint", "Provider=openai", "Model=m", "Endpoint=file:///etc/passwd")]
    [InlineData("Lfm:Model", "Provider=ollama")]
    [InlineData("Lfm:Model", "Provider=ollama", "Model=  ")]
    [InlineData("Lfm:ApiKey", "Provider=openai", "Model=m")]
    [InlineData("Lfm:ApiKey", "Provider=anthropic", "Model=m")]
    [InlineData("Lfm:ApiKey", "Provider=azure", "Model=m", "Endpoint=https://x.example")]
    [InlineData("Lfm:ApiKey", "Provider=openai", "Model=m", "ApiKey=sk-one\nsk-two")]
    [InlineData("Lfm:TurnSeconds", "TurnSeconds=4")]
    [InlineData("Lfm:AttemptSeconds", "AttemptSeconds=121")]
    [InlineData("Lfm:Retries", "Retries=-1")]
    [InlineData("Lfm:TurnModelCalls", "TurnModelCalls=0")]
    [InlineData("Lfm:TurnFunctionCalls", "TurnFunctionCalls=51")]
    [InlineData("Lfm:TurnTokens", "TurnTokens=999")]
    [InlineData("Lfm:AnswerTokens", "AnswerTokens=63")]
    public void Wrong_IsRefusedByTheNameOfTheField(string field, params string[] settings)
    {
        var refused = Assert.Throws<OptionsValidationException>(() => Read(settings));
        Assert.StartsWith(field + " ", Assert.Single(refused.Failures), StringComparison.Ordinal);
        Assert.DoesNotContain("sk-one", refused.Message, StringComparison.Ordinal);
        Assert.Contains(field, ExpectedProblems.Explain(refused), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Modell", "Provider=ollama", "Modell=llama3.1")]
    [InlineData("Lfm:TurnSeconds", "TurnSeconds=soon")]
    public void MisspeltOrUnreadable_IsRefusedByTheNameOfTheField(string field, params string[] settings)
    {
        var refused = Assert.Throws<InvalidOperationException>(() => Read(settings));
        Assert.Contains(field, ExpectedProblems.Explain(refused), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("http://localhost:11434/v1", "Provider=ollama", "Model=llama3.1")]
    [InlineData("http://127.0.0.1:9/v1", "Provider=openai", "Model=m", "Endpoint=http://127.0.0.1:9/v1")]
    [InlineData("https://api.openai.com/v1", "Provider=OpenAI", "Model=m", "ApiKey=k")]
    [InlineData("https://api.anthropic.com", "Provider=anthropic", "Model=m", "ApiKey=k")]
    public void Right_IsTaken(string address, params string[] settings) => Assert.Equal(address, Read(settings).Address);

    private static LfmOptions Read(string[] settings)
    {
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection(settings.Select(setting => setting.Split('=', 2)).Select(pair => KeyValuePair.Create($"Lfm:{pair[0]}", (string?)pair[1])))
            .Build();
        using var services = new ServiceCollection().AddSingleton<IConfiguration>(configuration).AddLfmOptions().BuildServiceProvider();
        return services.GetRequiredService<IOptions<LfmOptions>>().Value;
    }
}
