namespace PushFunctions.Audiences;

/// <summary>Where this process merges lists and checks uploads, one at a time: each takes tens of megabytes.</summary>
public sealed class SortingRoom : IDisposable
{
    private readonly SemaphoreSlim _door = new(1);

    /// <returns>Leaves the room when it is disposed of.</returns>
    public async Task<IDisposable> EnterAsync(CancellationToken cancellationToken)
    {
        await _door.WaitAsync(cancellationToken);
        return new Visit(_door);
    }

    public void Dispose() => _door.Dispose();

    private sealed class Visit(SemaphoreSlim door) : IDisposable
    {
        public void Dispose() => door.Release();
    }
}
