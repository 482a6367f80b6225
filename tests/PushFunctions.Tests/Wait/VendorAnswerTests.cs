using System.Text;
using System.Text.Json;
using PushFunctions.Accept;
using PushFunctions.Storage;
using PushFunctions.Wait;

namespace PushFunctions.Tests.Wait;

public sealed class VendorAnswerTests
{
    /// <summary>What a property of a table's row holds.</summary>
    private const int Column = 64 * 1024;

    [Theory]
    [InlineData("""{"code":200,"data":{"id":"x"}}""")]
    [InlineData("\"\"")]
    [InlineData("null")]
    public void An_answer_of_usual_size_is_kept_as_it_came(string json) =>
        Assert.Equal(json, VendorAnswer.Cut(Some.Json(json))!.Value.GetRawText());

    [Fact]
    public void No_answer_is_none() => Assert.Null(VendorAnswer.Cut(null));

    [Theory]
    [InlineData("a")]
    [InlineData("\\\"")]
    [InlineData("<")]
    [InlineData("ä")]
    [InlineData("漢")]
    [InlineData("😀")]
    [InlineData("a😀")]
    public void A_long_one_is_a_text_with_its_beginning_that_fits_into_a_row(string letters)
    {
        var vendor = Some.Json($$"""{"text":"{{string.Concat(Enumerable.Repeat(letters, 9_000))}}"}""");

        var cut = VendorAnswer.Cut(vendor)!.Value;

        var text = cut.GetString()!;
        Assert.StartsWith("{\"text\":\"", text, StringComparison.Ordinal);
        Assert.EndsWith("…", text, StringComparison.Ordinal);
        Assert.InRange(Encoding.UTF8.GetByteCount(text), VendorAnswer.MaxBytes / 4, VendorAnswer.MaxBytes);
        Assert.DoesNotContain('\uFFFD', Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text)));
        Assert.InRange(Stored(cut), 1, Column);
    }

    [Fact]
    public void One_just_within_the_limit_fits_into_a_row_whatever_it_holds()
    {
        var vendor = Some.Json($"\"{new string('<', VendorAnswer.MaxBytes - 2)}\"");

        Assert.Equal(JsonValueKind.String, VendorAnswer.Cut(vendor)!.Value.ValueKind);
        Assert.Equal(vendor.GetRawText(), VendorAnswer.Cut(vendor)!.Value.GetRawText());
        Assert.InRange(Stored(vendor), 1, Column);
    }

    private static int Stored(JsonElement vendor)
    {
        var answer = new AnsweredPush(
            Some.PushId, new('u', 64), UserOutcome.Retrying, "ERROR", new('"', OutcomeBook.MaxDescription), vendor);
        return JsonSerializer.SerializeToUtf8Bytes(answer, JsonSerializerOptions.Web).Length;
    }
}
