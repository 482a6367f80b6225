using System.Collections.Concurrent;
using PushFunctions.Dev.Stack;
using PushFunctions.Storage;

namespace PushFunctions.Dev.Fuzz;

/// <summary>The pushes that answers have promised, and whether storage and far side hold just them.</summary>
internal sealed class Promises(StoredState stored)
{
    private static readonly TimeSpan PollEvery = TimeSpan.FromMilliseconds(300);
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);
    private readonly ConcurrentDictionary<string, bool> _pushes = new(StringComparer.Ordinal);

    public int Count => _pushes.Count;

    /// <summary>Users that were to be told, after <see cref="FindFaultsAsync"/>.</summary>
    public long Users { get; private set; }

    public void Add(IEnumerable<string> pushes)
    {
        foreach (var push in pushes) _pushes[push] = true;
    }

    /// <summary>Waits until no push is open.</summary>
    /// <exception cref="StackException">Nothing has ended for too long.</exception>
    public async Task KeptAsync(CancellationToken cancellationToken)
    {
        var (least, since) = (int.MaxValue, TimeProvider.System.GetTimestamp());
        while (await CountAsync($"PartitionKey eq '{IndexRow.Open}'", cancellationToken) is > 0 and var open)
        {
            if (open < least) (least, since) = (open, TimeProvider.System.GetTimestamp());
            if (TimeProvider.System.GetElapsedTime(since) > Patience)
                throw new StackException($"{open} pushes are open, and none has ended for {Patience.TotalMinutes:0} minutes.");
            await Task.Delay(PollEvery, TimeProvider.System, cancellationToken);
        }
    }

    /// <summary>Everything in storage that is too much, or missing; none when all promises were kept.</summary>
    public async Task<IReadOnlyList<string>> FindFaultsAsync(CancellationToken cancellationToken)
    {
        List<string> faults = [];
        HashSet<string> found = [];
        Users = 0;
        await foreach (var push in stored.RowsAsync<PushRow>(TableNames.Pushes, $"RowKey eq '{LedgerKey.Push}'", cancellationToken))
        {
            found.Add(push.PushId);
            Users += push.Targets;
            if (!_pushes.ContainsKey(push.PushId))
                faults.Add($"Push {push.PushId} of event '{push.EventId}' is there, and nobody was promised it.");
            if (push.State != PushState.Finished || push.Accepted != push.Targets)
                faults.Add($"Push {push.PushId} of event '{push.EventId}' is {push.State}: {push.Accepted} of {push.Targets} users.");
        }

        faults.AddRange(_pushes.Keys.Except(found).Select(push => $"Push {push} was promised, and is not there."));
        var days = await CountAsync("PartitionKey ge 'day|' and PartitionKey lt 'day}'", cancellationToken);
        if (days != found.Count) faults.Add($"{days} rows of days for {found.Count} pushes.");
        var due = await CountAsync("PartitionKey ge 'due|' and PartitionKey lt 'due}'", cancellationToken);
        if (due > 0) faults.Add($"{due} rows are due, and nothing is left to do.");
        faults.AddRange((await stored.QueuesAsync(cancellationToken))
            .Where(queue => queue.Value > 0).Select(queue => $"{queue.Value} messages are left on {queue.Key}."));
        await foreach (var letter in stored.RowsAsync<DeadLetterRow>(TableNames.DeadLetters, filter: null, cancellationToken))
            faults.Add($"Dead letter {letter.PartitionKey} {letter.RowKey}.");
        faults.AddRange((await stored.BlobsAsync(cancellationToken))
            .Where(blob => !found.Contains(blob.Split(' ', '/')[1])).Select(blob => $"Blob {blob} belongs to no push."));
        return faults;
    }

    private async Task<int> CountAsync(string filter, CancellationToken cancellationToken)
    {
        var count = 0;
        await foreach (var _ in stored.RowsAsync<IndexRow>(TableNames.PushIndex, filter, cancellationToken)) count++;
        return count;
    }
}
