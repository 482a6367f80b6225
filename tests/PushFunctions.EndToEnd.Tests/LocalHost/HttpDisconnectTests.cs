using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.DependencyInjection;
using PushFunctions.LocalHost;

namespace PushFunctions.EndToEnd.Tests.LocalHost;

/// <summary>A caller that goes away.</summary>
public sealed class HttpDisconnectTests
{
    [Fact]
    public async Task Cancels_the_function()
    {
        var progress = new Progress();
        await using var host = await LocalFunctionsHost.StartAsync(
            new LocalHostOptions
            {
                Types = [typeof(WaitFunction)],
                ConfigureServices = (services, _) => services.AddSingleton(progress),
            },
            CancellationToken.None);
        using var client = HttpHost.Client(host);
        using var leave = new CancellationTokenSource();

        var answer = client.GetAsync(new Uri("api/Wait", UriKind.Relative), leave.Token);
        await progress.Started.Task.WaitAsync(Eventually.Deadline);
        await leave.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => answer);
        await progress.Cancelled.Task.WaitAsync(Eventually.Deadline);
    }

    public sealed class Progress
    {
        public TaskCompletionSource Started { get; } = new();

        public TaskCompletionSource Cancelled { get; } = new();
    }

    public sealed class WaitFunction(Progress progress)
    {
        [Function("Wait")]
        public async Task<IResult> RunAsync(
            [HttpTrigger(AuthorizationLevel.Anonymous, "get")] HttpRequest request, CancellationToken cancellationToken)
        {
            using var registration = cancellationToken.Register(progress.Cancelled.SetResult);
            progress.Started.SetResult();
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, cancellationToken);
            return Results.Text(request.Path);
        }
    }
}
