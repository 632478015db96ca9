using System.Collections.Concurrent;

namespace Nof1Agent.Tests.Support.Telegram;

/// <summary>What a server does wrong.</summary>
internal abstract record Failure
{
    /// <summary>429 with seconds to wait.</summary>
    public sealed record TooMany(int RetryAfter) : Failure;

    /// <summary>Any other status.</summary>
    public sealed record Status(int Code, string Description) : Failure;

    /// <summary>Says nothing for a while, then hangs up.</summary>
    public sealed record Hang(TimeSpan For) : Failure;

    /// <summary>Hangs up before doing it.</summary>
    public sealed record DropBefore : Failure;

    /// <summary>Does it and hangs up: the caller cannot know.</summary>
    public sealed record DropAfter : Failure;
}

/// <summary>Failures to come, by method; and a rule that may add some at random.</summary>
internal sealed class FailureScript
{
    private readonly ConcurrentDictionary<string, ConcurrentQueue<Failure>> planned = new();

    /// <summary>Asked for every call that has no planned failure: method in lower case, chat if any.</summary>
    public Func<string, long?, Failure?>? Rule { get; set; }

    /// <summary>The next calls of a method fail like this.</summary>
    public void Plan(string method, params Failure[] failures)
    {
        var queue = planned.GetOrAdd(method.ToLowerInvariant(), _ => new());
        foreach (var failure in failures)
        {
            queue.Enqueue(failure);
        }
    }

    public Failure? Next(string method, long? chat) =>
        planned.TryGetValue(method, out var queue) && queue.TryDequeue(out var failure) ? failure : Rule?.Invoke(method, chat);
}
