using Microsoft.AspNetCore.Http;
using PushFunctions.Problems;

namespace PushFunctions.Tests.Problems;

public sealed class PageRequestTests
{
    private const int Usual = 100;

    [Theory]
    [InlineData("", Usual, "")]
    [InlineData("?limit=1", 1, "")]
    [InlineData("?limit=1000", 1_000, "")]
    [InlineData("?cursor=", Usual, "")]
    [InlineData("?cursor=cGxhY2UgNw&limit=7", 7, "place 7")]
    public void A_page_is_read(string query, int limit, string after)
    {
        var (page, errors) = Read(query);

        Assert.Equal(new(limit, after), page);
        Assert.Empty(errors);
    }

    [Theory]
    [InlineData("?limit=", "limit")]
    [InlineData("?limit=0", "limit")]
    [InlineData("?limit=1001", "limit")]
    [InlineData("?limit=-1", "limit")]
    [InlineData("?limit=1.5", "limit")]
    [InlineData("?limit=%201", "limit")]
    [InlineData("?limit=99999999999", "limit")]
    [InlineData("?limit=1&limit=2", "limit")]
    [InlineData("?cursor=!", "cursor")]
    [InlineData("?cursor=c", "cursor")]
    [InlineData("?cursor=bm93aGVyZQ", "cursor")]
    [InlineData("?cursor=!&limit=0", "limit", "cursor")]
    public void What_is_wrong_is_told_by_its_name(string query, params string[] wrong)
    {
        var (_, errors) = Read(query);

        Assert.Equal(wrong.Select(name => $"query:{name}"), errors.Select(error => error.Path));
        Assert.All(wrong, name => Assert.Contains($"?{name} is n", QueryProblem.Of(errors).Detail, StringComparison.Ordinal));
    }

    [Fact]
    public void A_cursor_leads_to_its_place_through_any_address()
    {
        const string place = "place ~ÿ>?/+&=";

        var cursor = PageRequest.CursorAt(place);

        Assert.Matches("^[A-Za-z0-9_-]+$", cursor);
        Assert.Equal(place, Read($"?cursor={cursor}").Page.After);
    }

    private static (PageRequest Page, IReadOnlyList<FieldError> Errors) Read(string query)
    {
        var errors = new List<FieldError>();
        var request = new DefaultHttpContext { Request = { QueryString = new(query) } }.Request;
        return (PageRequest.Read(request, Usual, IsPlace, errors), errors);
    }

    private static bool IsPlace(string text) => text.StartsWith("place ", StringComparison.Ordinal);
}
