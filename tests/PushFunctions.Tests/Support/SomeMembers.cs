using PushFunctions.Budgets;
using PushFunctions.Expand;
using PushFunctions.Storage;

namespace PushFunctions.Tests;

/// <summary>Labels and who has them.</summary>
internal static class SomeMembers
{
    /// <summary>So small that some hundred users have several pages and parts.</summary>
    public static MemberSizes SmallSizes { get; } = new() { PageRows = 60, PartUsers = 150 };

    public static async Task PutAsync(MemoryTable table, string label, IEnumerable<string> users)
    {
        foreach (var user in users)
            await table.UpsertEntityAsync(new LabelMemberRow { PartitionKey = label, RowKey = user });
    }

    public static MemberLookup Reader(MemoryTable table, int pageRows, MemoryTable? labels = null) =>
        new(Memory.Clients(members: table, labels: labels), new() { PageRows = pageRows });

    public static MemberCount Count(MemoryTable members, MemoryTable labels, TimeProvider time) => new(
        Reader(members, pageRows: 100, labels), time);

    /// <summary>Lets a push be accepted to members of labels, where a step feeds two calls.</summary>
    public static async Task<PushRow> AcceptMembersAsync(
        this MemoryPipeline pipeline, MemberSets sets, Action<PushRow>? change = null)
    {
        await pipeline.Bed.Budgets.UpsertEntityAsync(new BudgetRow
        {
            PartitionKey = Some.App,
            RowKey = BudgetNames.PushSingle,
            CallsPerMinute = 60,
            PutVersion = "slow",
        });
        return await pipeline.AcceptAsync(users: 101, push =>
        {
            (push.Targets, push.Batches, push.BlobBytes) = (0, 0, 0);
            (push.Members, push.MembersFrom) = (Some.Bytes(sets), "");
            push.Blob = PushBlobs.NewGrowingList(push.PushId);
            change?.Invoke(push);
        });
    }

    /// <summary>Whom the sets are of, by plain code.</summary>
    public static IReadOnlyList<string> Choose(
        MemberSets sets, Func<string, IReadOnlySet<string>> usersOf) =>
    [
        .. sets.Labels.SelectMany(usersOf).Distinct()
            .Where(user => sets.Any.Count == 0 || sets.Any.Any(label => usersOf(label).Contains(user)))
            .Where(user => sets.All.All(label => usersOf(label).Contains(user)))
            .Where(user => !sets.None.Any(label => usersOf(label).Contains(user)))
            .Order(StringComparer.Ordinal),
    ];
}
