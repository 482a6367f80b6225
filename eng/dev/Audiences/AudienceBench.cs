using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using PushFunctions.Dev.Load;
using PushFunctions.Dev.Stack;
using Spectre.Console;

namespace PushFunctions.Dev.Audiences;

/// <summary>
/// A very long list in no order, put and then uploaded, and a push to it: how long, how much memory, at what cost.
/// </summary>
internal static class AudienceBench
{
    private const int ShortUsers = 300_000;
    private const int FullUsers = 10_000_000;
    private const string Name = "bench";

    private static readonly TimeSpan ShortPush = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan FullPush = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan LookEvery = TimeSpan.FromMilliseconds(200);

    /// <summary>Storage's log knows whole seconds; of the first and the last, all is counted.</summary>
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    public static Task<int> RunAsync(CommandLine line, EndSignal end)
    {
        var users = line.Users ?? (line.Full ? FullUsers : ShortUsers);
        var length = line.Full ? FullPush : ShortPush;
        var options = line.ToBenchOptions(1_200) with { Instances = 1 };
        var needed = PushComparison.UsersNeeded(options.CallsPerMinute!.Value, length);
        if (users < needed)
        {
            throw new UsageException(string.Create(
                CultureInfo.InvariantCulture,
                $"--users {users}: it takes {needed} at least, or the push to them is over before it is measured."));
        }

        return BenchReport.RunAsync(
            new("audience", $"{users}"), options,
            stack => MeasureAsync(stack, users, length, AnsiConsole.WriteLine, end.Token),
            result => result.Figures(), AudienceJson.Default.AudienceResult, end.Token);
    }

    private static async Task<AudienceResult> MeasureAsync(
        LocalStackOptions options, int users, TimeSpan length, Action<string> say, CancellationToken cancellationToken)
    {
        await using var run = await BenchRun.StartAsync(options, cancellationToken);
        using var http = new HttpClient(new SocketsHttpHandler(), disposeHandler: true)
        {
            BaseAddress = run.Stack.Apis[0],
            Timeout = Timeout.InfiniteTimeSpan,
        };
        await PutAsync(http, users: 1_000, cancellationToken);

        say($"{users:N0} users are put ...");
        var put = await WatchAsync(run, () => PutAsync(http, users, cancellationToken), cancellationToken);
        say($"{users:N0} users are uploaded and checked ...");
        var upload = await WatchAsync(run, () => UploadAsync(http, users, cancellationToken), cancellationToken);

        var pushes = new PushComparison(run, options.CallsPerMinute!.Value, length);
        say("One event is posted to them ...");
        var toAudience = await pushes.ToAudienceAsync(Name, cancellationToken);
        say($"Events to {Broadcast.UsersPerEvent:N0} users are posted, one after the other ...");
        var toEvents = await pushes.ToEventsAsync(cancellationToken);
        return new()
        {
            Users = users,
            Put = put,
            Upload = upload,
            ToAudience = toAudience,
            ToEvents = toEvents,
        };
    }

    private static async Task<UploadFigures> WatchAsync(
        BenchRun run, Func<Task<int>> work, CancellationToken cancellationToken)
    {
        var memory = new HostMemory();
        var (start, began) = (TimeProvider.System.GetUtcNow(), Stopwatch.GetTimestamp());
        memory.Sample(start, run.Stack.HostProcessIds);
        var working = work();
        while (await Task.WhenAny(working, Task.Delay(LookEvery, TimeProvider.System, cancellationToken)) != working)
            memory.Sample(TimeProvider.System.GetUtcNow(), run.Stack.HostProcessIds);
        var count = await working;
        return new(
            Stopwatch.GetElapsedTime(began).TotalSeconds,
            memory.GrowthSince(start)[0],
            run.StorageBetween(start - Second, TimeProvider.System.GetUtcNow() + Second).Operations,
            count);
    }

    private static async Task<int> PutAsync(HttpClient http, int users, CancellationToken cancellationToken)
    {
        using var content = new ManyUsers(users);
        using var response = await http.PutAsync(Address(""), content, cancellationToken);
        return await ReadCountAsync(response, cancellationToken);
    }

    private static async Task<int> UploadAsync(HttpClient http, int users, CancellationToken cancellationToken)
    {
        using var opened = await http.PostAsync(Address("/uploads"), content: null, cancellationToken);
        var address = (await ReadAsync(opened, cancellationToken)).GetProperty("url").GetString()!;
        using var blob = new HttpRequestMessage(HttpMethod.Put, address) { Content = new ManyUsers(users) };
        blob.Headers.Add("x-ms-blob-type", "BlockBlob");
        using var uploaded = await http.SendAsync(blob, cancellationToken);
        uploaded.EnsureSuccessStatusCode();
        using var committed = await http.PostAsync(Address("/commit"), content: null, cancellationToken);
        await ReadAsync(committed, cancellationToken);
        while (true)
        {
            using var response = await http.GetAsync(Address(""), cancellationToken);
            var audience = await ReadAsync(response, cancellationToken);
            if (!audience.TryGetProperty("check", out var check)) return audience.GetProperty("count").GetInt32();
            if (audience.GetProperty("state").GetString() != "checking")
                throw new StackException($"The check failed: {check.GetProperty("reason").GetString()}");
            await Task.Delay(LookEvery, TimeProvider.System, cancellationToken);
        }
    }

    private static Uri Address(string below) => new(
        string.Create(CultureInfo.InvariantCulture, $"/api/audiences/{Name}{below}"), UriKind.Relative);

    private static async Task<int> ReadCountAsync(HttpResponseMessage response, CancellationToken cancellationToken) =>
        (await ReadAsync(response, cancellationToken)).GetProperty("count").GetInt32();

    private static async Task<JsonElement> ReadAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        var body = await response.Content.ReadAsStringAsync(cancellationToken);
        return response.IsSuccessStatusCode
            ? JsonElement.Parse(body)
            : throw new StackException($"{(int)response.StatusCode} {body}");
    }
}
