using System.Text.Json;
using System.Text.RegularExpressions;

namespace AgoraChat.Push;

/// <summary>A duration as seconds with at most nine decimals and an <c>s</c>, such as <c>"3.5s"</c>.</summary>
internal sealed partial class SecondsWithUnitForm : JsonForm<TimeSpan?>
{
    public override string Allowed => "seconds with at most nine decimals and an s, such as \"3.5s\"";

    public override bool TryRead(JsonElement value, out TimeSpan? result)
    {
        result = null;
        if (value.ValueKind != JsonValueKind.String || value.GetString() is not { } text || !Seconds().IsMatch(text)
            || !SecondsText.TryRead(text.AsSpan(0, text.Length - 1), out var duration))
        {
            return false;
        }

        result = duration;
        return true;
    }

    public override void Write(Utf8JsonWriter writer, TimeSpan? value, JsonSerializerOptions options) =>
        writer.WriteStringValue(SecondsText.Write(value.GetValueOrDefault()) + "s");

    [GeneratedRegex(@"\A[0-9]+(\.[0-9]{1,9})?s\z")]
    private static partial Regex Seconds();
}
