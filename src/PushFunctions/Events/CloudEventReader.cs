using System.Text.Json;
using Microsoft.AspNetCore.Http;
using PushFunctions.Problems;

namespace PushFunctions.Events;

/// <summary>
/// Reads CloudEvents 1.0. In all modes the same event makes the same event of ours, key and body hash included.
/// </summary>
internal static class CloudEventReader
{
    private const string Version = "1.0";

    /// <summary>Reads an event in JSON.</summary>
    /// <param name="at">Where the event lies in the body: empty, or <c>/3</c> in a batch.</param>
    public static EventRead Structured(JsonElement root, EventOrigin origin, string at = "")
    {
        if (root.ValueKind != JsonValueKind.Object)
        {
            return new EventRead.Refused(
                EventProblems.Invalid([new(at, "is not a JSON object; a CloudEvent is one.")]));
        }

        CanonicalJson.RequireUnicode(root);
        if (Member(root, "datacontenttype") is not null
            && EventNames.Text(root, "datacontenttype") is var type
            && !RequestBody.IsJson(type))
        {
            return new EventRead.Refused(RequestBody.NotJson("datacontenttype", type));
        }

        var errors = new List<FieldError>();
        var data = Member(root, "data");
        var place = $"{at}/data";
        if (Member(root, "data_base64") is { } encoded)
        {
            place = $"{at}/data_base64";
            if (data is not null) errors.Add(new(place, "stands beside data; give one of the two."));
            else data = Decode(encoded, place, errors);
        }

        return Read(name => EventNames.Text(root, name), name => $"{at}/{name}", data, place, origin, errors);
    }

    /// <summary>Reads an event whose attributes are in headers.</summary>
    /// <param name="data">The body; null where there is none.</param>
    public static EventRead Binary(IHeaderDictionary headers, JsonElement? data, EventOrigin origin)
    {
        if (data is { } body) CanonicalJson.RequireUnicode(body);
        var errors = new List<FieldError>();
        // The body is signed, the header is not: it may name the type of data, but not another one than the body does.
        if (origin.SignedId is not null
            && data is { ValueKind: JsonValueKind.Object } members
            && EventNames.Text(members, "type") is { } signed
            && signed != CloudEventHeaders.Read(headers, "type"))
        {
            errors.Add(new(
                Header("type"),
                $"is another type than the signed body names, which is '{EventNames.Shorten(signed)}'. "
                + "Send the event in structured mode."));
        }

        return Read(name => CloudEventHeaders.Read(headers, name), Header, data, "", origin, errors);

        static string Header(string name) => $"header:{CloudEventModes.Prefix}{name}";
    }

    private static EventRead Read(
        Func<string, string?> attribute, Func<string, string> place, JsonElement? data, string dataPlace,
        EventOrigin origin, List<FieldError> errors)
    {
        var version = attribute("specversion");
        if (version != Version)
        {
            var found = version is null ? "missing or not a string" : $"'{EventNames.Shorten(version)}'";
            errors.Add(new(place("specversion"), $"is {found}; it must be '{Version}'."));
        }

        var id = Name("id", "With source it is the idempotency key: use the same for every try.");
        var source = Name("source", "With id it is the idempotency key.");
        var type = Name("type", "It names the mapping.");

        // As in JSON, where null is the same as nothing.
        if (data is { ValueKind: JsonValueKind.Null }) data = null;
        // With users in 'to', data is an event of ours; without, it is what the templates are filled from.
        var isOurs = data is { ValueKind: JsonValueKind.Object } members && Targets.AreIn(members);
        var root = ComposedEvent.Create(isOurs
            ? [("type", ComposedEvent.Text(type)), .. Members(data!.Value)]
            : [("type", ComposedEvent.Text(type)), ("data", data)]);
        return EventReader.Read(root, origin.Head with
        {
            Id = origin.SignedId ?? id,
            Source = origin.SignedId is null ? $"{origin.Source} ce:{source}".TrimStart() : origin.Source,
            Type = type,
            Errors = errors,
            Place = path => path == "/type" ? place("type")
                : !isOurs && path.StartsWith("/data", StringComparison.Ordinal) ? dataPlace + path["/data".Length..]
                : dataPlace + path,
        });

        // A name that cannot be used is among the errors; nothing comes of the event then.
        string Name(string name, string why) => EventNames.Check(attribute(name), place(name), why, errors) ?? "";
    }

    private static IEnumerable<(string Name, JsonElement? Value)> Members(JsonElement data) =>
        from member in data.EnumerateObject()
        where member.Name is not ("id" or "type")
        select (member.Name, (JsonElement?)member.Value);

    private static JsonElement? Member(JsonElement root, string name) =>
        root.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null ? value : null;

    private static JsonElement? Decode(JsonElement encoded, string place, List<FieldError> errors)
    {
        if (encoded.ValueKind == JsonValueKind.String && encoded.TryGetBytesFromBase64(out var bytes))
        {
            return StrictJson.Read<JsonElement?>(
                bytes,
                root =>
                {
                    CanonicalJson.RequireUnicode(root);
                    return root.Clone();
                },
                problem =>
                {
                    errors.Add(new(place, $"does not hold JSON: {problem.Detail}"));
                    return null;
                });
        }

        errors.Add(new(place, "is not a string in base64."));
        return null;
    }
}
