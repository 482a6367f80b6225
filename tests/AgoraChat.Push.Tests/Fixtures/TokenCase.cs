using System.Net;
using System.Net.Http.Headers;
using System.Text;
using AgoraChat.Simulator;

namespace AgoraChat.Push.Tests;

/// <summary>A token: our checker and the simulator take it while it lives, and what we build is the same.</summary>
/// <param name="Name">The example's file.</param>
/// <param name="User">Whose it is; empty for the app's own.</param>
internal sealed record TokenCase(string Name, string User = "") : FixtureCase(Name)
{
    private static readonly TimeSpan Lifetime = TimeSpan.FromSeconds(600);

    private static readonly DateTimeOffset ExpiresAt = Some.Issued + Lifetime;

    public override async Task ProveAsync(Fixture fixture)
    {
        Assert.Equal(new AppTokenCheck.Valid(ExpiresAt) { User = User }, Check(fixture.Text, Some.Issued));
        Assert.Equal(new AppTokenCheck.Expired(ExpiresAt), Check(fixture.Text, ExpiresAt));
        Assert.Equal(TokenParts.Content(fixture.Text), TokenParts.Content(Rebuilt()));

        var time = new ManualTime(Some.Issued);
        await using var simulator = await SimulatorServer.StartAsync(new(), time, CancellationToken.None);
        Assert.Equal(HttpStatusCode.OK, await ExchangeAsync(simulator, fixture.Text));
        time.Advance(Lifetime);
        Assert.Equal(HttpStatusCode.Unauthorized, await ExchangeAsync(simulator, fixture.Text));
    }

    private AppTokenCheck Check(string token, DateTimeOffset now) => User.Length == 0
        ? AppToken.Check(token, Some.AppId, Some.Certificate, now)
        : AppToken.CheckUser(token, Some.AppId, Some.Certificate, now);

    private string Rebuilt() => User.Length == 0
        ? AppToken.Create(Some.AppId, Some.Certificate, Some.Issued, Lifetime, salt: 1).Text
        : UserTokens.Create(User, Some.Issued, Lifetime, salt: 1);

    // The one endpoint that takes tokens of the app and of users.
    private static async Task<HttpStatusCode> ExchangeAsync(SimulatorServer simulator, string token)
    {
        using var http = new HttpClient(new SocketsHttpHandler());
        using var request = new HttpRequestMessage(HttpMethod.Post, $"{simulator.Address}/agora-demo/testapp/token");
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        request.Content = new StringContent("""{"grant_type":"agora"}""", Encoding.UTF8, "application/json");
        using var response = await http.SendAsync(request);
        return response.StatusCode;
    }
}
