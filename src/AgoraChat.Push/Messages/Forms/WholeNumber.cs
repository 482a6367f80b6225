using System.Globalization;
using System.Text.Json;

namespace AgoraChat.Push;

/// <summary>Reads whole numbers, also those written as strings: the documents' examples do so.</summary>
internal static class WholeNumber
{
    public static bool TryRead(JsonElement value, out long number)
    {
        number = 0;
        return value.ValueKind switch
        {
            JsonValueKind.Number => value.TryGetInt64(out number),
            JsonValueKind.String => long.TryParse(
                value.GetString(), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out number),
            _ => false,
        };
    }

    public static bool TryRead(JsonElement value, long least, long most, out long number) =>
        TryRead(value, out number) && number >= least && number <= most;
}
