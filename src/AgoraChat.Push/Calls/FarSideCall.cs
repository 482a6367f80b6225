using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace AgoraChat.Push;

/// <summary>One call to make: which endpoint, and what is filled in.</summary>
/// <param name="Method">The HTTP method.</param>
/// <param name="Endpoint">
/// The path after the base as the documents write it, such as <c>users/{user}/status</c>. Errors name it so, without
/// the user: exceptions end up in logs.
/// </param>
/// <param name="Location">The same with the braces filled in.</param>
internal sealed record FarSideCall(HttpMethod Method, string Endpoint, string Location)
{
    /// <summary>Where to note when it left; null: nobody asks.</summary>
    public CallDeparture? Departure { get; init; }

    /// <summary>What follows the path, from the question mark on; already escaped.</summary>
    public string Query { get; init; } = "";

    /// <summary>The JSON body; null when the call has none.</summary>
    public byte[]? Body { get; init; }

    /// <summary>A token of the caller's own, used instead of the app's.</summary>
    public string? Token { get; init; }

    /// <summary>The path after the base with everything filled in.</summary>
    public string Path => Location + Query;

    public static FarSideCall Get(string endpoint, params IReadOnlyList<string> segments) =>
        new(HttpMethod.Get, endpoint, UrlPath.Fill(endpoint, segments));

    public static FarSideCall Post(string endpoint, params IReadOnlyList<string> segments) =>
        new(HttpMethod.Post, endpoint, UrlPath.Fill(endpoint, segments));

    public static FarSideCall Put(string endpoint, params IReadOnlyList<string> segments) =>
        new(HttpMethod.Put, endpoint, UrlPath.Fill(endpoint, segments));

    public static FarSideCall Delete(string endpoint, params IReadOnlyList<string> segments) =>
        new(HttpMethod.Delete, endpoint, UrlPath.Fill(endpoint, segments));

    /// <summary>The same call with this body.</summary>
    public FarSideCall With<T>(T body, JsonTypeInfo<T> type) =>
        this with { Body = JsonSerializer.SerializeToUtf8Bytes(body, type) };
}
