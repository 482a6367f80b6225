using System.Collections.Concurrent;
using Azure.Data.Tables;
using PushFunctions.Dev.Grammar;
using PushFunctions.Dev.Stack;
using PushFunctions.Storage;

namespace PushFunctions.Dev.Fuzz;

/// <summary>What answers have promised, and whether storage and far side hold just that.</summary>
internal sealed class Promises(StoredState stored)
{
    private static readonly TimeSpan PollEvery = TimeSpan.FromMilliseconds(300);
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);
    private readonly ConcurrentDictionary<string, bool> _pushes = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, bool> _mappings = new(StringComparer.Ordinal);

    public int Count => _pushes.Count;

    /// <summary>Users that were to be told, after <see cref="FindFaultsAsync"/>.</summary>
    public long Users { get; private set; }

    /// <summary>Notes what an answer has promised.</summary>
    public void Add(WireRequest request, WireAnswer answer)
    {
        if (request.Method == "PUT" && answer.Status is >= 200 and < 300)
            _mappings[request.Target[(request.Target.LastIndexOf('/') + 1)..]] = true;
        else
            foreach (var push in AnswerCheck.PushesOf(answer)) _pushes[push] = true;
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
            {
                throw new StackException(
                    $"{open} pushes are open, and none has ended for {Patience.TotalMinutes:0} minutes.");
            }

            await Task.Delay(PollEvery, TimeProvider.System, cancellationToken);
        }
    }

    /// <summary>Everything in storage that is too much, or missing; none when all promises were kept.</summary>
    public async Task<IReadOnlyList<string>> FindFaultsAsync(CancellationToken cancellationToken)
    {
        List<string> faults = [];
        var found = await FindPushesAsync(faults, cancellationToken);
        var listed = 0;
        await foreach (var _ in RowsAsync<ListingRow>(TableNames.PushListing)) listed++;
        if (listed != found.Count) faults.Add($"{listed} pushes are listed, and {found.Count} are there.");
        var due = await CountAsync("PartitionKey ge 'due|' and PartitionKey lt 'due}'", cancellationToken);
        if (due > 0) faults.Add($"{due} rows are due, and nothing is left to do.");
        foreach (var (queue, count) in await stored.QueuesAsync(cancellationToken))
        {
            if (count > 0) faults.Add($"{count} messages are left on {queue}.");
        }

        await foreach (var letter in RowsAsync<DeadLetterRow>(TableNames.DeadLetters))
            faults.Add($"Dead letter {letter.PartitionKey} {letter.RowKey}.");
        faults.AddRange((await stored.BlobsAsync(cancellationToken))
            .Where(blob => !found.Contains(blob.Split(' ', '/')[1]))
            .Select(blob => $"Blob {blob} belongs to no push."));
        HashSet<string> mappings = [];
        await foreach (var mapping in RowsAsync<MappingRow>(TableNames.Mappings)) mappings.Add(mapping.Type);
        mappings.SymmetricExceptWith(_mappings.Keys);
        faults.AddRange(mappings.Select(type => $"The mapping of {type} was promised and is not there, or reversely."));
        return faults;

        IAsyncEnumerable<TRow> RowsAsync<TRow>(string table)
            where TRow : class, ITableEntity, new() => stored.RowsAsync<TRow>(table, filter: null, cancellationToken);
    }

    private async Task<HashSet<string>> FindPushesAsync(List<string> faults, CancellationToken cancellationToken)
    {
        HashSet<string> found = [];
        Users = 0;
        var ofPush = $"RowKey eq '{LedgerKey.Push}'";
        await foreach (var push in stored.RowsAsync<PushRow>(TableNames.Pushes, ofPush, cancellationToken))
        {
            found.Add(push.PushId);
            Users += push.Targets;
            var name = $"Push {push.PushId} of event '{push.EventId}'";
            if (!_pushes.ContainsKey(push.PushId)) faults.Add($"{name} is there, and nobody was promised it.");
            if (push.State != PushState.Finished || push.Accepted != push.Targets)
                faults.Add($"{name} is {push.State}: {push.Accepted} of {push.Targets} users.");
        }

        faults.AddRange(_pushes.Keys.Except(found).Select(push => $"Push {push} was promised, and is not there."));
        return found;
    }

    private async Task<int> CountAsync(string filter, CancellationToken cancellationToken)
    {
        var count = 0;
        await foreach (var _ in stored.RowsAsync<IndexRow>(TableNames.PushIndex, filter, cancellationToken)) count++;
        return count;
    }
}
