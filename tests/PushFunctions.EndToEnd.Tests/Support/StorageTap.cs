using System.Collections.Concurrent;
using System.Text;
using Azure.Core;
using Azure.Core.Pipeline;

namespace PushFunctions.EndToEnd.Tests.Support;

/// <summary>Stands in the storage clients' pipelines, before their own tries: notes requests, makes some fail.</summary>
public sealed class StorageTap : HttpPipelinePolicy
{
    private const string MessageStart = "<MessageText>";
    private const string MessageEnd = "</MessageText>";

    private readonly ConcurrentQueue<StorageRequest> _requests = new();

    /// <summary>The requests so far, in their order.</summary>
    public IReadOnlyList<StorageRequest> Requests => [.. _requests];

    /// <summary>Says what goes wrong with a request; null: nothing.</summary>
    public Func<StorageRequest, StorageFault?> Fault { get; set; } = _ => null;

    public override async ValueTask ProcessAsync(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline)
    {
        var request = await ReadAsync(message.Request);
        _requests.Enqueue(request);
        var fault = Fault(request);
        if (fault is { IsDone: false }) throw fault.Exception;
        await ProcessNextAsync(message, pipeline);
        if (fault is { IsDone: true }) throw fault.Exception;
    }

    public override void Process(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline) =>
        throw new NotSupportedException("The app asks its storage asynchronously.");

    private static async Task<StorageRequest> ReadAsync(Request request)
    {
        using var body = new MemoryStream();
        if (request.Content is { } content) await content.WriteToAsync(body, CancellationToken.None);
        var path = Uri.UnescapeDataString(request.Uri.ToUri().PathAndQuery);
        return new(request.Method.Method, path, Text(body.ToArray()));
    }

    /// <summary>The body's text; of a queue message, the text inside its base64.</summary>
    private static string Text(byte[] body)
    {
        var text = Encoding.UTF8.GetString(body);
        var start = text.IndexOf(MessageStart, StringComparison.Ordinal);
        if (start < 0) return text;
        var end = text.IndexOf(MessageEnd, StringComparison.Ordinal);
        return Encoding.UTF8.GetString(Convert.FromBase64String(text[(start + MessageStart.Length)..end]));
    }
}

/// <summary>One request to storage.</summary>
public sealed record StorageRequest(string Method, string Path, string Body)
{
    public bool IsWrite => Method != "GET" && Method != "HEAD";

    /// <summary>Whether it is about this push.</summary>
    public bool IsOf(string pushId) =>
        Path.Contains(pushId, StringComparison.Ordinal) || Body.Contains(pushId, StringComparison.Ordinal);
}

/// <summary>What goes wrong with a request.</summary>
/// <param name="Exception">What the client says.</param>
/// <param name="IsDone">Whether the service has done it nevertheless.</param>
public sealed record StorageFault(Exception Exception, bool IsDone = false);
