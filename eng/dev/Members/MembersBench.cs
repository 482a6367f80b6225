using System.Text.Json;
using System.Text.Json.Nodes;
using PushFunctions.Dev.Load;
using PushFunctions.Dev.Run;
using PushFunctions.Dev.Stack;
using PushFunctions.Storage;
using Spectre.Console;

namespace PushFunctions.Dev.Members;

/// <summary>A push to members of three large labels: how soon the first is called, and what looking all up takes.</summary>
internal static class MembersBench
{
    private const int ShortUsers = 30_000;
    private const int FullUsers = 100_000;
    private const int WarmUsers = 200;

    private static readonly string[] Labels = ["bench-a", "bench-b", "bench-c"];
    private static readonly TimeSpan LookEvery = TimeSpan.FromMilliseconds(200);

    public static Task<int> RunAsync(CommandLine line, EndSignal end)
    {
        var users = line.Users ?? (line.Full ? FullUsers : ShortUsers);
        var options = line.ToBenchOptions(1_200) with { Instances = 1 };
        return BenchReport.RunAsync(
            new("members", $"{users}"), options,
            stack => MeasureAsync(stack, users, AnsiConsole.WriteLine, end.Token),
            result => result.Figures(), MembersJson.Default.MembersResult, end.Token);
    }

    private static async Task<MembersResult> MeasureAsync(
        LocalStackOptions options, int users, Action<string> say, CancellationToken cancellationToken)
    {
        say($"{Labels.Length} labels of {users:N0} users are put into storage ...");
        var rows = Labels.Index().Select(label => Rows(label.Item, label.Index * users / 2, users))
            .Append(Rows("warm", users * 2, WarmUsers));
        await using var run = await BenchRun.StartAsync(options with { Rows = [.. rows] }, cancellationToken);

        // What is compiled with the first push is no matter of how large the labels are.
        var warm = await run.ClientFor(0).PostAsync(EventTo("warm"), cancellationToken);
        await FollowAsync(run, warm.PushId, _ => { }, cancellationToken);
        await run.UntilAsync(() => run.Calls.Sent >= WarmUsers, cancellationToken);

        say("One event is posted to all of them ...");
        var memory = new HostMemory();
        var start = TimeProvider.System.GetUtcNow();
        memory.Sample(start, run.Stack.HostProcessIds);
        var push = await run.ClientFor(0).PostAsync(EventTo(Labels), cancellationToken);
        var accepted = TimeProvider.System.GetUtcNow();
        var found = await FollowAsync(
            run, push.PushId, now => memory.Sample(now, run.Stack.HostProcessIds), cancellationToken);
        var over = TimeProvider.System.GetUtcNow();
        await run.UntilAsync(() => run.Calls.FirstSince(start) is not null, cancellationToken);
        await run.ClientFor(0).CancelAsync(push.PushId, cancellationToken);
        var stats = await run.ClientFor(0).StatsAsync(cancellationToken);
        return new()
        {
            UsersPerLabel = users,
            Expected = users / 2 * (Labels.Length - 1) + users,
            Found = found,
            ToldTwice = (int)stats.UsersSentTwice,
            SecondsToFirstCall = (run.Calls.FirstSince(start)!.Value - accepted).TotalSeconds,
            SecondsToLastUser = (over - accepted).TotalSeconds,
            GrowthMegabytes = memory.GrowthSince(start)[0],
        };
    }

    /// <summary>Follows a push until all of its users are found.</summary>
    /// <returns>How many they are.</returns>
    private static async Task<int> FollowAsync(
        BenchRun run, string pushId, Action<DateTimeOffset> look, CancellationToken cancellationToken)
    {
        using var http = new HttpClient(new SocketsHttpHandler()) { BaseAddress = run.Stack.Apis[0] };
        while (true)
        {
            look(TimeProvider.System.GetUtcNow());
            var push = JsonElement.Parse(
                await http.GetByteArrayAsync(new Uri($"pushes/{pushId}", UriKind.Relative), cancellationToken));
            if (!push.TryGetProperty("expanding", out _)) return push.GetProperty("targets").GetInt32();
            await Task.Delay(LookEvery, TimeProvider.System, cancellationToken);
        }
    }

    private static FilledRows Rows(string label, int from, int users) =>
        new(TableNames.LabelMembers, label, "user-", Digits: 8, from, users);

    private static JsonNode EventTo(params IEnumerable<string> labels)
    {
        var sample = JsonSerializer.SerializeToNode(
            SampleEvent.Create(users: 1, string.Concat(labels)), RunJson.Default.SampleEvent)!;
        sample["to"] = new JsonObject
        {
            ["members"] = new JsonObject { ["any"] = new JsonArray([.. labels.Select(label => (JsonNode)label)]) },
        };
        return sample;
    }
}
