using Azure.Storage.Blobs;

namespace PushFunctions.Lists;

/// <summary>Merges sorted runs into one list, each line once.</summary>
/// <param name="container">Where the runs are, and the list goes.</param>
/// <param name="folder">What its name begins with.</param>
/// <param name="sizes">How much is in memory at once.</param>
public sealed class RunMerge(BlobContainerClient container, string folder, SortSizes sizes)
{
    private static readonly Comparer<RunReader> ByLine =
        Comparer<RunReader>.Create((one, other) => one.Current.SequenceCompareTo(other.Current));

    /// <param name="state">Of what has been read; is moved over the blocks that are written.</param>
    /// <param name="mostBlocks">Blocks to write at most.</param>
    /// <param name="cancellationToken">Ends the merge.</param>
    /// <returns>The list; null while there is more to do.</returns>
    public async Task<Run?> MergeAsync(SortState state, int mostBlocks, CancellationToken cancellationToken)
    {
        if (state.Runs is [var only]) return only;
        var merge = state.Merge
            ?? new($"{folder}/{Guid.NewGuid():N}", [.. state.Runs.Select(_ => 0L)], [], Bytes: 0, Count: 0);
        IReadOnlyList<RunReader> readers = [.. state.Runs.Select(
            (run, index) => new RunReader(container, run, merge.Offsets[index], sizes.ReadBytes))];
        var writer = new RunWriter(container, merge.Blob, sizes.BlockBytes);
        var isDone = await MergeAsync(readers, writer, mostBlocks, cancellationToken);
        state.Merge = merge = merge with
        {
            Offsets = [.. readers.Select(reader => reader.Offset)],
            Blocks = [.. merge.Blocks, .. writer.Blocks],
            Bytes = merge.Bytes + writer.Bytes,
            Count = merge.Count + writer.Count,
        };
        if (!isDone) return null;
        await RunWriter.CommitAsync(container, merge.Blob, merge.Blocks, cancellationToken);
        return new(merge.Blob, merge.Bytes, merge.Count);
    }

    private static async Task<bool> MergeAsync(
        IReadOnlyList<RunReader> readers, RunWriter writer, int mostBlocks, CancellationToken cancellationToken)
    {
        var first = new PriorityQueue<RunReader, RunReader>(ByLine);
        foreach (var reader in readers)
        {
            if (await reader.ReadAsync(cancellationToken)) first.Enqueue(reader, reader);
        }

        while (first.TryPeek(out var reader, out _))
        {
            if (writer.CompareToLast(reader.Current) != 0)
            {
                // All lines up to the last one have been taken from every run: here the merge may rest.
                if (writer.IsFull) await writer.FlushAsync(cancellationToken);
                if (writer.Blocks.Count == mostBlocks) return false;
                writer.Write(reader.Current);
            }

            // Out before its line changes: the queue knows it by that.
            first.Dequeue();
            if (reader.TryMoveNext() || await reader.ReadAsync(cancellationToken)) first.Enqueue(reader, reader);
        }

        await writer.FlushAsync(cancellationToken);
        return true;
    }
}
