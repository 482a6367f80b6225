using System.Text.Json;
using System.Text.Json.Serialization;

namespace AgoraChat.Push;

/// <summary>A user as the far side writes it.</summary>
internal sealed record UserEntity
{
    public required string Username { get; init; }

    public string? Uuid { get; init; }

    public DateTimeOffset? Created { get; init; }

    public DateTimeOffset? Modified { get; init; }

    public bool? Activated { get; init; }

    public string? Nickname { get; init; }

    [JsonPropertyName("notification_display_style")]
    [JsonConverter(typeof(NumberTextConverter))]
    public int? DisplayStyle { get; init; }

    [JsonPropertyName("notification_no_disturbing")]
    public bool? NoDisturbing { get; init; }

    [JsonPropertyName("notification_no_disturbing_start")]
    [JsonConverter(typeof(NumberTextConverter))]
    public int? NoDisturbingStart { get; init; }

    [JsonPropertyName("notification_no_disturbing_end")]
    [JsonConverter(typeof(NumberTextConverter))]
    public int? NoDisturbingEnd { get; init; }

    [JsonPropertyName("notifier_name")]
    public string? NotifierName { get; init; }

    [JsonExtensionData]
    public Dictionary<string, JsonElement> Extra { get; set; } = [];

    /// <summary>The one user whom an answer is about.</summary>
    public static UserProfile One(string endpoint, JsonElement answer)
    {
        var entities = Answers.Member(endpoint, answer, "entities");
        return Lists.Read(endpoint, entities, AgoraChatJson.Relaxed.ListUserEntity) is [var entity, ..]
            ? entity.ToProfile()
            : throw NoAnswers.After(endpoint, "was answered without the user (entities)");
    }

    public UserProfile ToProfile() => new()
    {
        Username = Username,
        Uuid = Uuid,
        Created = Created,
        Modified = Modified,
        Activated = Activated,
        DisplayName = Nickname,
        DisplayStyle = (DisplayStyle?)DisplayStyle,
        NoDisturbing = NoDisturbing is { } isOn
            ? new NoDisturbing { IsOn = isOn, StartHour = NoDisturbingStart, EndHour = NoDisturbingEnd }
            : null,
        NotifierName = NotifierName,
        Extra = Extra,
    };
}
