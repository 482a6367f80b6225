using Microsoft.AspNetCore.Http;
using PushFunctions.Receive;

namespace PushFunctions.Tests.Receive;

public sealed class WaitQueryTests
{
    [Theory]
    [InlineData("?wait=true", true)]
    [InlineData("?wait=True", true)]
    [InlineData("?code=k&wait=true", true)]
    [InlineData("", false)]
    [InlineData("?wait=false", false)]
    [InlineData("?code=true", false)]
    public void A_sender_waits_who_says_so(string query, bool waits)
    {
        Assert.Equal(waits, WaitQuery.IsAwaited(Request(query)));
        Assert.Null(WaitQuery.Check(Request(query)));
        Assert.Equal(waits, WaitQuery.CheckNobodyWaits(Request(query)) is not null);
    }

    [Theory]
    [InlineData("?wait=1")]
    [InlineData("?wait=yes")]
    [InlineData("?wait")]
    [InlineData("?wait=")]
    [InlineData("?wait=true&wait=false")]
    public void Another_word_is_refused_everywhere(string query)
    {
        var problem = WaitQuery.Check(Request(query))!;

        Assert.Equal(("query:wait", 400), (Assert.Single(problem.Errors).Path, problem.Status));
        Assert.Contains("?wait=true", problem.Detail, StringComparison.Ordinal);
        Assert.NotNull(WaitQuery.CheckNobodyWaits(Request(query)));
    }

    private static HttpRequest Request(string query) => new DefaultHttpContext { Request = { QueryString = new(query) } }.Request;
}
