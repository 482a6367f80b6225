using System.Text.Json;

namespace AgoraChat.Simulator;

/// <summary>An answer of the IM service: the same keys everywhere, in an order that differs by endpoint.</summary>
/// <param name="Call">What is answered.</param>
/// <param name="Order">The keys in the order of the documents' example, parted by spaces.</param>
internal sealed record ImAnswer(EndpointCall Call, string Order)
{
    /// <summary>By default the method in small letters.</summary>
    public string? Action { get; init; }

    /// <summary>By default the first segment of the path, such as <c>/users</c>.</summary>
    public string? Path { get; init; }

    /// <summary>By default the address that was called.</summary>
    public string? Uri { get; init; }

    /// <summary>Writes the members of the array <c>entities</c>; null: it is empty.</summary>
    public Action<Utf8JsonWriter>? Entities { get; init; }

    /// <summary>Writes the value of <c>data</c>.</summary>
    public Action<Utf8JsonWriter>? Data { get; init; }

    public int Count { get; init; }

    public void Write(Utf8JsonWriter json, AnswerTime time)
    {
        json.WriteStartObject();
        foreach (var key in Order.Split(' '))
        {
            json.WritePropertyName(key);
            WriteValue(json, key, time);
        }

        json.WriteEndObject();
    }

    private void WriteValue(Utf8JsonWriter json, string key, AnswerTime time)
    {
        switch (key)
        {
            case "action": json.WriteStringValue(Action ?? Call.Endpoint.Method.ToLowerInvariant()); break;
            case "organization": json.WriteStringValue(Call.FarSide.Options.OrgName); break;
            case "application": json.WriteStringValue(Call.FarSide.Options.ApplicationId); break;
            case "applicationName": json.WriteStringValue(Call.FarSide.Options.AppName); break;
            case "path": json.WriteStringValue(Path ?? $"/{Call.Path.Split('/')[0]}"); break;
            case "uri": json.WriteStringValue(Uri ?? Call.Uri); break;
            case "timestamp": json.WriteNumberValue(time.Timestamp); break;
            case "duration": json.WriteNumberValue(time.Duration); break;
            case "count": json.WriteNumberValue(Count); break;
            case "data" when Data is not null: Data(json); break;
            case "entities":
                json.WriteStartArray();
                Entities?.Invoke(json);
                json.WriteEndArray();
                break;
            default: throw new InvalidOperationException($"No value for \"{key}\".");
        }
    }
}
