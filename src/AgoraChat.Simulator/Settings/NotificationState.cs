using System.Text.Json;

namespace AgoraChat.Simulator;

/// <summary>Which pushes a user wants, of the whole app or of one conversation.</summary>
internal sealed record NotificationState
{
    public static readonly NotificationState NeverSet = new();

    /// <summary>Such as <c>ALL</c>; null: never set.</summary>
    public string? Mode { get; init; }

    /// <summary>Such as <c>21:30-08:00</c>; empty: none.</summary>
    public string QuietHours { get; init; } = "";

    /// <summary>No push until then (exclusive).</summary>
    public DateTimeOffset? MutedUntil { get; init; }

    /// <summary>Writes what is set and still holds.</summary>
    public void Write(Utf8JsonWriter json, DateTimeOffset now)
    {
        if (Mode is not null)
            json.WriteString("type", Mode);
        if (MutedUntil is { } end && end > now)
            json.WriteNumber("ignoreDuration", end.ToUnixTimeMilliseconds());
        if (QuietHours.Length > 0)
            json.WriteString("ignoreInterval", QuietHours);
    }
}
