using System.Text.Json;
using System.Text.Json.Nodes;
using PushFunctions.Map;
using PushFunctions.Problems;

namespace PushFunctions.Events;

/// <summary>
/// Reads one event from a body and says all that is wrong with it at once. Unknown fields are ignored.
/// </summary>
public static class EventReader
{
    /// <summary>Reads an event of our own form.</summary>
    public static EventRead Read(ReadOnlyMemory<byte> body) => Read(body, EventHead.None);

    /// <inheritdoc cref="Read(ReadOnlyMemory{byte})"/>
    public static EventRead Read(ReadOnlyMemory<byte> body, EventHead head) =>
        StrictJson.Read<EventRead>(body, root => Read(root, head), problem => new EventRead.Refused(problem));

    /// <summary>Reads the members of an event, where some of it is known already.</summary>
    /// <param name="root">The members; what <paramref name="head"/> knows is not looked for here.</param>
    internal static EventRead Read(JsonElement root, EventHead head)
    {
        // First, since it looks at every string: what cannot be read as Unicode shows here.
        var bodyHash = CanonicalJson.Hash(root, without: "id");
        if (root.ValueKind != JsonValueKind.Object)
            return new EventRead.Refused(EventProblems.Invalid("The body must be one JSON object.", []));

        var errors = new List<FieldError>();
        var warnings = new List<string>();
        var id = head.Id ?? Name("id", "It is the idempotency key: use the same for every try.");
        var type = head.Type ?? Name("type", "It names the mapping.");
        var app = head.App
            ?? (root.TryGetProperty("app", out _)
                ? Name("app", "Leave it out for the default app.")
                : AppEvent.DefaultApp);
        var to = Targets.Read(root, errors, warnings);
        var audience = Targets.ReadAudience(root, errors);
        var members = MemberTargets.Read(root, errors);
        var task = TaskTarget.Read(root, errors);
        var waitsForDay = WaitsForDay(root, errors);
        var push = Object(root, "push", errors);
        if (push is { } message && MessageDepth.FindProblem(message) is { } tooDeep) errors.Add(new("/push", tooDeep));
        int? strategy = null;
        if (root.TryGetProperty("strategy", out var named))
        {
            if (Strategies.TryRead(named, out var read)) strategy = read;
            else errors.Add(new("/strategy", $"is not a strategy; known are {Strategies.Known}."));
        }

        var sendAt = Moments.Read(root, "sendAt", errors);
        var expiresAt = Moments.Read(root, "expiresAt", errors);
        var data = root.TryGetProperty("data", out var given) ? given.Clone() : EmptyObject;
        IReadOnlyList<FieldError> all =
            [.. head.Errors, .. errors.Select(error => error with { Path = head.Place(error.Path) })];
        if (all.Count > 0) return new EventRead.Refused(EventProblems.Invalid(all));

        return new EventRead.Event(new()
        {
            Id = id!,
            Source = head.Source,
            Type = type!,
            App = app!,
            To = to,
            Audience = audience,
            Members = members,
            Task = task,
            WaitsForDay = waitsForDay,
            Data = data,
            Push = push is { } own ? JsonObject.Create(own.Clone()) : null,
            Strategy = strategy,
            SendAt = sendAt,
            ExpiresAt = expiresAt,
            BodyHash = bodyHash,
            Place = head.Place,
            Warnings = warnings,
        });

        string? Name(string field, string why) =>
            EventNames.Check(EventNames.Text(root, field), $"/{field}", why, errors);
    }

    private static bool WaitsForDay(JsonElement root, List<FieldError> errors)
    {
        if (!root.TryGetProperty("whenExhausted", out var value)) return false;
        var word = EventNames.Text(root, "whenExhausted");
        if (word is not ("refuse" or "wait"))
        {
            errors.Add(new(
                "/whenExhausted",
                $"is {(word is null ? value.ValueKind : $"'{EventNames.Shorten(word)}'")}; known are \"refuse\" and "
                + "\"wait\", for pushes to labels and to everyone."));
        }

        return word == "wait";
    }

    private static JsonElement EmptyObject { get; } = JsonElement.Parse("{}"u8);

    private static JsonElement? Object(JsonElement root, string field, List<FieldError> errors)
    {
        if (!root.TryGetProperty(field, out var value)) return null;
        if (value.ValueKind == JsonValueKind.Object) return value;
        errors.Add(new($"/{field}", "must be an object."));
        return null;
    }
}
