namespace AgoraChat.Simulator;

/// <summary>The last stored messages; older ones are forgotten.</summary>
internal sealed class MessageBook(SimulatorOptions options, TimeProvider time)
{
    // That of the documents' example.
    private const long FirstId = 833_724_991_672_734_897;

    private readonly Lock _gate = new();
    private readonly OrderedDictionary<long, StoredMessage> _messages = [];
    private long _nextId = FirstId;

    /// <returns>Its id.</returns>
    public long Add(byte[] message)
    {
        lock (_gate)
        {
            _messages.Add(_nextId, new(message, time.GetUtcNow()));
            if (_messages.Count > options.JournalSize)
                _messages.RemoveAt(0);
            return _nextId++;
        }
    }

    public StoredMessage? Find(long id)
    {
        lock (_gate)
            return _messages.GetValueOrDefault(id);
    }

    public void Reset()
    {
        lock (_gate)
        {
            _messages.Clear();
            _nextId = FirstId;
        }
    }
}
