using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace Nof1Agent.Tests.Support;

/// <summary>Keeps every line that is logged, with its category and its exception.</summary>
internal sealed class CapturedLogs : ILoggerProvider, ILogger
{
    private readonly ConcurrentQueue<string> lines = new();
    private readonly string category = "";

    public IReadOnlyCollection<string> Lines => lines;

    public ILogger CreateLogger(string categoryName) => new CapturedLogs(lines, categoryName);

    public CapturedLogs()
    {
    }

    private CapturedLogs(ConcurrentQueue<string> lines, string category) => (this.lines, this.category) = (lines, category);

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) => lines.Enqueue($"{category}: {formatter(state, exception)} {exception}");

    public void Dispose()
    {
    }
}
