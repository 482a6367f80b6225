using System.IO.Compression;
using System.Text;
using PushFunctions.Lists;

namespace PushFunctions.Tests.Lists;

public sealed class UnpackedStreamTests
{
    private static readonly ListLimits Limits = new(MaxLines: 1_000_000, MaxBytes: 4_000_000);

    private static string Text { get; } =
        string.Concat(Enumerable.Range(0, 20_000).Select(number => $"user-{number * 7_919 % 100_003}\n"));

    [Theory]
    [InlineData("\n")]
    [InlineData("a")]
    [InlineData("ada\nbob\n")]
    public async Task Text_is_as_it_is_packed_or_not(string text)
    {
        Assert.Equal(text, await ReadAsync(Encoding.UTF8.GetBytes(text)));
        Assert.Equal(text, await ReadAsync(Pack(text), mustBePacked: true));
    }

    [Fact]
    public async Task Nothing_is_an_empty_text() => Assert.Equal("", await ReadAsync([]));

    [Theory]
    [InlineData(1)]
    [InlineData(1_000)]
    [InlineData(int.MaxValue)]
    public async Task Packed_text_is_known_by_its_first_bytes_however_it_comes(int atOnce) =>
        Assert.Equal(Text, await ReadAsync(Pack(Text), atOnce: atOnce));

    [Fact]
    public async Task Several_packed_parts_one_behind_the_other_are_one_text() =>
        Assert.Equal("ada\nbob\n", await ReadAsync([.. Pack("ada\n"), .. Pack("bob\n")]));

    [Fact]
    public async Task Packed_text_that_ends_too_early_is_refused_wherever_it_ends()
    {
        var packed = Pack("ada\nbob\ncy\nada\nbob\ncy\n");

        for (var length = 2; length < packed.Length; length++)
        {
            var refused = await Assert.ThrowsAsync<UploadException>(() => ReadAsync(packed[..length]));
            Assert.Equal((400, "invalid_audience"), (refused.Problem.Status, refused.Problem.Code));
        }
    }

    [Fact]
    public async Task Packed_text_that_is_damaged_is_refused()
    {
        var packed = Pack(Text);
        packed[packed.Length / 2] ^= 0x55;

        var refused = await Assert.ThrowsAsync<UploadException>(() => ReadAsync(packed));

        Assert.Contains("damaged", refused.Problem.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_follows_packed_text_is_refused() =>
        await Assert.ThrowsAsync<UploadException>(() => ReadAsync([.. Pack(Text), .. "more"u8]));

    [Fact]
    public async Task What_is_said_to_be_packed_and_is_not_is_refused()
    {
        var refused = await Assert.ThrowsAsync<UploadException>(() => ReadAsync("ada\n"u8.ToArray(), mustBePacked: true));

        Assert.Contains("Content-Encoding", refused.Problem.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_grows_far_too_much_is_refused_before_it_has_grown()
    {
        var bomb = Pack(new string('a', 3_900_000));

        var refused = await Assert.ThrowsAsync<UploadException>(() => ReadAsync(bomb));

        Assert.Equal((413, "audience_too_large"), (refused.Problem.Status, refused.Problem.Code));
        Assert.Contains("100 times", refused.Problem.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task More_bytes_than_allowed_are_refused_packed_or_not()
    {
        var much = string.Concat(Enumerable.Range(0, 500_000).Select(number => $"{number * 7_919L % 1_000_003}\n"));
        Assert.InRange(much.Length, 3_000_000, 3_999_999);
        var more = much + much;

        Assert.Equal(much, await ReadAsync(Pack(much)));
        foreach (var upload in (byte[][])[Encoding.UTF8.GetBytes(more), Pack(more)])
        {
            var refused = await Assert.ThrowsAsync<UploadException>(() => ReadAsync(upload));
            Assert.Contains("more than 4,000,000 bytes", refused.Problem.Detail, StringComparison.Ordinal);
        }
    }

    private static async Task<string> ReadAsync(byte[] upload, bool mustBePacked = false, int atOnce = int.MaxValue)
    {
        await using var text = await UnpackedStream.OpenAsync(
            new Slow(upload, atOnce), mustBePacked, Limits, CancellationToken.None);
        using var read = new MemoryStream();
        await text.CopyToAsync(read);
        return Encoding.UTF8.GetString(read.ToArray());
    }

    private static byte[] Pack(string text)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest)) gzip.Write(Encoding.UTF8.GetBytes(text));
        return packed.ToArray();
    }

    /// <summary>A few bytes at a time, as from a network.</summary>
    private sealed class Slow(byte[] content, int atOnce) : ReadOnlyStream
    {
        private int _next;

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            var count = Math.Min(Math.Min(buffer.Length, atOnce), content.Length - _next);
            content.AsMemory(_next, count).CopyTo(buffer);
            _next += count;
            return ValueTask.FromResult(count);
        }
    }
}
