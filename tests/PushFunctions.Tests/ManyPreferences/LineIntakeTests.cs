using System.Text;
using Azure.Storage.Blobs.Specialized;
using PushFunctions.Lists;
using PushFunctions.ManyPreferences;
using PushFunctions.Preferences;

namespace PushFunctions.Tests.ManyPreferences;

public sealed class LineIntakeTests
{
    private static readonly LineForm Form = new(new PreferenceReader(allowsAllDay: false));

    [Fact]
    public async Task A_hundred_thousand_lines_are_taken_and_kept_in_parts()
    {
        var (intake, parts, kept) = await ReadAsync(Lines(100_000));

        Assert.Equal((100_000, 0, 400), (intake.Lines, intake.Refused, parts.Count));
        Assert.All(parts, part => Assert.Equal(PartSpan.MostLines, part.Lines));
        Assert.Equal(kept.Length, parts.Sum(part => part.Bytes));
        var last = Form.ReadKept(kept.AsSpan()[^parts[^1].Bytes..]);
        Assert.Equal((100_000, "u99999", "de"), (last[^1].Number, last[^1].User, last[^1].Change!.Language));
    }

    [Fact]
    public async Task One_more_is_too_many() =>
        Assert.Equal(413, (await Assert.ThrowsAsync<UploadException>(() => ReadAsync(Lines(100_001)))).Problem.Status);

    [Fact]
    public async Task A_line_whose_middle_is_too_long_to_be_read_is_not_taken_for_its_ends()
    {
        var (intake, _, kept) = await ReadAsync(
            [$$"""{"user":"ada",{{new string(' ', 66_000)}}"mode":"none"}""", """{"user":"bob","mode":"none"}"""]);

        Assert.Equal((2, 1), (intake.Lines, intake.Refused));
        Assert.Contains("more than 4,096 bytes", Form.ReadKept(kept)[0].Refused, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_line_of_many_wrong_members_does_not_swell()
    {
        var members = string.Join(',', Enumerable.Range(0, 300).Select(number => $"\"x{number}\":1"));

        var (_, _, kept) = await ReadAsync([$$"""{"user":"ada",{{members}}}"""]);

        Assert.InRange(kept.Length, 1, 1_500);
        Assert.Contains("And 295 more", Assert.Single(Form.ReadKept(kept)).Refused, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Bytes_that_are_no_text_spoil_their_own_line_only()
    {
        byte[] bad = [.. "{\"user\":\"ada\",\"displayName\":\""u8, 0xFF, .. "\"}\n{\"user\":\"b\",\""u8, 0xFE];
        var (intake, _, _) = await ReadAsync([.. bad, .. "\":1}\n{\"user\":\"bob\",\"mode\":\"none\"}"u8]);

        Assert.Equal((3, 2), (intake.Lines, intake.Refused));
    }

    [Fact]
    public void Reasons_of_a_part_fit_into_their_column_whatever_is_quoted()
    {
        var failures = Enumerable.Range(0, PartSpan.MostLines).Select(number => new LineFailure(
            90_000 + number, new string('a', 64), PreferenceFields.OfApp, new string('\u754c', 900)));

        var kept = LineFailure.Write([.. failures]);

        Assert.InRange(kept.Length, 1, 65_536);
        Assert.Equal(PartSpan.MostLines, LineFailure.Read(kept).Count);
    }

    [Fact]
    public async Task Numbers_count_empty_lines_which_are_none()
    {
        var (intake, _, kept) = await ReadAsync(["\r", "", "{\"user\":\"ada\",\"mode\":\"none\"}\r", " \t", "[]"]);

        Assert.Equal((2, 1), (intake.Lines, intake.Refused));
        Assert.Equal([3, 5], Form.ReadKept(kept).Select(line => line.Number));
        Assert.Equal("/4", Assert.Single(intake.Errors).Path);
    }

    [Fact]
    public async Task What_is_kept_is_what_came()
    {
        const string Line =
            """{"user":"ada","displayName":"Ada \"A\" Ü","displayStyle":"summary","mode":"all","quietHours":null,"muteFor":"P2D","language":""}""";

        var (_, _, kept) = await ReadAsync([Line]);

        Assert.Equal(Form.Read(1, Encoding.UTF8.GetBytes(Line)).Change, Assert.Single(Form.ReadKept(kept)).Change);
    }

    private static IEnumerable<string> Lines(int count) =>
        Enumerable.Range(0, count).Select(number => $$"""{"user":"u{{number}}","language":"de"}""");

    private static Task<(LineIntake Intake, IReadOnlyList<PartSpan> Parts, byte[] Kept)> ReadAsync(
        IEnumerable<string> lines) => ReadAsync(Encoding.UTF8.GetBytes(string.Join('\n', lines)));

    private static async Task<(LineIntake Intake, IReadOnlyList<PartSpan> Parts, byte[] Kept)> ReadAsync(byte[] lines)
    {
        var container = new MemoryContainer();
        using var writer = new LineWriter(container.GetBlockBlobClient("job"));
        var intake = new LineIntake(Form, writer);
        using var body = new MemoryStream(lines);
        await intake.ReadAsync(body, CancellationToken.None);
        await writer.CommitAsync(CancellationToken.None);
        return (intake, writer.Parts, container["job"]!);
    }
}
