using PushFunctions.Dev.Stack;

namespace PushFunctions.Dev.Load;

/// <summary>The hosts' way to storage, which can be shut while storage itself goes on and loses nothing.</summary>
internal sealed class StorageDoor : IDisposable
{
    private readonly int _storagePort;
    private readonly string _connection;
    private readonly List<PortRelay> _relays;

    public StorageDoor()
    {
        // The ports beside one that was handed out are left for the other parts of storage.
        _storagePort = Ports.Free(1)[0];
        var doors = Ports.Free(3);
        _connection = AzuriteServer.ConnectionTo(doors);
        _relays = [.. doors.Select((door, part) => new PortRelay(door, _storagePort + part))];
        Open();
    }

    /// <summary>The same stack, whose hosts go through this door.</summary>
    public LocalStackOptions Lead(LocalStackOptions options) => options with
    {
        StoragePort = _storagePort,
        Settings = new Dictionary<string, string>(options.Settings)
        {
            ["Storage"] = _connection,
            ["AzureWebJobsStorage"] = _connection,
        },
    };

    public void Open() => _relays.ForEach(relay => relay.Open());

    public void Shut() => _relays.ForEach(relay => relay.Shut());

    /// <summary>Opens the way to one service.</summary>
    public void Open(AzuritePart part) => _relays[(int)part].Open();

    /// <summary>Shuts the way to one service.</summary>
    public void Shut(AzuritePart part) => _relays[(int)part].Shut();

    public void Dispose() => Shut();
}
