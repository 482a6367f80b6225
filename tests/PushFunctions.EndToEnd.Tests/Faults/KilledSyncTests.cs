using System.Net.Http.Json;
using PushFunctions.Dev.Stack;
using PushFunctions.EndToEnd.Tests.Support;
using Xunit.Abstractions;

namespace PushFunctions.EndToEnd.Tests.Faults;

/// <summary>A host that dies in the middle of a sync: the next sync makes what is left, and both sides are equal.</summary>
public sealed class KilledSyncTests(ITestOutputHelper output)
{
    private const int Members = 1_200;

    private static readonly IReadOnlyList<string> Users =
        [.. Enumerable.Range(0, Members).Select(number => $"u{number:D5}")];

    private static readonly Dictionary<string, string> Settings = new()
    {
        ["Labels__LeaseTime"] = "00:00:06",
        ["Labels__StepTime"] = "00:00:02",
        ["LabelSyncSchedule"] = "0 0 0 1 1 *",
        ["LabelReconcileSchedule"] = "0 0 0 1 1 *",
    };

    [Fact]
    public async Task A_sync_whose_host_dies_is_finished_by_the_next()
    {
        await using var stack = await LocalStack.StartAsync(
            new()
            {
                Instances = 1, CallsPerMinute = 12_000, HiddenTime = TimeSpan.FromSeconds(15), RestartsHosts = false,
                Settings = Settings, Log = output.WriteLine,
            },
            CancellationToken.None);
        using var http = new HttpClient(new SocketsHttpHandler());
        using var client = new BridgeClient(stack.Apis, stack.Simulator);
        var tables = new LabelTables(stack.StorageConnectionString);
        await tables.WantAsync("vip", Users);
        // The call that names the last of them is answered when the host is dead.
        var fault = new { endpoint = "POST push/label/{label}/user", delay = 10_000, users = new[] { Users[^1] } };
        using var set = await http.PostAsJsonAsync(new Uri(stack.Simulator, "simulator/faults"), fault);
        set.EnsureSuccessStatusCode();
        await FireAsync();
        await Soon.IsTrueAsync(
            async () => (await tables.KnownAsync("vip")).Count > 0, () => "Nothing of it was written down.");
        await stack.KillHostAsync(0);
        var (known, there) = ((await tables.KnownAsync("vip")).Count, (await MembersAsync()).Count);
        output.WriteLine($"killed with {known} written down, {there} at the far side");
        Assert.InRange(known, 1, Members - 1);
        // Some change their minds while nobody works.
        await tables.UnwantAsync("vip", [.. Users.Take(10)]);
        await tables.UnwantAsync("vip", [.. Users.TakeLast(10)]);
        await client.AnswerAtOnceAsync();

        await stack.StartHostAsync(0, CancellationToken.None);

        var wanted = Users.Skip(10).SkipLast(10).ToList();
        await Soon.IsTrueAsync(
            async () =>
            {
                if (await tables.FindAsync("vip") is not { } row || !row.IsHeld(TimeProvider.System.GetUtcNow()))
                    await FireAsync();
                return (await MembersAsync()).SequenceEqual(wanted)
                    && (await tables.KnownAsync("vip")).SequenceEqual(wanted);
            },
            () => "Both sides are not equal.");

        async Task FireAsync()
        {
            using var answer = await http.PostAsync(new Uri(stack.Api, "/admin/functions/SyncLabels?wait=true"), content: null);
            answer.EnsureSuccessStatusCode();
        }

        async Task<IReadOnlyList<string>> MembersAsync()
        {
            var label = await http.GetFromJsonAsync<State>(new Uri(stack.Simulator, "simulator/labels/vip"));
            return [.. label!.Members.Order(StringComparer.Ordinal)];
        }
    }

    private sealed record State(IReadOnlyList<string> Members);
}
