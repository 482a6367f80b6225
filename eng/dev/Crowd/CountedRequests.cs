using Azure.Core;
using Azure.Core.Pipeline;

namespace PushFunctions.Dev.Crowd;

/// <summary>Counts the requests of storage clients.</summary>
internal sealed class CountedRequests : HttpPipelineSynchronousPolicy
{
    private int _count;
    private int _pages;

    public int Count => Volatile.Read(ref _count);

    /// <summary>Those of them that read rows of tables, single ones or pages.</summary>
    public int Reads => Volatile.Read(ref _pages);

    public override void OnSendingRequest(HttpMessage message)
    {
        Interlocked.Increment(ref _count);
        // Of the rest, only tables are read with such a version of the protocol.
        var request = message.Request;
        if (request.Method == RequestMethod.Get && request.Headers.TryGetValue("DataServiceVersion", out _))
            Interlocked.Increment(ref _pages);
    }
}
