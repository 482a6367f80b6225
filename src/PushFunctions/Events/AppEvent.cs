using System.Text.Json;
using System.Text.Json.Nodes;
using PushFunctions.Storage;

namespace PushFunctions.Events;

/// <summary>What an app backend posts. An event that exists has passed all checks of form.</summary>
public sealed record AppEvent
{
    /// <summary>The app that is meant when none is named.</summary>
    public const string DefaultApp = "default";

    /// <summary>The sender's id: the idempotency key, together with app and source.</summary>
    public required string Id { get; init; }

    /// <summary>Who sent it: empty for plain events, else <c>ce:…</c> or <c>hook:…</c>.</summary>
    public string Source { get; init; } = "";

    /// <summary>Names the mapping.</summary>
    public required string Type { get; init; }

    /// <summary>Which of the configured Agora apps.</summary>
    public string App { get; init; } = DefaultApp;

    /// <summary>Who gets it; null when that is nobody it names, or the event leaves it to its mapping.</summary>
    public required TargetUsers? To { get; init; }

    /// <summary>The name of the audience who gets it.</summary>
    public string? Audience { get; init; }

    /// <summary>By which labels it is found who gets it.</summary>
    public MemberSets? Members { get; init; }

    /// <summary>The labels who get it, or everyone; the far side itself sends to them.</summary>
    public TaskTarget? Task { get; init; }

    /// <summary>
    /// Whether it waits for the next day that has a place, when the day's pushes to labels or to everyone are used up.
    /// </summary>
    public bool WaitsForDay { get; init; }

    /// <summary>What the templates are filled from.</summary>
    public required JsonElement Data { get; init; }

    /// <summary>A message of the event's own, laid over the mapping's.</summary>
    public JsonObject? Push { get; init; }

    /// <summary>The channel, where the event names one.</summary>
    public int? Strategy { get; init; }

    /// <summary>Nobody is sent to before then; null: at once.</summary>
    public DateTimeOffset? SendAt { get; init; }

    /// <summary>Who has not been sent to by then is not sent to any more; null: no such moment.</summary>
    public DateTimeOffset? ExpiresAt { get; init; }

    /// <summary>SHA-256 of the event in canonical form, without its id.</summary>
    public required string BodyHash { get; init; }

    /// <summary>Where the sender put what a pointer into this event names: a pointer into what was posted.</summary>
    public Func<string, string> Place { get; init; } = path => path;

    /// <summary>What was changed on the way in.</summary>
    public IReadOnlyList<string> Warnings { get; init; } = [];
}
