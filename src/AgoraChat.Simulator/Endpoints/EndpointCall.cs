using System.Text.Json;

namespace AgoraChat.Simulator;

/// <summary>One call as its handler sees it: past the gate, with its body read.</summary>
internal sealed record EndpointCall
{
    public required FarSide FarSide { get; init; }

    public required Endpoint Endpoint { get; init; }

    public required RouteValueDictionary Route { get; init; }

    public required IQueryCollection Query { get; init; }

    /// <summary>When it came.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>The address that was called up to the app, without a slash at the end.</summary>
    public required string BaseUri { get; init; }

    /// <summary>The path after the base, with the values in it.</summary>
    public required string Path { get; init; }

    /// <summary>The bearer token as it came; null when there is none.</summary>
    public string? Token { get; init; }

    /// <summary>Undefined where the endpoint takes no body.</summary>
    public JsonElement Body { get; init; }

    /// <summary>What faults say about the users.</summary>
    public FaultEffect Effect { get; init; } = new();

    /// <summary>The address that was called, without the query.</summary>
    public string Uri => $"{BaseUri}/{Path}";

    public SimulatorSwitches Switches => FarSide.Switches.Current;

    /// <summary>A value in the path.</summary>
    public string RouteValue(string name) =>
        RouteOrNull(name) ?? throw new InvalidOperationException($"{Endpoint.Pattern} has no {{{name}}}.");

    /// <summary>A value in the path; null when the pattern has no such place.</summary>
    public string? RouteOrNull(string name) => Route[name] as string;

    /// <summary>A text in the body; null when it is absent, or no text.</summary>
    public string? TextOrNull(string name) =>
        Body.ValueKind == JsonValueKind.Object
        && Body.TryGetProperty(name, out var value)
        && value.ValueKind == JsonValueKind.String
            ? value.GetString()
            : null;

    /// <summary>A value in the query; null when it is absent or empty.</summary>
    public string? QueryOrNull(string name) => Query[name].ToString() is { Length: > 0 } value ? value : null;
}
