using System.Collections.Immutable;

namespace AgoraChat.Simulator;

/// <summary>A user of the app as the far side knows them.</summary>
internal sealed record FarSideUser
{
    public required string Name { get; init; }

    public required Guid Id { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public required DateTimeOffset ModifiedAt { get; init; }

    public bool IsOnline { get; init; }

    /// <summary>Messages that wait for the user to come online.</summary>
    public int OfflineMessages { get; init; }

    /// <summary>By message id: <c>delivered</c> or <c>undelivered</c>; all others count as delivered.</summary>
    public IReadOnlyDictionary<string, string> MessageStates { get; init; } = new Dictionary<string, string>();

    /// <summary>What the user's device is pushed through.</summary>
    public string Platform { get; init; } = PushPlatforms.Android;

    /// <summary>The name shown in pushes; null: never set.</summary>
    public string? Nickname { get; init; }

    /// <summary>0: pushes show no content; 1: they do; null: never set.</summary>
    public int? DisplayStyle { get; init; }

    /// <summary>The old do-not-disturb; null: never set.</summary>
    public bool? NoDisturbing { get; init; }

    /// <summary>The hour it begins at.</summary>
    public int? NoDisturbingStart { get; init; }

    /// <summary>The hour it ends at.</summary>
    public int? NoDisturbingEnd { get; init; }

    /// <summary>The devices that vendors push to; the last bound last.</summary>
    public ImmutableList<DeviceBinding> Bindings { get; init; } = [];

    /// <summary>What pushes are translated to; empty: nothing.</summary>
    public string Language { get; init; } = "";

    /// <summary>The template the user chose; empty: none.</summary>
    public string Template { get; init; } = "";

    /// <summary>Which pushes the user wants, by the end of the path such as <c>chatgroup/17</c>.</summary>
    public ImmutableDictionary<string, NotificationState> Notifications { get; init; } =
        ImmutableDictionary<string, NotificationState>.Empty;

    public bool HasAdvancedPush => Template.Length > 0 || !Notifications.IsEmpty;
}
