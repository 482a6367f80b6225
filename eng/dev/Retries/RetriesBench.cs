using System.Text.Json;
using System.Text.Json.Nodes;
using PushFunctions.Dev.Audiences;
using PushFunctions.Dev.Load;
using PushFunctions.Dev.Run;
using PushFunctions.Dev.Stack;
using Spectre.Console;

namespace PushFunctions.Dev.Retries;

/// <summary>
/// One push to very many users, of whom one in fifty fails once, two in each call: how many calls the next try takes.
/// </summary>
/// <remarks>The schedule of retries is the product's: those who failed are due again after about 30 s.</remarks>
internal static class RetriesBench
{
    private const int ShortUsers = 100_000;
    private const int FullUsers = 1_000_000;
    private const int CallsPerMinute = 12_000;
    private const string Audience = "retries";

    // Neither is the first user of a call: a call that begins with one of them is a further try.
    private const int OneIn = 50;
    private const int FirstPlace = 25;

    public static Task<int> RunAsync(CommandLine line, EndSignal end)
    {
        var users = line.Users ?? (line.Full ? FullUsers : ShortUsers);
        var options = line.ToBenchOptions(CallsPerMinute);
        return BenchReport.RunAsync(
            BenchForm.On(options, "retries", $"{users}"), options,
            stack => MeasureAsync(stack, users, AnsiConsole.WriteLine, end.Token),
            result => result.Figures(), RetriesJson.Default.RetriesResult, end.Token);
    }

    private static async Task<RetriesResult> MeasureAsync(
        LocalStackOptions options, int users, Action<string> say, CancellationToken cancellationToken)
    {
        await using var run = await BenchRun.StartAsync(options, cancellationToken);
        say($"{users:N0} users are put ...");
        await PutAsync(run.Stack.Api, users, cancellationToken);
        var failing = Enumerable.Range(0, users).Where(user => user % OneIn == FirstPlace).Select(ManyUsers.Name)
            .ToHashSet(StringComparer.Ordinal);
        await run.ClientFor(0).InjectAsync(FaultOf(failing), cancellationToken);

        say($"One event is posted to them; {failing.Count:N0} fail once ...");
        var accepted = await run.ClientFor(0).PostAsync(Event(), cancellationToken);
        await run.UntilAsync(() => run.Calls.Sent >= users, cancellationToken);
        await run.UntilAsync(() => run.Calls.Sent >= users + failing.Count, cancellationToken);
        var status = await EndAsync(run, accepted.PushId, cancellationToken);

        var told = await run.ClientFor(0).ToldAsync("", withOnce: false, cancellationToken);
        var calls = run.Calls.InOrder().Where(call => call.IsTaken).ToList();
        var retries = calls.Where(call => failing.Contains(call.First!)).ToList();
        return new()
        {
            Instances = options.Instances,
            CallsPerMinute = options.CallsPerMinute!.Value,
            Users = users,
            Failing = failing.Count,
            FirstCalls = calls.Count - retries.Count,
            RetryCalls = retries.Count,
            UsersOfRetryCalls = retries.Sum(call => call.Users),
            SecondsToFirstRetry = (retries[0].At - calls[0].At).TotalSeconds,
            SecondsToLastRetry = (retries[^1].At - calls[0].At).TotalSeconds,
            Accepted = status.Accepted,
            Told = told.Users,
            ToldTwice = told.MoreThanOnce.Count,
        };
    }

    private static async Task PutAsync(Uri api, int users, CancellationToken cancellationToken)
    {
        using var http = new HttpClient(new SocketsHttpHandler()) { Timeout = Timeout.InfiniteTimeSpan };
        using var content = new ManyUsers(users);
        using var answer = await http.PutAsync(new Uri(api, $"audiences/{Audience}"), content, cancellationToken);
        if (!answer.IsSuccessStatusCode)
            throw new StackException($"{(int)answer.StatusCode} {await answer.Content.ReadAsStringAsync(cancellationToken)}");
    }

    private static async Task<PushStatus> EndAsync(BenchRun run, string pushId, CancellationToken cancellationToken)
    {
        PushStatus? last = null;
        var watch = new PushWatch(token => run.ClientFor(0).StatusAsync(pushId, token), TimeSpan.FromMinutes(2));
        await foreach (var status in watch.FollowAsync(cancellationToken)) last = status;
        return last!;
    }

    private static JsonObject FaultOf(IEnumerable<string> users) => new()
    {
        ["endpoint"] = "push/single",
        ["pushStatus"] = "ERROR",
        ["desc"] = "internal error",
        ["oncePerUser"] = true,
        ["users"] = new JsonArray([.. users.Select(user => (JsonNode)user)]),
    };

    private static JsonNode Event()
    {
        var sample = JsonSerializer.SerializeToNode(SampleEvent.Create(users: 1, Audience), RunJson.Default.SampleEvent)!;
        sample["to"] = new JsonObject { ["audience"] = Audience };
        return sample;
    }
}
