using Azure.Core;
using Azure.Core.Pipeline;

namespace PushFunctions.Dev.Crowd;

/// <summary>Counts the requests of storage clients.</summary>
internal sealed class CountedRequests : HttpPipelineSynchronousPolicy
{
    private int _count;

    public int Count => Volatile.Read(ref _count);

    public override void OnSendingRequest(HttpMessage message) => Interlocked.Increment(ref _count);
}
