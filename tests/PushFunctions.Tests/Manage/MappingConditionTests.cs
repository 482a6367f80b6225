using Microsoft.AspNetCore.Http;
using PushFunctions.Manage;

namespace PushFunctions.Tests.Manage;

public sealed class MappingConditionTests
{
    [Theory]
    [InlineData(null, null, "v1", true)]
    [InlineData(null, null, null, true)]
    [InlineData("\"v1\"", null, "v1", true)]
    [InlineData("\"v1\"", null, "v2", false)]
    [InlineData("\"v1\"", null, null, false)]
    [InlineData("\"v0\", \"v1\"", null, "v1", true)]
    [InlineData("W/\"v1\"", null, "v1", true)]
    [InlineData("*", null, "v1", true)]
    [InlineData("*", null, null, false)]
    [InlineData("v1", null, "v1", false)]
    [InlineData("", null, "v1", false)]
    [InlineData("abc*", null, "v1", false)]
    [InlineData("\"v1\" \"v2\"", null, "v1", false)]
    [InlineData(null, "v1", "v1", false)]
    [InlineData(null, "v1", "v2", false)]
    [InlineData(null, "v1", null, false)]
    [InlineData(null, "", "v1", false)]
    [InlineData(null, "\"v1", null, false)]
    [InlineData(null, "*", null, true)]
    [InlineData(null, "*", "v1", false)]
    [InlineData(null, "\"v1\"", "v1", false)]
    [InlineData(null, "\"v1\"", "v2", true)]
    [InlineData("\"v1\"", "*", "v1", false)]
    public void It_holds_when_both_headers_are_content_with_what_is_there(
        string? match, string? noneMatch, string? version, bool holds)
    {
        IHeaderDictionary headers = new HeaderDictionary();
        if (match is not null) headers.IfMatch = match;
        if (noneMatch is not null) headers.IfNoneMatch = noneMatch;

        Assert.Equal(holds, MappingCondition.Read(headers).Holds(version));
    }
}
