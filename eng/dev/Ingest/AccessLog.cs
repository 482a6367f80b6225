using PushFunctions.Dev.Load;

namespace PushFunctions.Dev.Ingest;

/// <summary>Reads Azurite's own log of requests.</summary>
internal sealed class AccessLog
{
    /// <summary>A name in an address that marks the end of what is counted.</summary>
    public const string Mark = "endofcount";

    private const int Services = 3;
    private readonly Lock _gate = new();
    private readonly List<string> _writes = [];
    private TaskCompletionSource _marked = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _marks;

    /// <summary>Takes a line of any of its services.</summary>
    public void Take(string line)
    {
        if (AccessLine.Parse(line) is not { } request) return;
        lock (_gate)
        {
            if (request.Path.Contains(Mark, StringComparison.Ordinal))
            {
                if (++_marks == Services) _marked.TrySetResult();
            }
            else if (request.Verb is not ("GET" or "HEAD" or "OPTIONS"))
            {
                _writes.Add(request.Kind);
            }
        }
    }

    /// <summary>Waits until each service has logged the mark, and gives what was written since the last time.</summary>
    public async Task<IReadOnlyList<string>> WritesUntilMarkAsync(CancellationToken cancellationToken)
    {
        await _marked.Task.WaitAsync(TimeSpan.FromSeconds(30), TimeProvider.System, cancellationToken);
        lock (_gate)
        {
            IReadOnlyList<string> writes = [.. _writes];
            _writes.Clear();
            _marks = 0;
            _marked = new(TaskCreationOptions.RunContinuationsAsynchronously);
            return writes;
        }
    }
}
