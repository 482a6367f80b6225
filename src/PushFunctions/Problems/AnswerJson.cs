using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace PushFunctions.Problems;

/// <summary>How answers that people read are written: web names, nothing for null, letters as they are.</summary>
internal static class AnswerJson
{
    /// <summary>
    /// New ones, since a context keeps its own. Source generation cannot state an encoder; with the default one an
    /// apostrophe would be <c>\u0027</c>.
    /// </summary>
    public static JsonSerializerOptions CreateOptions() => new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };
}
