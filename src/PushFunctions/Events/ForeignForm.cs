using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using PushFunctions.Problems;

namespace PushFunctions.Events;

/// <summary>How the payload of somebody who knows nothing of us is read: where its parts lie.</summary>
public sealed record ForeignForm
{
    /// <summary>Where the id lies; without, the signed id or the body's SHA-256 is the id.</summary>
    public EventPlace? Id { get; init; }

    /// <summary>Where the type lies; without, all events are of <see cref="OnlyType"/>.</summary>
    public EventPlace? Type { get; init; }

    /// <summary>Put in front of the type that is found.</summary>
    public string TypePrefix { get; init; } = "";

    public string OnlyType { get; init; } = "";

    /// <summary>Where the users lie; without, the mapping says it.</summary>
    public EventPlace? Targets { get; init; }

    /// <summary>Where the data lies; without, all of the body is the data.</summary>
    public EventPlace? Data { get; init; }

    /// <summary>The SHA-256 of a body, which is its id where nothing else is.</summary>
    public static string IdOf(ReadOnlySpan<byte> body) => Convert.ToHexStringLower(SHA256.HashData(body));

    /// <summary>Reads an event.</summary>
    /// <param name="root">The body.</param>
    /// <param name="body">Its bytes.</param>
    public EventRead Read(JsonElement root, ReadOnlySpan<byte> body, IHeaderDictionary headers, EventOrigin origin)
    {
        CanonicalJson.RequireUnicode(root);
        var errors = new List<FieldError>();
        var id = Id is null
            ? origin.SignedId ?? IdOf(body)
            : Name(Id, "", "The source says that the id is there (IdFrom).");
        var type = Type is null
            ? OnlyType
            : Name(Type, TypePrefix, "The source says that the type is there (TypeFrom).");
        var to = Targets is null ? null : Find(Targets, "The source says that the users are there (TargetsFrom).");
        // The event outlives the body.
        var targets = to?.ValueKind;
        var data = Data is null ? root : Find(Data, "The source says that the data is there (DataFrom).");
        var composed = ComposedEvent.Create(
        [
            ("type", ComposedEvent.Text(type)),
            ("to", to is { } users ? ForeignTargets.Read(users) : null),
            ("data", data),
        ]);
        // Nobody is told that a list of users is missing where its place is: that has been said.
        return errors.Count > 0
            ? new EventRead.Refused(EventProblems.Invalid(errors))
            : EventReader.Read(composed, origin.Head with
            {
                Id = id, Type = type, Place = path => PlaceOf(path, targets),
            });

        string Name(EventPlace place, string prefix, string why)
        {
            var found = place.Find(root, headers);
            var text = found is { } value ? ForeignTargets.Text(value) : null;
            return EventNames.Check(text is null ? null : prefix + text, place.ToString(), why, errors) ?? "";
        }

        JsonElement? Find(EventPlace place, string why)
        {
            var found = place.Find(root, headers);
            if (found is null) errors.Add(new(place.ToString(), $"is missing. {why}"));
            return found;
        }
    }

    /// <summary>Where the sender put what we call so; empty for all of the body, where it has no place.</summary>
    private string PlaceOf(string path, JsonValueKind? targets)
    {
        if (path == "/type") return $"{Type}";
        if (path == "/data" || path.StartsWith("/data/", StringComparison.Ordinal))
            return Below(Data, path["/data".Length..]);
        if (!path.StartsWith("/to", StringComparison.Ordinal)) return path;
        return targets switch
        {
            JsonValueKind.Object => Below(Targets, path["/to".Length..]),
            JsonValueKind.Array when path.StartsWith("/to/users/", StringComparison.Ordinal) =>
                Below(Targets, path["/to/users".Length..]),
            _ => Below(Targets, ""),
        };

        static string Below(EventPlace? place, string rest) =>
            place is EventPlace.InHeader ? place.ToString() : place + rest;
    }
}
