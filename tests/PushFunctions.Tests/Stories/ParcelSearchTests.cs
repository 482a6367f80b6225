using PushFunctions.Storage;
using PushFunctions.Stories;

namespace PushFunctions.Tests.Stories;

/// <summary>A push that is fed up to somewhere, of which any of the last parcels are not picked up.</summary>
public sealed class ParcelSearchTests
{
    private readonly MemoryTable _table = new();
    private int _reads;

    [Fact]
    public void The_parcel_of_any_byte_is_found_whoever_has_picked_it_up() => Holds.ForAll(
        Holds.Seeds,
        seed =>
        {
            var random = new Random(seed);
            var table = new MemoryTable();
            var cuts = Cut(random, batches: random.Next(1, 5_000), mostBytes: 65_000);
            var open = random.Next(cuts.Count + 1);
            foreach (var cut in cuts.Where((_, no) => no < open || random.Next(2) == 0)) Add(table, cut);
            var found = Push(cuts, [.. cuts.Skip(open)]);

            for (var look = 0; look < 20; look++)
            {
                var wanted = cuts[random.Next(cuts.Count)];
                var offset = wanted.Offset + random.Next(wanted.Bytes);

                var (cut, row) = Find(table, found, offset);

                Assert.Equal(wanted, cut);
                Assert.Equal(Row(table, wanted)?.ReadCut(), row?.ReadCut());
            }
        },
        tests: 30);

    [Fact]
    public void Ten_million_users_take_ten_reads_at_most()
    {
        var cuts = Cut(new(7), batches: 100_000, mostBytes: 65_000);
        // The first parcels of each segment are all that is looked at before the right one is found.
        foreach (var cut in cuts.Where(cut => cut.FirstBatch % LedgerKey.SegmentBatches < 20)) Add(_table, cut);
        _table.Before = _ => _reads++;

        foreach (var wanted in cuts.Where(cut => cut.FirstBatch % 12_400 == 0))
        {
            _reads = 0;

            Assert.Equal(wanted, Find(_table, Push(cuts, []), wanted.Offset + 1).Cut);

            Assert.InRange(_reads, 1, 10);
        }
    }

    private static (ParcelCut Cut, ParcelRow? Row) Find(MemoryTable table, PushAndSteps found, long offset)
    {
        var storage = Memory.Clients(pushes: table);
        return new ParcelSearch(storage, new(storage)).FindAsync(found, offset, CancellationToken.None).Result;
    }

    private static IReadOnlyList<ParcelCut> Cut(Random random, int batches, int mostBytes)
    {
        var cuts = new List<ParcelCut>();
        var (batch, offset) = (0, 0L);
        while (batch < batches)
        {
            var left = LedgerKey.SegmentBatches - batch % LedgerKey.SegmentBatches;
            var cut = new ParcelCut(
                batch, Math.Min(random.Next(1, Parcel.MaxBatches + 1), left), offset, random.Next(1, mostBytes + 1));
            cuts.Add(cut);
            (batch, offset) = (cut.FirstBatch + cut.Batches, cut.Offset + cut.Bytes);
        }

        return cuts;
    }

    private static PushAndSteps Push(IReadOnlyList<ParcelCut> cuts, IReadOnlyList<ParcelCut> open)
    {
        var last = cuts[^1];
        var push = Some.Push(1);
        (push.NextBatch, push.NextOffset) = (last.FirstBatch + last.Batches, last.Offset + last.Bytes);
        return new(push, [.. open.Chunk(7).Select(step => new StepRow { Cut = Some.Bytes(step) })]);
    }

    private static void Add(MemoryTable table, ParcelCut cut) => table.AddEntityAsync(new ParcelRow
    {
        PartitionKey = LedgerKey.Segment(Some.PushId, cut.FirstBatch),
        RowKey = LedgerKey.Parcel(cut.FirstBatch),
        Batches = cut.Batches,
        Offset = cut.Offset,
        Bytes = cut.Bytes,
    });

    private static ParcelRow? Row(MemoryTable table, ParcelCut cut) =>
        table.Find<ParcelRow>(LedgerKey.Segment(Some.PushId, cut.FirstBatch), LedgerKey.Parcel(cut.FirstBatch));
}
