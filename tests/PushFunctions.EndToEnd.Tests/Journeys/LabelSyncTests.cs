using System.Net;
using AgoraChat.Push;
using Microsoft.Extensions.DependencyInjection;
using PushFunctions.EndToEnd.Tests.Support;
using PushFunctions.Labels;
using PushFunctions.Storage;

namespace PushFunctions.EndToEnd.Tests.Journeys;

/// <summary>Members in the table become members at the far side.</summary>
public sealed class LabelSyncTests(App app) : IClassFixture<App>
{
    private const string Adding = "POST push/label/{label}/user";

    /// <summary>As a program that knows nothing of the app writes its rows.</summary>
    private const string Write =
        """
        const { TableClient } = require('@azure/data-tables');
        const [connection, label, count] = args;
        const table = TableClient.fromConnectionString(connection, 'LabelMembers', { allowInsecureConnection: true });
        const rows = [...Array(Number(count)).keys()].map(number => ({
          partitionKey: label, rowKey: 'u' + String(number).padStart(5, '0') }));
        for (let at = 0; at < rows.length; at += 100)
          await table.submitTransaction(rows.slice(at, at + 100).map(row => ['upsert', row, 'Replace']));
        """;

    private readonly LabelTables _tables = new(app.Stack.ConnectionString);

    [Fact]
    public async Task Rows_that_another_program_writes_are_members_after_one_run_of_the_timer()
    {
        await Shell.NodeAsync(Write, app.Stack.ConnectionString, "witness", "650");

        var calls = Additions();

        await FireAsync("SyncLabels");

        await SyncedAsync("witness", Users(650));
        var row = await _tables.FindAsync("witness");
        Assert.Equal((650, 650, 0, ""), (row!.DesiredCount, row.AppliedCount, row.PendingCount, row.Problem));
        Assert.Equal(calls + 7, Additions());

        await FireAsync("SyncLabels");
        await QuietAsync();
        Assert.Equal(calls + 7, Additions());
        Assert.Equal(row.ETag, (await _tables.FindAsync("witness"))!.ETag);
    }

    [Fact]
    public async Task What_changed_behind_our_back_is_repaired_by_a_reconcile()
    {
        await _tables.WantAsync("drift", Users(250));
        await FireAsync("SyncLabels");
        await SyncedAsync("drift", Users(250));
        using var http = new SocketsHttpHandler();
        var farSide = FarSide(http);
        await farSide.Labels.RemoveMembersAsync("drift", ["u00001", "u00002"], CancellationToken.None);
        await farSide.Labels.AddMembersAsync("drift", ["stranger"], CancellationToken.None);

        await FireAsync("ReconcileLabels");

        await SyncedAsync("drift", Users(250));
        var row = await _tables.FindAsync("drift");
        Assert.Equal((3, 3), (row!.DriftFound, row.DriftRepaired));
    }

    [Fact]
    public async Task A_user_put_and_taken_in_quick_turns_ends_as_the_last_says()
    {
        await _tables.WantAsync("turns", "always");
        for (var turn = 0; turn < 5; turn++)
        {
            await _tables.WantAsync("turns", "ada");
            await FireAsync("SyncLabels");
            await _tables.UnwantAsync("turns", "ada");
            await FireAsync("SyncLabels");
            await _tables.WantAsync("turns", "bob");
            if (turn < 4) await _tables.UnwantAsync("turns", "bob");
        }

        await SyncedAsync("turns", ["always", "bob"], fires: true);
    }

    [Fact]
    public async Task A_sync_that_is_too_fast_for_the_far_side_ends_well()
    {
        app.Simulator.Faults.Add(new() { Endpoint = Adding, Status = 429, Count = 2 });
        await _tables.WantAsync("fast", Users(600));
        var calls = Additions();

        await FireAsync("SyncLabels");

        await SyncedAsync("fast", Users(600));
        Assert.Equal(calls + 6 + 2, Additions());
    }

    [Fact]
    public async Task Three_of_a_hundred_who_are_refused_are_told_with_their_reasons_and_left_in_peace()
    {
        string[] refused = ["u00003", "u00050", "u00099"];
        var fault = app.Simulator.Faults.Add(new()
        {
            Endpoint = Adding, PushStatus = "FAIL", Desc = "user is banned", Users = refused,
        });
        await _tables.WantAsync("refused", Users(100));

        await FireAsync("SyncLabels");

        await SyncedAsync("refused", [.. Users(100).Except(refused)]);
        Assert.Equal(
            refused.ToDictionary(user => user, _ => "user is banned"), await _tables.RefusedAsync("refused"));
        Assert.Equal(3, (await _tables.FindAsync("refused"))!.RefusedCount);
        app.Simulator.Faults.Remove(fault);
        var calls = Additions();
        await _tables.WantAsync("refused", "u00050");
        await FireAsync("SyncLabels");

        await SyncedAsync("refused", [.. Users(100).Except(["u00003", "u00099"])]);
        Assert.Equal(calls + 1, Additions());
    }

    [Fact]
    public async Task A_label_deleted_while_its_members_change_is_what_was_put_since()
    {
        await _tables.WantAsync("gone", Users(300));
        await FireAsync("SyncLabels");
        await SyncedAsync("gone", Users(300));

        await _tables.DeleteAsync("gone");
        var writing = Task.Run(async () =>
        {
            for (var number = 0; number < 40; number++) await _tables.WantAsync("gone", $"late-{number}");
        });
        await FireAsync("SyncLabels");
        await writing;

        await Soon.IsTrueAsync(
            async () =>
            {
                await FireAsync("SyncLabels");
                var wanted = await _tables.WantedAsync("gone");
                return wanted.All(user => user.StartsWith("late", StringComparison.Ordinal))
                    && MembersOf("gone").SequenceEqual(wanted) && (await _tables.KnownAsync("gone")).SequenceEqual(wanted);
            },
            () => $"It has {MembersOf("gone").Count} members.");
        Assert.Contains("late-39", MembersOf("gone"));
    }

    [Fact]
    public async Task A_sync_of_nothing_reads_each_page_once_and_writes_nothing()
    {
        var tap = new StorageTap();
        await using var stack = await Stack.StartAsync();
        var host = await stack.StartHostAsync(
            functions: [typeof(SyncLabelsFunction), typeof(SyncLabelFunction)],
            services: services => services.AddSingleton(TappedStorage.Create(stack.ConnectionString, tap)));
        var tables = new LabelTables(stack.ConnectionString);
        foreach (var label in (string[])["ant", "bear", "cat"]) await tables.WantAsync(label, Users(2_000));
        await FireAsync(host, "SyncLabels");
        await Soon.IsTrueAsync(
            async () => await tables.FindAsync("cat") is { RunId: "" } && await tables.FindAsync("ant") is { RunId: "" }
                && await tables.FindAsync("bear") is { RunId: "" },
            () => "A label is still held.");
        var before = tap.Requests.Count;

        await FireAsync(host, "SyncLabels");

        var requests = tap.Requests.Skip(before)
            .Where(request => request.Path.Contains("/Label", StringComparison.Ordinal)).ToList();
        Assert.DoesNotContain(requests, request => request.IsWrite);
        // Two tables of six pages, and the labels.
        Assert.InRange(requests.Count, 13, 15);
    }

    private static IReadOnlyList<string> Users(int count) =>
        [.. Enumerable.Range(0, count).Select(number => $"u{number:D5}")];

    private AgoraChatPushClient FarSide(SocketsHttpHandler http) => new(http, new()
    {
        BaseUrl = app.Simulator.Address,
        OrgName = "agora-demo",
        AppName = "testapp",
        AppId = "970CA35de60c44645bbae8a215061b33",
        AppCertificate = "5CFd2fd1755d40ecb72977518be15d3b",
    });

    private Task FireAsync(string function) => FireAsync(app.Host, function);

    private static async Task FireAsync(AppHost host, string function)
    {
        using var request = new HttpRequestMessage(
            HttpMethod.Post, new Uri($"admin/functions/{function}?wait=true", UriKind.Relative));
        using var answer = await host.SendAsync(request);
        Assert.True(
            answer.StatusCode == HttpStatusCode.NoContent,
            $"{(int)answer.StatusCode} {await answer.Content.ReadAsStringAsync()}");
    }

    /// <summary>Waits until both sides have these members, and no run holds the label.</summary>
    /// <param name="fires">Whether the timer fires again and again meanwhile.</param>
    private Task SyncedAsync(string label, IReadOnlyList<string> users, bool fires = false) =>
        Soon.IsTrueAsync(
            async () =>
            {
                if (fires) await FireAsync("SyncLabels");
                return MembersOf(label).SequenceEqual(users)
                    && (await _tables.KnownAsync(label)).SequenceEqual(users)
                    && await _tables.FindAsync(label) is { RunId: "" };
            },
            () => $"{label} has {MembersOf(label).Count} members.");

    private Task QuietAsync() => Soon.IsTrueAsync(
        async () => await app.Stored.CountAsync(QueueNames.LabelChanges) == 0, () => "There are still messages.");

    private IReadOnlyList<string> MembersOf(string label) =>
        [.. (app.Simulator.Label(label)?.Members ?? []).Order(StringComparer.Ordinal)];

    /// <summary>How many calls came that gave somebody a label; the tests of a class run one after the other.</summary>
    private long Additions() => app.Simulator.Stats.Calls[Adding].Total;
}
