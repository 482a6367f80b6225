using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace PushFunctions.Events;

/// <summary>In which of the three ways of HTTP a request carries CloudEvents, if any.</summary>
public enum CloudEventMode
{
    /// <summary>It carries none.</summary>
    None,

    /// <summary>One event, its attributes in headers.</summary>
    Binary,

    /// <summary>One event, all of it in the body.</summary>
    Structured,

    /// <summary>A list of events in the body.</summary>
    Batch,
}

/// <summary>Tells the modes apart.</summary>
public static class CloudEventModes
{
    /// <summary>How the headers of attributes begin.</summary>
    public const string Prefix = "ce-";

    public const string Structured = "application/cloudevents+json";
    public const string Batch = "application/cloudevents-batch+json";

    /// <summary>The attributes that every event must have.</summary>
    public static IReadOnlyList<string> Required { get; } = ["specversion", "id", "source", "type"];

    /// <summary>The content type decides; without one of CloudEvents' own, the headers.</summary>
    public static CloudEventMode Of(HttpRequest request)
    {
        if (MediaTypeHeaderValue.TryParse(request.ContentType, out var type))
        {
            if (type.MediaType.Equals(Batch, StringComparison.OrdinalIgnoreCase)) return CloudEventMode.Batch;
            if (type.MediaType.Equals(Structured, StringComparison.OrdinalIgnoreCase)) return CloudEventMode.Structured;
        }

        // Any of them: an event that lacks another is told so.
        return Required.Any(name => request.Headers.ContainsKey(Prefix + name))
            ? CloudEventMode.Binary
            : CloudEventMode.None;
    }
}
