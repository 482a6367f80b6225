using PushFunctions.EndToEnd.Tests.Support;

namespace PushFunctions.EndToEnd.Tests.Journeys;

public sealed class SlowTokenTests(Stack stack) : IClassFixture<Stack>
{
    private const int Users = 30;

    /// <summary>Calls whose slots passed while they waited for the token would go out together.</summary>
    [Fact]
    public async Task Calls_that_waited_for_a_token_keep_their_distance()
    {
        await using var farSide = new RecordingFarSide { TokenTakes = TimeSpan.FromSeconds(2) };
        await farSide.StartAsync();
        await using var host = await stack.StartHostAsync(new Dictionary<string, string>
        {
            ["Agora__Apps__default__BaseUrl"] = farSide.Address,
            ["Agora__Apps__default__ClientId"] = "an-id",
            ["Agora__Apps__default__ClientSecret"] = "a-secret",
            ["Agora__Apps__default__AppId"] = "",
            ["Agora__Apps__default__AppCertificate"] = "",
            ["Budgets__PushSingle__CallsPerMinute"] = "1200",
        });

        var pushes = await Task.WhenAll(
            Enumerable.Range(0, Users).Select(no => host.PostAsync(Some.Event($"{no}-{Some.User()}"))));
        foreach (var push in pushes) await push.FinishedAsync();

        var moments = farSide.Moments;
        var most = moments.Max(from => moments.Count(at => at >= from && at < from + TimeSpan.FromSeconds(0.5)));
        Assert.Equal(Users, moments.Count);
        Assert.InRange(most, 1, Users / 2);
    }
}
