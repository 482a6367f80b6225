using System.Text.RegularExpressions;

namespace PushFunctions.Dev.Ingest;

/// <summary>Reads Azurite's own log of requests.</summary>
internal sealed partial class AccessLog
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
        if (Request().Match(line) is not { Success: true } request) return;
        var (verb, path) = (request.Groups["verb"].Value, request.Groups["path"].Value);
        lock (_gate)
        {
            if (path.Contains(Mark, StringComparison.Ordinal))
            {
                if (++_marks == Services) _marked.TrySetResult();
            }
            else if (verb is not ("GET" or "HEAD" or "OPTIONS"))
            {
                _writes.Add($"{verb} {Thing().Match(path).Value}");
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

    [GeneratedRegex("\"(?<verb>[A-Z]+) /[^/ ]+/(?<path>[^ ]*) HTTP/")]
    private static partial Regex Request();

    // Without keys and ids: the table, queue or container, and what is in it.
    [GeneratedRegex("^[^(/?]*")]
    private static partial Regex Thing();
}
