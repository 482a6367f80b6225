using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace PushFunctions.EndToEnd.Tests.LocalHost;

/// <summary>Keeps what a host logs.</summary>
internal sealed class LogLines : ILoggerProvider, ILogger
{
    private readonly ConcurrentQueue<(LogLevel Level, int Event, string Text)> _lines = new();

    public int Count => _lines.Count;

    public int CountOf(int eventId) => _lines.Count(line => line.Event == eventId);

    /// <summary>The lines of an event.</summary>
    public IReadOnlyList<string> Of(int eventId) =>
        [.. _lines.Where(line => line.Event == eventId).Select(line => line.Text)];

    /// <summary>The lines of a level and above it.</summary>
    public IReadOnlyList<string> From(LogLevel level) =>
        [.. _lines.Where(line => line.Level >= level).Select(line => $"{line.Event}: {line.Text}")];

    public ILogger CreateLogger(string categoryName) => this;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(
        LogLevel logLevel,
        EventId eventId,
        TState state,
        Exception? exception,
        Func<TState, Exception?, string> formatter) => _lines.Enqueue(
            (logLevel, eventId.Id, $"{formatter(state, exception)} {exception}"));

    public void Dispose()
    {
    }
}
