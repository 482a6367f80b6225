using System.Text.Json;

namespace AgoraChat.Push;

/// <summary>Yes or no as the numbers 1 and 0.</summary>
internal sealed class FlagForm : JsonForm<bool?>
{
    private static readonly BooleanForm Plain = new();

    public override string Allowed => "0 or 1";

    public override bool TryRead(JsonElement value, out bool? result)
    {
        if (Plain.TryRead(value, out result))
            return true;

        var found = WholeNumber.TryRead(value, 0, 1, out var number);
        result = found ? number == 1 : null;
        return found;
    }

    public override void Write(Utf8JsonWriter writer, bool? value, JsonSerializerOptions options) =>
        writer.WriteNumberValue(value.GetValueOrDefault() ? 1 : 0);
}
