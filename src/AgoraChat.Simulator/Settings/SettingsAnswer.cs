using System.Text.Json;

namespace AgoraChat.Simulator;

/// <summary>The form that answers about one user's push settings share.</summary>
internal static class SettingsAnswer
{
    private const string Order = "path uri timestamp organization application action data duration applicationName";

    /// <param name="call">What is answered.</param>
    /// <param name="writeData">Writes the members of <c>data</c>.</param>
    /// <param name="uri">The address as the example shows it; null: the one that was called.</param>
    public static Reply Of(EndpointCall call, Action<Utf8JsonWriter> writeData, string? uri = null) =>
        Reply.Im(new(call, Order)
        {
            Uri = uri,
            Data = json =>
            {
                json.WriteStartObject();
                writeData(json);
                json.WriteEndObject();
            },
        });
}
