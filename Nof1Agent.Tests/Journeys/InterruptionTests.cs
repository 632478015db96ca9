using System.Diagnostics;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Nof1Agent.Host;
using Nof1Agent.Host.Agent;
using Nof1Agent.Host.Agent.Guide;
using Nof1Agent.Host.Cluster;
using Nof1Agent.Skills.Conversations;
using Nof1Agent.Skills.Storage;
using Dapper;
using NodaTime;

namespace Nof1Agent.Tests.Journeys;

/// <summary>An emergency does not wait behind a model that is thinking.</summary>
public sealed class InterruptionTests
{
    [Fact]
    public async Task Emergency_WhileAModelHangs_IsAnsweredAtOnce()
    {
        var folder = Directory.CreateTempSubdirectory("nof1agent-interrupt-");
        using var guide = new GuideChatClient();
        using var model = new HangingModel();
        var prompts = new Prompts("You listen.", "test");
        await using (var app = Service.Build(new ServeOptions("http://127.0.0.1:0", Path.Combine(folder.FullName, "test.db")), builder =>
        {
            builder.Logging.ClearProviders();
            builder.Services.AddSingleton(new AgentTeam(
                new AgentChat(guide, Speaker.Guide, prompts), new AgentChat(model, Speaker.Model, prompts), TimeSpan.FromMinutes(5), TimeProvider.System, NullLogger<AgentTeam>.Instance));
        }))
        {
            await app.StartAsync(TestContext.Current.CancellationToken);
            var door = app.Services.GetRequiredService<ParticipantDoor>();
            var person = await door.Meet("web", "somebody", DateTimeZone.Utc);
            using (var connection = app.Services.GetRequiredService<Database>().OpenToWrite())
            {
                connection.Execute("update participant set consent = 'Given'");
            }

            await door.Text(person, "web", "1", "tell me something about gardens");
            await model.Called.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);
            var watch = Stopwatch.StartNew();
            await door.Text(person, "web", "2", "I want to die");
            var transcript = app.Services.GetRequiredService<Transcript>();
            while (!transcript.After(person, 0, 10).Any(message => message.Text.Contains("I am glad you told me", StringComparison.Ordinal)) && watch.Elapsed < TimeSpan.FromSeconds(60))
            {
                await Task.Delay(50, TestContext.Current.CancellationToken);
            }

            Assert.True(watch.Elapsed < TimeSpan.FromSeconds(60), "the emergency waited behind the model");
        }

        folder.Delete(recursive: true);
    }

    /// <summary>Never answers; ends only when it is cancelled.</summary>
    private sealed class HangingModel : IChatClient
    {
        private readonly TaskCompletionSource called = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task Called => called.Task;

        public async Task<ChatResponse> GetResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
        {
            called.TrySetResult();
            await Task.Delay(Timeout.Infinite, cancellationToken);
            return new ChatResponse();
        }

        public IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default) =>
            throw new NotSupportedException("The agent does not stream.");

        public object? GetService(Type serviceType, object? serviceKey = null) => null;

        public void Dispose()
        {
        }
    }
}
