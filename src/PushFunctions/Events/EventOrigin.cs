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

    /// <summary>How bodies are read that are neither ours nor CloudEvents.</summary>
    public ForeignForm? Form { get; init; }

    /// <summary>What is known of an event of our own form.</summary>
    public EventHead Head => new() { Source = Source, Id = SignedId, App = App };
}
