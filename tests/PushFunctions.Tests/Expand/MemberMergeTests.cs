using PushFunctions.Expand;
using PushFunctions.Storage;

namespace PushFunctions.Tests.Expand;

/// <summary>Labels are combined in one pass, against what a few lines of plain code make of them.</summary>
public sealed class MemberMergeTests
{
    private static readonly string[] Names = ["a", "b", "c", "d"];

    [Fact]
    public void Whatever_the_sets_are_those_who_belong_are_found_in_their_order() =>
        Holds.ForAll(Holds.Seeds, seed => Assert.True(IsRightAsync(seed).Result), tests: 300);

    [Fact]
    public async Task A_label_of_few_costs_few_pages_of_one_of_many()
    {
        var table = new MemoryTable();
        await SomeMembers.PutAsync(table, "many", Some.Users(20_000));
        await SomeMembers.PutAsync(table, "few", ["user000003", "user011000", "user019999", "user030000"]);
        await using var merge = await SomeMembers.Reader(table, pageRows: 100)
            .OpenAsync(Some.App, new([], ["many", "few"], []), "", CancellationToken.None);

        Assert.Equal(["user000003", "user011000", "user019999"], await AllAsync(merge));

        Assert.InRange(merge.Streams.Sum(stream => stream.Pages), 4, 20);
    }

    [Fact]
    public async Task Labels_of_other_apps_and_rows_that_name_nobody_are_passed_over()
    {
        var table = new MemoryTable();
        await SomeMembers.PutAsync(table, "vip", ["Ada", "bob", "c d", "zoe", new string('x', 65)]);
        await SomeMembers.PutAsync(table, "shop|vip", ["eve"]);

        Assert.Equal(["bob", "zoe"], await FindAsync(table, "default"));
        Assert.Equal(["eve"], await FindAsync(table, "shop"));

        static async Task<IReadOnlyList<string>> FindAsync(MemoryTable table, string app)
        {
            await using var merge = await SomeMembers.Reader(table, pageRows: 1)
                .OpenAsync(app, new(["vip"], [], []), "", CancellationToken.None);
            return await AllAsync(merge);
        }
    }

    [Fact]
    public async Task Answers_without_rows_do_not_end_it()
    {
        var table = new MemoryTable { RowsAnAnswer = 1 };
        await SomeMembers.PutAsync(table, "vip", ["Ada", "Bea", "Cy", "Dan", "bob"]);
        await using var merge = await SomeMembers.Reader(table, pageRows: 3)
            .OpenAsync(Some.App, new([], ["vip"], []), "", CancellationToken.None);

        Assert.Equal(["bob"], await AllAsync(merge));
    }

    [Fact]
    public async Task Members_of_a_deleted_label_are_those_who_were_put_later()
    {
        var time = new ManualTime();
        var (table, labels) = (new MemoryTable { Clock = time }, new MemoryTable());
        await SomeMembers.PutAsync(table, "vip", ["ada", "bob"]);
        await labels.UpsertEntityAsync(new LabelRow
        {
            PartitionKey = Some.App, RowKey = "vip", CreatedAt = time.Now, DeletedAt = time.Now, DesiredCount = 2,
        });
        time.Advance(TimeSpan.FromSeconds(1));
        await SomeMembers.PutAsync(table, "vip", ["bob", "cid"]);

        await using var merge = await SomeMembers.Reader(table, pageRows: 1, labels)
            .OpenAsync(Some.App, new(["vip"], [], []), "", CancellationToken.None);

        Assert.Equal(["bob", "cid"], await AllAsync(merge));
        Assert.Null(merge.Streams[0].LastCount);
    }

    /// <summary>Stopped at any moment and begun anew there, as by one step after another.</summary>
    private static async Task<bool> IsRightAsync(int seed)
    {
        var random = new System.Random(seed);
        var (table, users) = (new MemoryTable(), new Dictionary<string, IReadOnlySet<string>>());
        foreach (var name in Names)
        {
            var density = random.NextDouble();
            users[name] = Ids(random).Where(_ => random.NextDouble() < density).ToHashSet();
            await SomeMembers.PutAsync(table, name, users[name]);
        }

        var sets = new MemberSets(Some(), Some(), Some());
        if (sets.Any.Count + sets.All.Count == 0) sets = sets with { Any = ["a"] };
        var (found, from, pageRows) = (new List<string>(), "", random.Next(1, 12));
        while (from is not null)
        {
            await using var merge = await SomeMembers.Reader(table, pageRows)
                .OpenAsync("default", sets, from, CancellationToken.None);
            var left = random.Next(1, 20);
            while (await merge.FindNextAsync(() => left-- <= 0) is { } id) found.Add(id);
            from = merge.From;
        }

        return found.SequenceEqual(SomeMembers.Choose(sets, name => users[name]));

        IReadOnlyList<string> Some() => [.. Names.Where(_ => random.Next(3) == 0)];
    }

    /// <summary>Some of which others are the beginning, and all letters that an id may have.</summary>
    private static IEnumerable<string> Ids(System.Random random)
    {
        var most = random.Next(1, 40);
        for (var no = 0; no < most; no++)
        {
            yield return $"u{no}";
            yield return $"u{no}-";
            yield return $"u{no}.x";
            yield return $"u{no}_z";
        }
    }

    private static async Task<IReadOnlyList<string>> AllAsync(MemberMerge merge)
    {
        var found = new List<string>();
        while (await merge.FindNextAsync(() => false) is { } id) found.Add(id);
        return found;
    }
}
