using Azure.Data.Tables;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using PushFunctions.EndToEnd.Tests.Support;
using PushFunctions.Retention;
using PushFunctions.Storage;

namespace PushFunctions.EndToEnd.Tests.Storage;

/// <summary>
/// Pushes that a real host has sent, and a cleaner over real storage. Their clocks are weeks apart; storage has a clock
/// of its own, which nobody moves.
/// </summary>
public sealed class CleanUpTests(Stack stack) : IClassFixture<Stack>
{
    /// <summary>More than pushes are kept.</summary>
    private static readonly TimeSpan Later = TimeSpan.FromDays(36);

    private readonly StorageTap _tap = new();

    [Fact]
    public async Task Of_what_is_old_nothing_is_left_whatever_it_was_and_what_is_young_stays()
    {
        IReadOnlyList<string> old;
        await using (var host = await HostAsync(TimeSpan.Zero))
        {
            await stack.Stored.Queue(QueueNames.Dispatch).SendMessageAsync("hello");
            old = await SendAllAsync(host);
            await Soon.IsTrueAsync(
                async () => (await stack.Stored.DeadLettersAsync()).Any(letter => letter.IsMessage),
                () => "The message was not set aside.");
        }

        IReadOnlyList<string> young;
        await using (var host = await HostAsync(Later)) young = await SendAllAsync(host);
        var before = await KeysAsync();
        Assert.All(old.Concat(young), push => Assert.Contains(before, key => key.Contains(push, StringComparison.Ordinal)));

        await CleanUpAsync(Later);

        var left = await KeysAsync();
        Assert.DoesNotContain(left, key => IsOf(key, old));
        Assert.Equal(before.Where(key => IsOf(key, young)), left.Where(key => IsOf(key, young)));
        // The lists of audiences have a cleaner of their own.
        Assert.All(
            left.Where(key => !IsOf(key, young)),
            key => Assert.True(IsOfNoPush(key), key));
    }

    /// <summary>A push whose rows say that it is old, while storage says that all of it was written just now.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(250)]
    public async Task What_was_written_since_stays_whatever_the_push_says(int users)
    {
        string push;
        await using (var host = await HostAsync(-Later)) push = await SendAsync(host, users, refuses: true);
        var before = await KeysAsync(push);

        await CleanUpAsync(TimeSpan.Zero);

        // It is marked, and some of it may be gone that has no time; the list and the ledger are there.
        Assert.NotNull((await stack.Stored.PushAsync(push)).RemovedAt);
        Assert.Equal(Written(before), Written(await KeysAsync(push)));
        Assert.Equal(users > 100 ? 1 : 0, (await KeysAsync(push)).Count(key => key.StartsWith(ContainerNames.Pushes, StringComparison.Ordinal)));

        await CleanUpAsync(TimeSpan.FromDays(2));
        Assert.Empty(await KeysAsync(push));

        static IEnumerable<string> Written(IEnumerable<string> keys) => keys.Where(
            key => key.StartsWith($"{TableNames.Pushes} ", StringComparison.Ordinal)
                || key.StartsWith($"{ContainerNames.Pushes} ", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_row_that_changes_after_it_was_seen_is_not_deleted()
    {
        string push;
        await using (var host = await HostAsync(TimeSpan.Zero)) push = await SendAsync(host, 250, refuses: true);
        var pushes = new TableClient(stack.ConnectionString, TableNames.Pushes);
        var row = await pushes.QueryAsync<TableEntity>($"PartitionKey eq '{push}|0'").FirstAsync();
        var changed = 0;
        _tap.Fault = request =>
        {
            if (request.Method == "POST" && request.Path.Contains("$batch", StringComparison.Ordinal) && request.IsOf(push) && changed++ == 0)
            {
                Change(pushes, row);
            }

            return null;
        };

        await CleanUpAsync(Later);

        Assert.Equal(1, changed);
        Assert.Contains(await KeysAsync(push), key => key.Contains($"{push}|0", StringComparison.Ordinal));
        Assert.NotNull((await stack.Stored.PushAsync(push)).RemovedAt);
        await CleanUpAsync(Later);
        Assert.Empty(await KeysAsync(push));
    }

    /// <summary>Another writes a row, while a request is on its way.</summary>
    private static void Change(TableClient table, TableEntity row) => table.UpdateEntityAsync(
        new TableEntity(row.PartitionKey, row.RowKey) { ["Note"] = "changed" }, Azure.ETag.All, TableUpdateMode.Merge)
        .GetAwaiter().GetResult();

    private static bool IsOf(string key, IEnumerable<string> pushes) =>
        pushes.Any(push => key.Contains(push, StringComparison.Ordinal));

    private static bool IsOfNoPush(string key) =>
        key.StartsWith($"{TableNames.Budgets} ", StringComparison.Ordinal)
        || key.StartsWith($"{ContainerNames.Audiences} ", StringComparison.Ordinal)
        || key.StartsWith($"{TableNames.Audiences} ", StringComparison.Ordinal)
        || key.StartsWith($"{TableNames.PushIndex} {IndexRow.Stats} ", StringComparison.Ordinal);

    /// <summary>One push of each kind, all ended.</summary>
    private async Task<IReadOnlyList<string>> SendAllAsync(AppHost host)
    {
        await host.PutAudienceAsync("everybody", Some.Users(250));
        var toAudience = Some.Event(Some.User());
        toAudience["to"] = new { audience = "everybody" };
        var push = await host.PostAsync(toAudience);
        IReadOnlyList<string> others = await Task.WhenAll(
            SendAsync(host, 1), SendAsync(host, 1, refuses: true), SendAsync(host, 60, dies: true),
            SendAsync(host, 250), SendAsync(host, 250, dies: true));
        await push.FinishedAsync();
        return [push.Id, .. others];
    }

    /// <param name="host">Where it is posted.</param>
    /// <param name="users">To how many.</param>
    /// <param name="refuses">A call that names the first of them is refused as a whole.</param>
    /// <param name="dies">All tries of the last of them fail.</param>
    private async Task<string> SendAsync(AppHost host, int users, bool refuses = false, bool dies = false)
    {
        var all = Some.Users(users);
        if (refuses)
            stack.Simulator.Faults.Add(new() { Endpoint = "push/single", Status = 400, Error = "illegal_argument", Users = [all[0]] });
        if (dies)
            stack.Simulator.Faults.Add(new() { Endpoint = "push/single", PushStatus = "ERROR", Desc = "busy", Users = [all[^1]] });
        var push = await host.PostAsync(Some.Event(all));
        var end = await push.FinishedAsync();
        Assert.Equal((dies ? 1 : 0, refuses), (end.Counts.Dead, end.Counts.Failed > 0));
        return push.Id;
    }

    /// <summary>Runs the cleaner once, in a process whose clock is so far ahead.</summary>
    private async Task CleanUpAsync(TimeSpan ahead)
    {
        var settings = new ConfigurationBuilder().AddInMemoryCollection(
            HostSettings.For(stack.ConnectionString, stack.Simulator.Address).Select(setting => KeyValuePair.Create(
                setting.Key.Replace("__", ":", StringComparison.Ordinal), setting.Value))).Build();
        await using var services = new ServiceCollection()
            .AddLogging()
            .AddSingleton<IConfiguration>(settings)
            .AddPushFunctions(settings)
            .AddSingleton<TimeProvider>(new OtherClock(ahead))
            .AddSingleton(TappedStorage.Create(stack.ConnectionString, _tap))
            .BuildServiceProvider();
        await services.GetRequiredService<CleanUpHandler>().HandleAsync(CancellationToken.None);
    }

    /// <summary>A host whose clock is so far ahead, and which removes nothing itself.</summary>
    private async Task<AppHost> HostAsync(TimeSpan ahead)
    {
        var host = await stack.StartHostAsync(
            new Dictionary<string, string>
            {
                ["PreferenceSchedule"] = "0 0 0 1 1 *",
                ["RetentionSchedule"] = "0 0 0 1 1 *",
                // A token that the host makes itself would be of its own time.
                ["Agora__Apps__default__AppId"] = "",
                ["Agora__Apps__default__AppCertificate"] = "",
                ["Agora__Apps__default__ClientId"] = "YXA6simulatorclientid",
                ["Agora__Apps__default__ClientSecret"] = "YXA6simulatorclientsecret",
            },
            services: services => services.AddSingleton<TimeProvider>(new OtherClock(ahead)));
        // Slots of another time are nothing to wait for.
        await stack.Stored.RemoveBudgetsAsync();
        return host;
    }

    /// <summary>The keys of all that is stored, but queues.</summary>
    private async Task<IReadOnlyList<string>> KeysAsync(string of = "") =>
    [
        .. (await stack.Stored.SnapshotAsync())
            .Where(line => line.Contains(of, StringComparison.Ordinal)
                && !QueueNames.All.Any(queue => line.StartsWith(queue, StringComparison.Ordinal)))
            .Select(line => line[..line.LastIndexOf(' ')])
            .Order(StringComparer.Ordinal),
    ];

    private sealed class OtherClock(TimeSpan ahead) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => System.GetUtcNow() + ahead;
    }
}
