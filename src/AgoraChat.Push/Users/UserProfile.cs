using System.Text.Json;

namespace AgoraChat.Push;

/// <summary>What the far side keeps about a user; what an answer does not tell is null.</summary>
public sealed record UserProfile
{
    /// <summary>The user's id, as calls name it.</summary>
    public required string Username { get; init; }

    /// <summary>The far side's own id; user tokens are made for it.</summary>
    public string? Uuid { get; init; }

    public DateTimeOffset? Created { get; init; }

    public DateTimeOffset? Modified { get; init; }

    /// <summary>False for a user who is banned.</summary>
    public bool? Activated { get; init; }

    /// <summary>The name that pushes of this user's messages show.</summary>
    public string? DisplayName { get; init; }

    public DisplayStyle? DisplayStyle { get; init; }

    /// <summary>The daily hours of the older interface.</summary>
    public NoDisturbing? NoDisturbing { get; init; }

    /// <summary>The push certificate of the user's device.</summary>
    public string? NotifierName { get; init; }

    /// <summary>All other members as they came, such as <c>pushInfo</c> and <c>device_token</c>.</summary>
    public IReadOnlyDictionary<string, JsonElement> Extra { get; init; } = new Dictionary<string, JsonElement>();
}
