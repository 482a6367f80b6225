using System.Diagnostics;

namespace PushFunctions.Storage;

/// <summary>
/// The app's traces: one goes from the request to the last call, its parent carried in our queue messages.
/// </summary>
public static class PushTelemetry
{
    public const string SourceName = "PushFunctions";

    private static readonly ActivitySource Source = new(SourceName);

    /// <summary>Begins a stage's span under the trace that a message carries.</summary>
    public static Activity? Begin(string stage, string? traceParent, string pushId)
    {
        ActivityContext.TryParse(traceParent, traceState: null, out var parent);
        var activity = Source.StartActivity(stage, ActivityKind.Consumer, parent);
        activity?.SetTag("push.id", pushId);
        return activity;
    }
}
