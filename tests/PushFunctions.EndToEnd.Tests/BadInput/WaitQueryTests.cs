using System.Net;
using System.Text.Json;
using PushFunctions.EndToEnd.Tests.Support;

namespace PushFunctions.EndToEnd.Tests.BadInput;

/// <summary>Who asks in vain to wait is told so.</summary>
public sealed class WaitQueryTests(Door door) : IClassFixture<Door>
{
    private static readonly string Note = JsonSerializer.Serialize(Some.Event(Some.User()));

    [Theory]
    [InlineData("api/events?wait=1", "?wait=true")]
    [InlineData("api/events?wait=", "?wait=true")]
    [InlineData("api/events?wait=true&wait=true", "?wait=true")]
    [InlineData("api/events/preview?wait=true", "POST /api/events only")]
    [InlineData("api/hooks/demo?wait=true", "POST /api/events only")]
    [InlineData("api/hooks/demo?wait=1", "POST /api/events only")]
    [InlineData("api/sources/plain?wait=true", "POST /api/events only")]
    public async Task It_is_refused_and_never_ignored(string path, string said)
    {
        var problem = await door.RefusedAsync(HttpStatusCode.BadRequest, "invalid_event", async () =>
        {
            using var request = Signed.StandardWebhooks("demo", Note);
            request.RequestUri = new(path, UriKind.Relative);
            return await door.Host.SendAsync(request);
        });

        Assert.Equal(["query:wait"], problem.Paths);
        Assert.Contains(said, problem.Detail, StringComparison.Ordinal);
    }
}
