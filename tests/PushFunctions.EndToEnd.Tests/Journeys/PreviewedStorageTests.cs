using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using PushFunctions.EndToEnd.Tests.Support;
using Xunit.Abstractions;

namespace PushFunctions.EndToEnd.Tests.Journeys;

/// <summary>The storage operations of a preview are those that are then counted.</summary>
public sealed class PreviewedStorageTests(Stack stack, ITestOutputHelper output) : IClassFixture<Stack>
{
    /// <summary>More or fewer: how many slots one write reserves depends on how busy the machine is.</summary>
    private const double Tolerance = 0.3;

    [Theory]
    [InlineData(1, 1_200)]
    [InlineData(100, 1_200)]
    [InlineData(101, 1_200)]
    [InlineData(2_500, 1_200)]
    [InlineData(10_000, 1_200)]
    [InlineData(2_500, 12_000)]
    [InlineData(10_000, 12_000)]
    public Task They_are_within_three_tenths_of_those_counted(int users, int callsPerMinute) =>
        CompareAsync(Some.Event(Some.Users(users)), callsPerMinute);

    [Theory]
    [InlineData(14_000)]
    [InlineData(500)]
    public async Task They_are_so_for_messages_that_fill_parcels_and_lie_in_a_blob(int characters)
    {
        var appEvent = Some.Event(Some.Users(200));
        appEvent["type"] = "filling";
        appEvent["data"] = new { filler = new string('x', characters) };
        appEvent.Remove("push");

        await CompareAsync(appEvent, callsPerMinute: 12_000);
    }

    private async Task CompareAsync(Dictionary<string, object> appEvent, int callsPerMinute)
    {
        var rate = new Dictionary<string, string>
        {
            ["Budgets__PushSingle__CallsPerMinute"] = callsPerMinute.ToString(CultureInfo.InvariantCulture),
            ["WatchdogSchedule"] = "0 0 0 1 1 *",
            ["LabelSyncSchedule"] = "0 0 0 1 1 *",
            ["LabelReconcileSchedule"] = "0 0 0 1 1 *",
            ["PreferenceSchedule"] = "0 0 0 1 1 *",
            ["RetentionSchedule"] = "0 0 0 1 1 *",
        };
        var tap = new StorageTap();
        await using var door = await stack.StartDoorAsync();
        await using var host = await stack.StartHostAsync(
            rate, services: services => services.AddSingleton(TappedStorage.Create(stack.ConnectionString, tap)));
        // The first one finds tables and budgets unknown.
        await (await host.PostAsync(Some.Event(Some.User()))).At(door).FinishedAsync();
        await host.PutMappingAsync(
            "filling",
            """{"message":{"title":"Hello","content":"{{user.id}}","apns":{"custom":{"filler":"{{data.filler}}"} } } }""");
        var preview = await host.PreviewAsync(appEvent);
        var before = tap.Requests.Count;

        var push = await host.PostAsync(appEvent);
        await push.At(door).FinishedAsync();
        await Soon.IsTrueAsync(
            async () => (await stack.Stored.SnapshotAsync()).All(
                line => !line.StartsWith("PushIndex open", StringComparison.Ordinal)),
            () => "The open row stays.");

        var counted = tap.Requests.Skip(before).Count(
            request => request.IsOf(push.Id) || request.Path.Contains("/Budgets", StringComparison.Ordinal));
        output.WriteLine($"{preview.Calls} calls at {callsPerMinute}: {preview.StorageOperations} said, {counted} counted");
        Assert.InRange(preview.StorageOperations, counted * (1 - Tolerance), counted * (1 + Tolerance));
    }
}
