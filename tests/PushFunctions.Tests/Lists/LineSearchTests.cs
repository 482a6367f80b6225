using System.Text;
using PushFunctions.Lists;

namespace PushFunctions.Tests.Lists;

/// <summary>Against a plain look at every line; of very long lists, against one that is never there as a whole.</summary>
public sealed class LineSearchTests
{
    private const string Letters = "-.0123456789_abcdefghijklmnopqrstuvwxyz";

    [Fact]
    public void A_line_is_found_where_it_begins_just_when_it_is_on_the_list() => Holds.ForAll(
        Holds.Seeds,
        seed =>
        {
            var random = new Random(seed);
            var lines = Draw(random, random.Next(1, 8_000));
            var list = new CountedList(lines);
            string[] first = [lines[0], lines[^1], "-", "z", lines[0][..1], $"{lines[^1]}-"];

            foreach (var line in first.Concat(Enumerable.Range(0, 100).Select(_ => Near(lines, random))))
                Assert.Equal(list.OffsetOf(line), list.FindAsync(line).Result);
            Assert.InRange(list.MostReads, 1, 5);
        },
        tests: 20);

    [Theory]
    [InlineData(1, 1)]
    [InlineData(2, 1)]
    [InlineData(1_000, 1)]
    [InlineData(100_000, 9)]
    [InlineData(1_000_000, 12)]
    [InlineData(10_000_000, 15)]
    public async Task Few_bytes_are_read_however_long_the_list_is(int lines, int mostReads)
    {
        var list = new EndlessList(lines);

        foreach (var line in new[] { 0, lines / 3, lines / 2, lines - 2, lines - 1 }.Where(line => line >= 0))
        {
            Assert.Equal(EndlessList.OffsetOf(line), await list.FindAsync(EndlessList.Line(line)));
            Assert.Null(await list.FindAsync($"{EndlessList.Line(line)}-"));
        }

        Assert.Null(await list.FindAsync("0"));
        Assert.Null(await list.FindAsync("z"));
        Assert.InRange(list.MostReads, 1, mostReads);
        Assert.InRange(list.MostBytes, 1, LineSearch.WholeBytes + 15 * 130);
    }

    [Theory]
    [InlineData("", "a", null)]
    [InlineData("b\na\nab\n", "a", 2)]
    [InlineData("b\na\nab\n", "ab", 4)]
    [InlineData("b\na\nab\n", "b", 0)]
    [InlineData("ba\n", "b", null)]
    [InlineData("b\n", "ba", null)]
    public void In_a_text_of_lines_it_is_found_in_any_order(string lines, string line, int? offset) =>
        Assert.Equal(offset, LineSearch.Find(Encoding.ASCII.GetBytes(lines), line));

    private static IReadOnlyList<string> Draw(Random random, int count) =>
        [.. Enumerable.Range(0, count).Select(_ => Word(random)).ToHashSet().Order(StringComparer.Ordinal)];

    /// <summary>Mostly long ones, so that few of them fill a stretch; some differ in their last letter only.</summary>
    private static string Word(Random random) => random.Next(4) == 0
        ? new string('m', 63) + Letters[random.Next(Letters.Length)]
        : string.Concat(Enumerable.Range(0, random.Next(1, 65)).Select(_ => Letters[random.Next(Letters.Length)]));

    private static string Near(IReadOnlyList<string> lines, Random random)
    {
        var line = lines[random.Next(lines.Count)];
        return random.Next(4) switch
        {
            0 => Word(random),
            1 => line[..^1] + Letters[random.Next(Letters.Length)],
            2 => line.Length < 64 ? line + "-" : line[..^1],
            _ => line,
        };
    }

    /// <summary>Counts what is read of a list for one line.</summary>
    private abstract class ReadList(long bytes)
    {
        private int _reads;
        private int _bytes;

        public int MostReads { get; private set; }

        public int MostBytes { get; private set; }

        public async Task<long?> FindAsync(string line)
        {
            (_reads, _bytes) = (0, 0);
            var found = await new LineSearch((offset, count) => Task.FromResult(Count(offset, count))).FindAsync(line, bytes);
            (MostReads, MostBytes) = (Math.Max(MostReads, _reads), Math.Max(MostBytes, _bytes));
            return found;
        }

        protected abstract byte[] Read(long offset, int count);

        private byte[] Count(long offset, int count)
        {
            Assert.InRange(offset, 0, bytes - count);
            (_reads, _bytes) = (_reads + 1, _bytes + count);
            return Read(offset, count);
        }
    }

    private sealed class CountedList(IReadOnlyList<string> lines) : ReadList(lines.Sum(line => line.Length + 1))
    {
        private readonly byte[] _all = Encoding.ASCII.GetBytes(string.Concat(lines.Select(line => $"{line}\n")));

        private readonly Dictionary<string, long> _offsets = Offsets(lines);

        public long? OffsetOf(string line) => _offsets.TryGetValue(line, out var offset) ? offset : null;

        protected override byte[] Read(long offset, int count) => _all.AsSpan((int)offset, count).ToArray();

        private static Dictionary<string, long> Offsets(IReadOnlyList<string> lines)
        {
            var offsets = new Dictionary<string, long>(StringComparer.Ordinal);
            var offset = 0L;
            foreach (var line in lines)
            {
                offsets.Add(line, offset);
                offset += line.Length + 1;
            }

            return offsets;
        }
    }

    /// <summary>Lines of 12 to 64 letters, made when they are read; their lengths come again after every 53 lines.</summary>
    private sealed class EndlessList(int lines) : ReadList(Start(lines))
    {
        private const int Turn = 53;

        private static readonly long BytesOfTurn = Enumerable.Range(0, Turn).Sum(line => (long)LengthOf(line) + 1);

        public static string Line(int line) => $"user{line:D8}".PadRight(LengthOf(line), 'x');

        public static long OffsetOf(int line) => Start(line);

        protected override byte[] Read(long offset, int count)
        {
            var line = (int)(offset / BytesOfTurn) * Turn;
            var text = new StringBuilder();
            var start = Start(line);
            while (start + text.Length < offset + count) text.Append(Line(line++)).Append('\n');
            return Encoding.ASCII.GetBytes(text.ToString((int)(offset - start), count));
        }

        private static int LengthOf(int line) => 12 + line % Turn;

        private static long Start(int line) =>
            line / Turn * BytesOfTurn + Enumerable.Range(0, line % Turn).Sum(one => (long)LengthOf(one) + 1);
    }
}
