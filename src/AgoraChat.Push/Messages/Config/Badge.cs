namespace AgoraChat.Push;

/// <summary>The number on the app's icon.</summary>
/// <remarks>Source: "Push notification management", basic configurations.</remarks>
public sealed class Badge : MessagePart
{
    /// <summary>What to add to the number; 0 or more.</summary>
    public int? AddNum { get; init; }

    /// <summary>What to set the number to; 0 or more.</summary>
    public int? SetNum { get; init; }

    /// <summary>The launcher's Activity class, which Huawei needs for badges. Android; documented by Easemob.</summary>
    public string? Activity { get; init; }
}
