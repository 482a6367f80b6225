using System.Globalization;
using PushFunctions.Storage;

namespace PushFunctions.Tests.Labels;

/// <summary>Any sets of wanted and applied members, against a few lines that know both.</summary>
public sealed class SyncPropertyTests
{
    private const int MaxMembers = 900;

    [Fact]
    public void After_a_sync_the_sets_are_equal_with_as_few_calls_as_they_need_and_the_next_makes_none() =>
        Holds.ForAll(Holds.Seeds, Check, tests: 40);

    private static void Check(int seed)
    {
        using var bed = new LabelBed(("Labels__MaxMembers", MaxMembers.ToString(CultureInfo.InvariantCulture)));
        var random = new Random(seed);
        var cases = Enumerable.Range(0, random.Next(1, 4)).Select(no => Case.Make(bed, $"label-{no}", random)).ToList();

        bed.Sync();

        Assert.All(cases, each =>
        {
            Assert.Equal(each.Wanted, bed.FarSide.MembersOf(each.Label));
            Assert.Equal(each.Wanted, bed.KnownOf(each.Label));
            Assert.Equal(each.Refused, bed.AppliedTo(each.Label).Count(row => row.Refused is not null));
            var row = bed.Labels.Find<LabelRow>("default", each.Label);
            Assert.Equal(each.OverLimit, row?.OverLimit ?? 0);
            Assert.Equal((each.Wanted.Count, 0), (row?.AppliedCount ?? 0, row?.PendingCount ?? 0));
        });
        Assert.Equal(cases.Sum(each => each.Calls), bed.FarSide.Calls.Count);

        var (calls, writes, messages) = (bed.FarSide.Calls.Count, bed.Writes, bed.Changes.Puts.Count);
        bed.Sync();
        Assert.Equal((calls, writes, messages), (bed.FarSide.Calls.Count, bed.Writes, bed.Changes.Puts.Count));
    }

    /// <summary>One label.</summary>
    /// <param name="Wanted">Who has it in the end.</param>
    /// <param name="Refused">Who wants it and was refused a moment ago.</param>
    /// <param name="OverLimit">Who wants it beyond the limit.</param>
    /// <param name="Calls">How many calls it takes.</param>
    private sealed record Case(string Label, IReadOnlyList<string> Wanted, int Refused, int OverLimit, int Calls)
    {
        public static Case Make(LabelBed bed, string label, Random random)
        {
            var (wantedShare, appliedShare) = (random.NextDouble(), random.Next(3) == 0 ? 0 : random.NextDouble());
            var users = LabelBed.Users(random.Next(4) switch { 0 => random.Next(5), 1 => random.Next(1_400), _ => random.Next(300) });
            var wanted = users.Where(_ => random.NextDouble() < wantedShare).ToList();
            var applied = users.Where(_ => random.NextDouble() < appliedShare).Take(MaxMembers).ToList();
            bed.Want(label, wanted);
            var isThere = applied.Count > 0;
            if (isThere) bed.FarSide.Labels[label] = [.. applied];
            if (isThere) bed.Put(new() { PartitionKey = "default", RowKey = label, IsThere = true, CreatedAt = bed.Time.Now, AppliedCount = applied.Count });
            foreach (var user in applied) bed.Apply(new() { PartitionKey = label, RowKey = user, IsMember = true });
            var within = wanted.Take(MaxMembers).ToList();
            var refused = within.Except(applied).Where(_ => random.Next(20) == 0).ToList();
            foreach (var user in refused)
            {
                bed.Apply(new()
                {
                    PartitionKey = label, RowKey = user, Refused = "no", RefusedAt = bed.Time.Now,
                    RefusedVersion = bed.Time.Now.ToUnixTimeMilliseconds(),
                });
            }

            var adds = within.Except(applied).Except(refused).Count();
            var removes = applied.Except(within).Count();
            return new(
                label,
                [.. within.Except(refused)],
                refused.Count,
                wanted.Count - within.Count,
                Batches(adds) + Batches(removes) + (!isThere && within.Count > 0 ? 1 : 0));
        }

        private static int Batches(int users) => (users + 99) / 100;
    }
}
