using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace PushFunctions.Events;

/// <summary>What one request has posted: an event, or a batch of them, each read or refused.</summary>
public sealed record PostedEvents(IReadOnlyList<EventRead> Reads)
{
    /// <summary>Most events in one batch.</summary>
    public const int MaxBatch = 1_000;

    private PostedEvents(EventRead read)
        : this([read])
    {
    }

    /// <summary>Whether the answer is one for each event.</summary>
    public bool IsBatch { get; private init; }

    /// <summary>Whether the type came in a header, which no signature covers.</summary>
    public bool HasTypeInHeader { get; private init; }

    /// <summary>Reads a body in the form that its headers and the way in say.</summary>
    public static PostedEvents Read(HttpRequest request, ReadOnlyMemory<byte> body, EventOrigin origin) =>
        (origin.TakesCloudEvents ? CloudEventModes.Of(request) : CloudEventMode.None) switch
        {
            CloudEventMode.Batch => StrictJson.Read(
                body, root => Batch(root, origin), problem => new(new EventRead.Refused(problem))),
            CloudEventMode.Structured => new(Strict(body, root => CloudEventReader.Structured(root, origin))),
            CloudEventMode.Binary => new(body.IsEmpty
                ? CloudEventReader.Binary(request.Headers, data: null, origin)
                : Strict(body, root => CloudEventReader.Binary(request.Headers, root, origin)))
            {
                HasTypeInHeader = true,
            },
            _ => new(origin.Form is { } form
                ? Strict(body, root => form.Read(root, body.Span, request.Headers, origin))
                : EventReader.Read(body, origin.Head))
            {
                HasTypeInHeader = origin.Form?.Type is EventPlace.InHeader,
            },
        };

    private static PostedEvents Batch(JsonElement root, EventOrigin origin)
    {
        if (root.ValueKind != JsonValueKind.Array) return new(Wrong("A batch is a JSON array of CloudEvents."));
        var count = root.GetArrayLength();
        if (count is 0 or > MaxBatch)
        {
            return new(Wrong(
                $"The batch holds {count.ToString("N0", CultureInfo.InvariantCulture)} events; "
                + $"1 to {MaxBatch.ToString("N0", CultureInfo.InvariantCulture)} are taken. Post several batches."));
        }

        return new([.. root.EnumerateArray().Select((item, index) => Item(item, index, origin))]) { IsBatch = true };
    }

    private static EventRead Item(JsonElement item, int index, EventOrigin origin)
    {
        // No signed id holds a dot, so that no event of a batch has another request's id.
        var own = origin.SignedId is { } id ? origin with { SignedId = $"{id}.{index}" } : origin;
        try
        {
            return CloudEventReader.Structured(item, own, $"/{index}");
        }
        catch (InvalidOperationException)
        {
            return new EventRead.Refused(StrictJson.NotUnicode);
        }
    }

    private static EventRead Strict(ReadOnlyMemory<byte> body, Func<JsonElement, EventRead> read) =>
        StrictJson.Read(body, read, problem => new EventRead.Refused(problem));

    private static EventRead.Refused Wrong(string detail) => new(EventProblems.Invalid(detail, []));
}
