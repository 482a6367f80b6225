using System.Text;
using FsCheck;
using FsCheck.Fluent;
using PushFunctions.Events;
using PushFunctions.Lists;

namespace PushFunctions.Tests.Lists;

/// <summary>From an upload to a list, against what a few lines of plain code make of it.</summary>
public sealed class ListSortTests
{
    private static readonly ListLimits Limits = new(MaxLines: 100_000, MaxBytes: 100_000_000);

    /// <summary>So small that a few lines need several runs, blocks and reads.</summary>
    private static readonly SortSizes Tiny = new() { ChunkBytes = 200, ChunkLines = 7, BlockBytes = 90, ReadBytes = 70 };

    private static readonly Gen<string> Line = Gen.OneOf(
        Gen.Elements("", "Ada", "a b", ".", "..", "ä", new string('x', 65), new string('y', 64), "a", "aa", "a-", "a.b", "a\tb"),
        Gen.Choose(0, 40).Select(number => $"u{number}"));

    private readonly MemoryContainer _container = new();

    [Fact]
    public void A_list_is_sorted_without_duplicates_and_all_lines_are_accounted_for() => Holds.ForAll(
        Uploads(), upload => Assert.True(SortAsync(upload.Lines, upload.LineEnd, 2, 2).Result is var (list, state)
            && IsAsExpected(upload.Lines, list, state)));

    [Fact]
    public void However_it_is_cut_into_steps_the_list_is_the_same() => Holds.ForAll(
        Uploads(), upload => Assert.Equal(
            SortAsync(upload.Lines, upload.LineEnd, 1, 1).Result.List,
            SortAsync(upload.Lines, upload.LineEnd, int.MaxValue, int.MaxValue).Result.List));

    [Fact]
    public async Task Of_a_sorted_upload_there_is_one_run_and_it_is_the_list()
    {
        var lines = Enumerable.Range(0, 500).Select(number => $"user-{number / 2:D6}").ToList();

        var (list, state) = await SortAsync(lines, "\n", int.MaxValue, int.MaxValue);

        Assert.Equal(lines.Distinct(), list);
        Assert.Single(state.Runs);
        Assert.Single(_container.Names);
        Assert.Null(state.Merge);
    }

    [Theory]
    [InlineData("a\nb\n", 2, 0)]
    [InlineData("a\nb", 2, 0)]
    [InlineData("a\r\nb\r\n", 2, 0)]
    [InlineData("\uFEFFa\nb\n", 2, 0)]
    [InlineData("a\n\nb\n", 2, 1)]
    [InlineData("a\nb\n\n", 2, 1)]
    [InlineData("a\n\uFEFFb\n", 1, 1)]
    [InlineData("\n", 0, 1)]
    [InlineData("", 0, 0)]
    public async Task Ends_of_lines_and_a_mark_before_the_first_are_no_part_of_ids(string text, int good, int refused)
    {
        var state = await MakeAsync(Encoding.UTF8.GetBytes(text));

        Assert.Equal((good, refused), (state.Lines - state.RefusedCount, state.RefusedCount));
    }

    [Fact]
    public async Task A_line_without_end_takes_no_more_memory_than_others_and_the_next_one_is_read()
    {
        var text = $"{new string('x', 1_000_000)}\nada\n{new string('y', 300_000)}";

        var state = await MakeAsync(Encoding.UTF8.GetBytes(text));

        Assert.Equal((3, 2), (state.Lines, state.RefusedCount));
        Assert.Equal([1, 3], state.Refused.Select(refused => refused.Line));
        Assert.Equal(text.Length, state.Position);
        Assert.Contains("longer than 64 characters", state.Refused[0].Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_first_hundred_refused_lines_are_named_and_all_are_counted()
    {
        var state = await MakeAsync(Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("A\n", 250))));

        Assert.Equal(250, state.RefusedCount);
        Assert.Equal(Enumerable.Range(1, 100), state.Refused.Select(refused => refused.Line));
    }

    [Fact]
    public async Task Too_many_lines_are_refused_as_soon_as_they_are_seen()
    {
        var text = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("a\n", 11)));
        var state = new SortState();

        var refused = await Assert.ThrowsAsync<UploadException>(() => new RunMaker(
            _container, "v", Limits with { MaxLines = 10 }, Tiny).MakeAsync(
                new MemoryStream(text), state, int.MaxValue, CancellationToken.None));

        Assert.Equal((413, "audience_too_large"), (refused.Problem.Status, refused.Problem.Code));
        Assert.Contains("more than 10 lines", refused.Problem.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public void A_line_is_an_id_by_the_same_rule_as_in_events() => Holds.ForAll(
        Gen.OneOf(Line, ArbMap.Default.GeneratorFor<NonNull<string>>().Select(text => text.Get)),
        line => Assert.Equal(
            Targets.IsUser(line), LineCheck.FindProblem(Encoding.UTF8.GetBytes(line)) is null));

    private static bool IsAsExpected(IReadOnlyList<string> lines, IReadOnlyList<string> list, SortState state)
    {
        var good = lines.Where(Targets.IsUser).ToList();
        Assert.Equal(good.Distinct().Order(StringComparer.Ordinal), list);
        Assert.Equal(lines.Count, state.Lines);
        Assert.Equal(lines.Count - good.Count, state.RefusedCount);
        Assert.Equal(good.Count - list.Count, state.DuplicatesBeside(list.Count));
        return true;
    }

    private static Gen<Upload> Uploads() =>
        from lines in Line.ListOf()
        from end in Gen.Elements("\n", "\r\n")
        select new Upload([.. lines], end);

    private async Task<SortState> MakeAsync(byte[] text)
    {
        var state = new SortState();
        await new RunMaker(_container, "v", Limits, Tiny).MakeAsync(
            new MemoryStream(text), state, int.MaxValue, CancellationToken.None);
        return state;
    }

    private async Task<(IReadOnlyList<string> List, SortState State)> SortAsync(
        IReadOnlyList<string> lines, string lineEnd, int chunks, int blocks)
    {
        var text = Encoding.UTF8.GetBytes(string.Concat(lines.Select(line => line + lineEnd)));
        var state = new SortState();
        var maker = new RunMaker(_container, "v", Limits, Tiny);
        while (!state.IsRead)
        {
            using var rest = new MemoryStream(text, (int)state.Position, text.Length - (int)state.Position);
            await maker.MakeAsync(rest, state, chunks, CancellationToken.None);
        }

        if (state.Runs.Count == 0) return ([], state);
        Run? list;
        var merge = new RunMerge(_container, "v", Tiny);
        while ((list = await merge.MergeAsync(state, blocks, CancellationToken.None)) is null)
        {
        }

        var content = Encoding.ASCII.GetString(_container[list.Blob]!);
        Assert.Equal(content.Length, list.Bytes);
        IReadOnlyList<string> ids = content.Split('\n')[..^1];
        Assert.Equal(ids.Count, list.Count);
        return (ids, state);
    }

    private sealed record Upload(IReadOnlyList<string> Lines, string LineEnd);
}
