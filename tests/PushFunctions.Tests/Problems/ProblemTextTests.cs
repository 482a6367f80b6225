using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using PushFunctions.Problems;

namespace PushFunctions.Tests.Problems;

public sealed class ProblemTextTests
{
    [Fact]
    public async Task The_type_is_an_absolute_URI_that_names_page_and_heading()
    {
        var body = JsonElement.Parse(await WriteAsync("No push has the id 'nope'."));

        var type = body.GetProperty("type").GetString();
        Assert.Equal("urn:pushfunctions:docs/errors.md#unknown_push", type);
        Assert.True(Uri.TryCreate(type, UriKind.Absolute, out _));
    }

    [Fact]
    public async Task Quotation_marks_and_other_scripts_stay_readable()
    {
        var text = await WriteAsync("No push has the id 'Ünlü'.");

        Assert.Contains("\"detail\":\"No push has the id 'Ünlü'.\"", text, StringComparison.Ordinal);
        Assert.DoesNotContain("errors\"", text, StringComparison.Ordinal);
    }

    private static async Task<string> WriteAsync(string detail)
    {
        using var body = new MemoryStream();
        var context = new DefaultHttpContext { Response = { Body = body } };
        await new ProblemResult(new(404, ProblemCodes.UnknownPush, "There is no such push", detail)).ExecuteAsync(context);
        return Encoding.UTF8.GetString(body.ToArray());
    }
}
