using System.Text.Json;
using Microsoft.AspNetCore.Http;
using PushFunctions.Problems;

namespace PushFunctions.Events;

/// <summary>Where a part of a foreign payload lies.</summary>
public abstract record EventPlace
{
    private const string HeaderPrefix = "header:";

    private EventPlace()
    {
    }

    /// <returns>The place; null when the text is neither <c>header:Name</c> nor a JSON pointer.</returns>
    public static EventPlace? Parse(string text)
    {
        if (!text.StartsWith(HeaderPrefix, StringComparison.OrdinalIgnoreCase))
            return JsonPointer.TryParse(text) is { } pointer ? new InBody(pointer) : null;
        var name = text[HeaderPrefix.Length..];
        return name.Length > 0 && name.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '_')
            ? new InHeader(name)
            : null;
    }

    /// <returns>What lies there; null when nothing does, or a header comes twice.</returns>
    public abstract JsonElement? Find(JsonElement body, IHeaderDictionary headers);

    /// <summary>In a header, which no signature covers.</summary>
    public sealed record InHeader(string Name) : EventPlace
    {
        public override JsonElement? Find(JsonElement body, IHeaderDictionary headers) =>
            headers[Name] is [{ Length: > 0 } value] ? ComposedEvent.Text(value) : null;

        public override string ToString() => HeaderPrefix + Name;
    }

    /// <summary>In the body.</summary>
    public sealed record InBody(JsonPointer Pointer) : EventPlace
    {
        public override JsonElement? Find(JsonElement body, IHeaderDictionary headers) => Pointer.Find(body);

        public override string ToString() => Pointer.ToString();
    }
}
