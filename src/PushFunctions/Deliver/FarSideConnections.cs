using AgoraChat.Push;

namespace PushFunctions.Deliver;

/// <summary>The connections to the far side that all apps' clients share.</summary>
public sealed class FarSideConnections(HttpMessageHandler handler) : IDisposable
{
    public FarSideConnections()
        : this(AgoraChatConnections.Create())
    {
    }

    public HttpMessageHandler Handler => handler;

    public void Dispose() => handler.Dispose();
}
