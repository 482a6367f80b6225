using System.Text;
using System.Text.Json;
using PushFunctions.Storage;

namespace PushFunctions.Wait;

/// <summary>Bounds what is kept and told of a vendor's answer. Pure.</summary>
public static class VendorAnswer
{
    /// <summary>Most bytes of JSON that are kept as they came; of more, a text with the beginning.</summary>
    public const int MaxBytes = 8 * 1024;

    public static JsonElement? Cut(JsonElement? vendor)
    {
        if (vendor is not { } value) return null;
        var json = JsonSerializer.Serialize(value, StorageJson.Relaxed.JsonElement);
        if (Encoding.UTF8.GetByteCount(json) <= MaxBytes) return value;
        // Letters of the text may need a backslash of their own, so only half of the room is used.
        var end = Math.Min(json.Length, MaxBytes / 2);
        while (Encoding.UTF8.GetByteCount(json.AsSpan(0, end)) > MaxBytes / 2) end = end * 7 / 8;
        if (char.IsHighSurrogate(json[end - 1])) end--;
        return JsonSerializer.SerializeToElement($"{json[..end]}…", StorageJson.Relaxed.String);
    }
}
