using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;
using Azure;
using Microsoft.Extensions.DependencyInjection;
using PushFunctions.Accept;
using PushFunctions.EndToEnd.Tests.Support;

namespace PushFunctions.EndToEnd.Tests.BadInput;

/// <summary>Each request to storage on an event's way in fails once: the sender comes again and nothing is lost.</summary>
public sealed partial class FailingStorageTests(Stack stack) : IClassFixture<Stack>
{
    private static readonly IReadOnlyList<(string Name, int Users, Func<StorageRequest, bool> Is)> Steps =
    [
        ("read the push", 150, request => request.Method == "GET" && Has(request, "/Pushes(")),
        ("index row", 1, request => Has(request, "/PushIndex(PartitionKey='open'")),
        ("push row", 1, request => request.Method == "POST" && PushRows().IsMatch(request.Path)),
        ("parcel", 1, request => request.Method == "POST" && Has(request, "/push-delivery/")),
        ("step", 150, request => request.Method == "POST" && Has(request, "/push-dispatch/")),
        ("block", 150, request => Has(request, "comp=block&")),
        ("block list", 150, request => Has(request, "comp=blocklist")),
    ];

    private static readonly IReadOnlyList<(string Name, Func<Exception> Make)> Failures =
    [
        ("503", () => new RequestFailedException(503, "Server busy", "ServerBusy", null)),
        ("409", () => new RequestFailedException(409, "Being deleted", "ContainerBeingDeleted", null)),
        ("412", () => new RequestFailedException(412, "Condition not met", "UpdateConditionNotSatisfied", null)),
        ("no answer", () => new AggregateException(new TaskCanceledException(), new TaskCanceledException())),
    ];

    [Fact]
    public async Task An_event_whose_way_in_fails_anywhere_is_accepted_at_a_later_try_and_told_once()
    {
        var faults = new FaultPlan();
        var tap = new StorageTap { Fault = faults.Next };
        await using var host = await stack.StartHostAsync(services: services =>
            services.AddSingleton(TappedStorage.Create(stack.ConnectionString, tap)));

        var ways =
            from step in Steps
            from failure in Failures
            from isDone in (bool[])[false, true]
            let name = $"{step.Name}, {failure.Name}, done: {isDone}"
            select FollowAsync(host, faults, name, step.Users, step.Is, new(failure.Make(), isDone));
        var told = await Task.WhenAll(ways.ToList());

        Assert.Equal(Steps.Count * Failures.Count * 2, told.Length);
        Assert.All(told, way => Assert.True(way.IsGood, way.Name));
    }

    private static bool Has(StorageRequest request, string part) => request.Path.Contains(part, StringComparison.Ordinal);

    /// <summary>The address of the table itself, to which rows are posted.</summary>
    [GeneratedRegex(@"/Pushes(\?|$)")]
    private static partial Regex PushRows();

    private async Task<(string Name, bool IsGood)> FollowAsync(
        AppHost host, FaultPlan faults, string name, int count, Func<StorageRequest, bool> step, StorageFault fault)
    {
        var users = Some.Users(count);
        var appEvent = Some.Event(users);
        var pushId = PushIds.Create("default", "", (string)appEvent["id"]);
        faults.Add(pushId, step, fault);
        var body = JsonSerializer.Serialize(appEvent);
        HttpStatusCode? status = null;

        await Soon.IsTrueAsync(
            async () =>
            {
                using var response = await host.TryPostAsync(body);
                status = response.StatusCode;
                if (status == HttpStatusCode.ServiceUnavailable)
                {
                    Assert.NotNull(response.Headers.RetryAfter);
                    Assert.Equal("storage_unavailable", (await ProblemAnswer.ReadAsync(response, status.Value)).Code);
                }

                return status != HttpStatusCode.ServiceUnavailable;
            },
            () => $"{name}: {status}");
        Assert.True(status == HttpStatusCode.Accepted, $"{name}: {status}");
        Assert.True(faults.HasHappened(pushId), $"{name}: the request was never made");

        var end = await host.StatusOfAsync(pushId);
        await Soon.IsTrueAsync(
            async () => (end = await host.StatusOfAsync(pushId)).State == "finished",
            () => $"{name}: {end.State} {end.Counts}");
        var isToldOnce = users.All(user => stack.Simulator.PushesTo(user).Count == 1);
        return ($"{name}: {end}", end.Counts.Accepted == count && isToldOnce);
    }
}
