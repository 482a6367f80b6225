using System.Text.Json;
using System.Text.RegularExpressions;

namespace AgoraChat.Push;

/// <summary>A colour as <c>#rrggbb</c>.</summary>
internal sealed partial class ColorForm : JsonForm<string>
{
    public override string Allowed => "a colour as \"#rrggbb\"";

    public override bool TryRead(JsonElement value, out string? result)
    {
        result = value.ValueKind == JsonValueKind.String ? value.GetString() : null;
        return result is not null && Color().IsMatch(result);
    }

    public override void Write(Utf8JsonWriter writer, string value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value);

    [GeneratedRegex(@"\A#[0-9A-Fa-f]{6}\z")]
    private static partial Regex Color();
}
