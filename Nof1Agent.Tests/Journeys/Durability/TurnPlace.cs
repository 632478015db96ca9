using Microsoft.Extensions.AI;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Nof1Agent.Host.Agent;
using Nof1Agent.Host.Agent.Guide;
using Nof1Agent.Skills;
using Nof1Agent.Skills.Candidates;
using Nof1Agent.Skills.Conversations;
using Nof1Agent.Skills.Safety;
using Nof1Agent.Tests.Skills.Storage;
using NodaTime;

namespace Nof1Agent.Tests.Journeys.Durability;

/// <summary>A turn runner over a scratch database, whose chat client can be disturbed while it answers.</summary>
internal sealed class TurnPlace : IAsyncDisposable
{
    private readonly DisturbedGuide client = new();

    public TurnPlace()
    {
        Inbox = new Inbox(Scratch.Database, Scratch.Writer, Scratch.Clock, Scratch.Random);
        Runner = NewRunner();
    }

    public ScratchDatabase Scratch { get; } = new();

    public Inbox Inbox { get; }

    public TurnRunner Runner { get; }

    /// <summary>How often the chat client was asked for an answer to a text.</summary>
    public int Answers => client.Answers;

    /// <summary>Runs before each answer, with its number from 1.</summary>
    public Func<int, Task> Disturb
    {
        set => client.Disturb = value;
    }

    /// <summary>A second runner, as another process would have it.</summary>
    public TurnRunner NewRunner() => new(
        Scratch.Database,
        Scratch.Writer,
        BegunTrial.Catalogue,
        Options.Create(new TriggerSettings()),
        SafetyScreen.Embedded(),
        new AgentTeam(new AgentChat(client, Speaker.Guide, new Prompts("role", "hash")), null, TimeSpan.FromSeconds(30), Scratch.Clock, NullLogger<AgentTeam>.Instance),
        Scratch.Clock,
        Scratch.Random,
        NullLogger<TurnRunner>.Instance);

    /// <summary>A participant who has agreed.</summary>
    public async Task<ParticipantId> Meet()
    {
        var participant = await Inbox.Meet("test", "one", DateTimeZone.Utc);
        Scratch.Do("update participant set consent = 'Given'");
        return participant;
    }

    /// <summary>What was said to the person, by whom, in order.</summary>
    public List<string> Said() => Scratch.ReadAll<string>("select speaker from message where speaker <> 'Person' order by id");

    public ValueTask DisposeAsync() => Scratch.DisposeAsync();

    private sealed class DisturbedGuide : DelegatingChatClient
    {
        private int answers;

        public DisturbedGuide()
            : base(new GuideChatClient())
        {
        }

        public int Answers => answers;

        public Func<int, Task> Disturb { get; set; } = _ => Task.CompletedTask;

        public override async Task<ChatResponse> GetResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
        {
            var history = messages.ToList();
            if (history[^1].Role == ChatRole.User)
            {
                await Disturb(Interlocked.Increment(ref answers));
            }

            return await base.GetResponseAsync(history, options, cancellationToken);
        }
    }
}
