using System.Text.Json.Serialization;

namespace AgoraChat.Push;

/// <summary>Texts for the pushes of offline messages, with places that each message fills.</summary>
/// <remarks>
/// <c>{0}</c>, <c>{1}</c>… are filled with the message's own arguments; <c>{$fromNickname}</c>, <c>{$msg}</c> and
/// <c>{$dynamicFrom}</c> with its sender and text. Source: "Offline push configuration".
/// </remarks>
public sealed record PushTemplate
{
    /// <summary>
    /// The template's name; 1 to 64 of <c>a-z A-Z 0-9</c>. <c>default</c> and <c>detail</c> are the far side's own.
    /// </summary>
    public required string Name { get; init; }

    [JsonPropertyName("title_pattern")]
    public required string TitlePattern { get; init; }

    [JsonPropertyName("content_pattern")]
    public required string ContentPattern { get; init; }

    /// <summary>Told by the far side; null in a template that is to be created.</summary>
    [JsonPropertyName("createAt")]
    public DateTimeOffset? CreatedAt { get; init; }

    /// <summary>Told by the far side; null in a template that is to be created.</summary>
    [JsonPropertyName("updateAt")]
    public DateTimeOffset? UpdatedAt { get; init; }
}
