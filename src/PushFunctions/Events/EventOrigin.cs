namespace PushFunctions.Events;

/// <summary>What the way in says of the events that come by it.</summary>
public sealed record EventOrigin
{
    /// <summary>Posted to <c>/events</c>: the event says all itself.</summary>
    public static EventOrigin Events { get; } = new();

    /// <summary>First part of the key: empty, or <c>hook:{source}</c>.</summary>
    public string Source { get; init; } = "";

    /// <summary>An id that the signature covers; it wins over any other.</summary>
    public string? SignedId { get; init; }

    /// <summary>The app that the source sends to, whatever its events say.</summary>
    public string? App { get; init; }

    /// <summary>How bodies are read, where they are neither ours nor CloudEvents.</summary>
    public ForeignForm? Form { get; init; }

    /// <summary>The signature covers the body alone: no header may say what it is.</summary>
    public bool SignsBodyOnly { get; init; }

    /// <summary>
    /// Whether headers may say that the body is a CloudEvent. Who has captured a request can add them: where the id
    /// comes from the body, it would have another one then.
    /// </summary>
    public bool TakesCloudEvents => Form is null && !SignsBodyOnly;

    /// <summary>What is known of an event of our own form.</summary>
    public EventHead Head => new() { Source = Source, Id = SignedId, App = App };
}
