using System.Text.Json;

namespace AgoraChat.Simulator;

/// <summary>A push template as it was created or last changed.</summary>
internal sealed record StoredTemplate
{
    public required string Name { get; init; }

    public required string Title { get; init; }

    public required string Content { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public required DateTimeOffset UpdatedAt { get; init; }

    public void Write(Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteString("name", Name);
        json.WriteNumber("createAt", CreatedAt.ToUnixTimeMilliseconds());
        json.WriteNumber("updateAt", UpdatedAt.ToUnixTimeMilliseconds());
        json.WriteString("title_pattern", Title);
        json.WriteString("content_pattern", Content);
        json.WriteEndObject();
    }
}
