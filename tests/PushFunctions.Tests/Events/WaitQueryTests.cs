using Microsoft.AspNetCore.Http;
using PushFunctions.Events;
using PushFunctions.Problems;

namespace PushFunctions.Tests.Events;

public sealed class WaitQueryTests
{
    [Theory]
    [InlineData("?wait=true")]
    [InlineData("?wait=True")]
    [InlineData("?code=k&wait=true")]
    public void Refuses_to_wait_since_a_202_would_be_taken_for_the_outcome(string query)
    {
        var problem = RequestBody.CheckWait(Request(query));

        Assert.Equal(ProblemCodes.NotAvailable, problem?.Code);
        Assert.Equal(422, problem?.Status);
        Assert.Contains("?wait=true", problem?.Detail, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("?wait=false")]
    [InlineData("?code=true")]
    public void Lets_all_other_requests_pass(string query) => Assert.Null(RequestBody.CheckWait(Request(query)));

    private static HttpRequest Request(string query) =>
        new DefaultHttpContext { Request = { QueryString = new(query) } }.Request;
}
