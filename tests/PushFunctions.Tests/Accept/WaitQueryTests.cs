using Microsoft.AspNetCore.Http;
using PushFunctions.Events;

namespace PushFunctions.Tests.Events;

public sealed class WaitQueryTests
{
    [Theory]
    [InlineData("?wait=true", true)]
    [InlineData("?wait=True", true)]
    [InlineData("?code=k&wait=true", true)]
    [InlineData("", false)]
    [InlineData("?wait=false", false)]
    [InlineData("?wait=", false)]
    [InlineData("?code=true", false)]
    public void A_sender_waits_who_says_so(string query, bool waits) => Assert.Equal(
        waits, RequestBody.IsAwaited(new DefaultHttpContext { Request = { QueryString = new(query) } }.Request));
}
