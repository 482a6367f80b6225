using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using PushFunctions.Accept;
using PushFunctions.Storage;

namespace PushFunctions.Labels;

/// <summary>
/// Walks once through both tables of members, side by side, and begins a run for each label that differs. A label that
/// does not is not even written to. Two at once are harmless: a label is taken by one.
/// </summary>
public sealed class SyncPlanner(
    StorageClients storage, KnownApps apps, LabelBook book, SyncStart start, WorkQueues queues,
    IOptions<LabelOptions> options, TimeProvider time, ILogger<SyncPlanner> log)
{
    public async Task HandleAsync(CancellationToken cancellationToken)
    {
        // Before the members: a label that another run takes meanwhile cannot be taken here any more.
        var rows = (await book.ReadAsync(app: null, cancellationToken)).Where(row => apps.Contains(row.PartitionKey))
            .ToDictionary(row => row.Partition.Key, StringComparer.Ordinal);
        var room = new LabelRoom(rows.Values, options.Value.MaxLabels);
        var marks = new PlanMarks(book, start, queues, time, log);
        try
        {
            var walk = new Walk(rows, room, marks, cancellationToken);
            if (await WalkAsync(walk)) await PlanOthersAsync(walk);
        }
        finally
        {
            await marks.EndAsync();
        }
    }

    /// <returns>False: the tables' rows were not in order; the rest is left to the next run.</returns>
    private async Task<bool> WalkAsync(Walk walk)
    {
        await using var streams = new LabelStreams(storage, time);
        await streams.OpenAsync(filter: null, walk.Stop);
        string? last = null;
        var strangers = 0;
        while (streams.Partition is { } key)
        {
            if (!LabelPartition.TryParse(key, out var label) || !apps.Contains(label.App))
            {
                strangers++;
                await streams.SkipAsync(key, walk.Stop);
            }
            else if (!label.IsLowerCase)
            {
                walk.Conflicts.TryAdd(label.LowerCase.Key, key);
                await streams.SkipAsync(key, walk.Stop);
            }
            else if (last is not null && string.CompareOrdinal(key, last) <= 0)
            {
                log.TablesOutOfOrder(key, last);
                return false;
            }
            else
            {
                last = key;
                await PlanAsync(label, streams, walk);
            }
        }

        if (strangers > 0) log.Strangers(strangers);
        return true;
    }

    private async Task PlanAsync(LabelPartition label, LabelStreams streams, Walk walk)
    {
        walk.Rows.Remove(label.Key, out var row);
        walk.Conflicts.Remove(label.Key, out var conflict);
        var isHeld = row?.IsHeld(time.GetUtcNow()) == true;
        var readsItself = row is { IsDeleted: true } or { IsUnsure: true };
        if (isHeld || readsItself || (row is not { IsThere: true } && !walk.Room.TryTake(label.App)))
        {
            await streams.SkipAsync(label.Key, walk.Stop);
            if (isHeld) return;
            if (readsItself) await walk.Marks.BeginAsync(label, row, null, null, [], walk.Stop);
            else await walk.Marks.NoteAsync(label, row, Noted(conflict, isOverLimit: true), walk.Stop);
            return;
        }

        var join = new MembershipJoin(
            streams.Wanted, streams.Applied, label.Key, options.Value.MaxMembers, new(), time.GetUtcNow());
        var list = new ChangeList();
        JoinedUser? user;
        while ((user = await join.NextAsync()) is not null && list.Count < ChangeList.Most) list.Add(user);
        await streams.SkipAsync(label.Key, walk.Stop);
        var columns = Noted(conflict, isOverLimit: false);
        if (join.IsOutOfOrder)
        {
            columns[nameof(LabelRow.Problem)] = LabelProblems.OutOfOrder.Reason;
            await walk.Marks.NoteAsync(label, row, columns, walk.Stop);
            return;
        }

        if (user is not null)
        {
            await walk.Marks.BeginAsync(label, row, null, null, columns, walk.Stop);
            return;
        }

        foreach (var (name, value) in LabelColumns.Of(join.Counts, join.Counts.Members + list.Removes, list.Count))
            columns[name] = value;
        var isWanted = row?.CreatedAt is not null || join.Counts.Desired > 0;
        if (list.Count > 0 || (isWanted && row is not { IsThere: true }))
        {
            var changes = list.ToChanges(time.GetUtcNow());
            await walk.Marks.BeginAsync(label, row, changes, join.Counts, columns, walk.Stop);
            return;
        }

        // It has only rows that name nobody.
        if (row is not { IsThere: true }) walk.Room.GiveBack(label.App);
        columns[nameof(LabelRow.Problem)] = "";
        await walk.Marks.NoteAsync(label, row, columns, walk.Stop);
    }

    /// <summary>Labels without members, and spellings of labels that nobody has.</summary>
    private async Task PlanOthersAsync(Walk walk)
    {
        foreach (var row in walk.Rows.Values)
        {
            walk.Conflicts.Remove(row.Partition.Key, out var conflict);
            await PlanEmptyAsync(row, conflict, walk);
        }

        foreach (var (key, conflict) in walk.Conflicts)
        {
            if (LabelPartition.TryParse(key, out var label))
                await walk.Marks.NoteAsync(label, null, Noted(conflict, isOverLimit: false), walk.Stop);
        }
    }

    private async Task PlanEmptyAsync(LabelRow row, string? conflict, Walk walk)
    {
        if (row.IsHeld(time.GetUtcNow())) return;
        if (row is { CreatedAt: null, IsDeleted: false, IsThere: false, IsUnsure: false })
        {
            if (conflict is null) await book.TryRemoveAsync(row, walk.Stop);
            else await walk.Marks.NoteAsync(row.Partition, row, Noted(conflict, isOverLimit: false), walk.Stop);
        }
        else if (row.IsDeleted || row.IsUnsure)
        {
            await walk.Marks.BeginAsync(row.Partition, row, null, null, [], walk.Stop);
        }
        else if (row.IsThere)
        {
            var columns = Noted(conflict, isOverLimit: false);
            columns[nameof(LabelRow.Problem)] = "";
            foreach (var (name, value) in LabelColumns.Of(new(), applied: 0, pending: 0)) columns[name] = value;
            await walk.Marks.NoteAsync(row.Partition, row, columns, walk.Stop);
        }
        else if (walk.Room.TryTake(row.PartitionKey))
        {
            await walk.Marks.BeginAsync(
                row.Partition, row, new ChangeList().ToChanges(time.GetUtcNow()), new(), [], walk.Stop);
        }
        else
        {
            await walk.Marks.NoteAsync(row.Partition, row, Noted(conflict, isOverLimit: true), walk.Stop);
        }
    }

    private static Dictionary<string, object> Noted(string? conflict, bool isOverLimit) => new()
    {
        [nameof(LabelRow.NameConflict)] = conflict ?? "", [nameof(LabelRow.IsOverLabelLimit)] = isOverLimit,
    };

    /// <param name="Rows">The labels that were not met yet, by partition.</param>
    /// <param name="Room">How many more there may be.</param>
    /// <param name="Marks">What is written.</param>
    /// <param name="Stop">Ends the walk.</param>
    private sealed record Walk(
        Dictionary<string, LabelRow> Rows, LabelRoom Room, PlanMarks Marks, CancellationToken Stop)
    {
        /// <summary>Another spelling of each of these partitions.</summary>
        public Dictionary<string, string> Conflicts { get; } = new(StringComparer.Ordinal);
    }
}
