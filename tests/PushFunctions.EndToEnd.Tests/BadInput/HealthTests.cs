using System.Net;
using PushFunctions.Dev.Stack;
using PushFunctions.EndToEnd.Tests.Support;

namespace PushFunctions.EndToEnd.Tests.BadInput;

/// <summary>A stack of its own, whose tables go away.</summary>
public sealed class HealthTests
{
    [Fact]
    public async Task Health_is_ok_and_a_503_while_the_tables_are_away()
    {
        await using var stack = await Stack.StartAsync(keepsFiles: true);
        await using var door = await stack.StartDoorAsync();
        using var well = await door.GetAsync("api/health");
        Assert.Equal("""{"status":"ok"}""", await well.Content.ReadAsStringAsync());

        await stack.Azurite.StopAsync(AzuritePart.Table);
        var answers = await Task.WhenAll(
            door.GetAsync("api/health"), door.GetAsync($"api/pushes/{new string('a', 26)}"));
        foreach (var away in answers)
        {
            var problem = await ProblemAnswer.ReadAsync(away, HttpStatusCode.ServiceUnavailable);
            Assert.Equal("storage_unavailable", problem.Code);
            Assert.NotNull(away.Headers.RetryAfter);
        }

        await stack.Azurite.StartAsync(AzuritePart.Table, CancellationToken.None);
        using var again = await door.GetAsync("api/health");
        Assert.Equal(HttpStatusCode.OK, again.StatusCode);
    }
}
