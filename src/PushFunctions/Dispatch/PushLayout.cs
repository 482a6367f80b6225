using PushFunctions.Storage;

namespace PushFunctions.Dispatch;

/// <summary>How a push's users fall into batches: in the order of its groups, a batch never of two groups.</summary>
public sealed class PushLayout(IReadOnlyList<PushGroup> groups)
{
    public IReadOnlyList<PushGroup> Groups { get; } = groups;

    /// <summary>Index of the group that a batch is of.</summary>
    public int GroupOf(int batch)
    {
        var (first, last) = (0, Groups.Count - 1);
        while (first < last)
        {
            var middle = (first + last + 1) / 2;
            if (Groups[middle].FirstBatch > batch) last = middle - 1;
            else first = middle;
        }

        return first;
    }

    /// <summary>How many users a batch has.</summary>
    public int UsersOf(int batch)
    {
        var group = Groups[GroupOf(batch)];
        var before = (batch - group.FirstBatch) * PushBatch.MaxUsers;
        return Math.Min(PushBatch.MaxUsers, group.Users - before);
    }

    /// <summary>The batch in which a user is.</summary>
    /// <param name="firstBatch">A batch before or at that.</param>
    /// <param name="user">The user's position, counted from the first of that batch.</param>
    public int BatchOf(int firstBatch, int user)
    {
        var batch = firstBatch;
        for (var left = user; left >= UsersOf(batch); batch++) left -= UsersOf(batch);
        return batch;
    }
}
