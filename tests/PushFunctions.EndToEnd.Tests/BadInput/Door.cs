using System.Net;
using System.Text;
using PushFunctions.EndToEnd.Tests.Support;

namespace PushFunctions.EndToEnd.Tests.BadInput;

/// <summary>A host that only takes events: whatever lies in its storage, a request has put there.</summary>
public sealed class Door : IAsyncLifetime
{
    private AppHost? _host;

    public AppHost Host => _host ?? throw new InvalidOperationException("The host has not been started yet.");

    public Stack Stack { get; } = new();

    public async Task InitializeAsync()
    {
        await Stack.InitializeAsync();
        _host = await Stack.StartDoorAsync();
        // One accepted push: a refusal must leave that, too, as it is.
        await _host.PostAsync(Some.Event(Some.Users(101)));
    }

    /// <summary>Posts a body and asserts that it is refused, and that storage is the same before and after.</summary>
    public Task<ProblemAnswer> RefusedAsync(HttpStatusCode status, string code, string body) =>
        RefusedAsync(status, code, () => Host.TryPostAsync(Encoding.UTF8.GetBytes(body)));

    /// <inheritdoc cref="RefusedAsync(HttpStatusCode, string, string)"/>
    public async Task<ProblemAnswer> RefusedAsync(
        HttpStatusCode status, string code, Func<Task<HttpResponseMessage>> ask)
    {
        var before = await Stack.Stored.SnapshotAsync();
        using var response = await ask();
        var problem = await ProblemAnswer.ReadAsync(response, status);
        Assert.Equal(code, problem.Code);
        Assert.NotEmpty(problem.Detail);
        Assert.Equal(before, await Stack.Stored.SnapshotAsync());
        return problem;
    }

    public Task DisposeAsync() => Stack.DisposeAsync().AsTask();
}
