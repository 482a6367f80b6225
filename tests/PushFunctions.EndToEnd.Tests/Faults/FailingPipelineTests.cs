using Azure;
using Microsoft.Extensions.DependencyInjection;
using PushFunctions.Accept;
using PushFunctions.EndToEnd.Tests.Support;

namespace PushFunctions.EndToEnd.Tests.Faults;

/// <summary>Each request to storage on a push's way through fails once: nobody is lost, and who is doubled is named.</summary>
public sealed class FailingPipelineTests(Stack stack) : IClassFixture<Stack>
{
    private const int Users = 150;

    private static readonly IReadOnlyList<(string Name, Func<StorageRequest, bool> Is)> Steps =
    [
        ("list", request => request.Method == "GET" && Has(request, "/pushes/")),
        ("step", request => Has(request, "$batch") && request.Body.Contains("push|", StringComparison.Ordinal)),
        ("parcel", request => request.Method == "POST" && Has(request, "/push-delivery/")),
        ("next step", request => request.Method == "POST" && Has(request, "/push-dispatch/")
            && request.Body.Contains("\"checkpoint\":1", StringComparison.Ordinal)),
        ("claim", request => IsOfParcel(request, "Claimed")),
        ("mark", request => IsOfParcel(request, "Sending")),
        ("outcomes", request => IsOfParcel(request, "Settled")),
        ("end", request => request.Body.Contains("Finished", StringComparison.Ordinal)),
        ("listing row", request => Has(request, "/PushListing(")),
        ("open row", request => request.Method == "DELETE" && Has(request, "PartitionKey='open'")),
    ];

    /// <summary>
    /// Requests about a budget, which all pushes of an app share: each of these ways has an app of its own. The first
    /// who writes there is a dispatcher, and takes no slot; the next is a desk.
    /// </summary>
    private static readonly IReadOnlyList<(string Name, Func<StorageRequest, bool> Is)> BudgetSteps =
    [
        ("feed", request => IsOfBudget(request) && !HasSlots(request)),
        ("reservation", request => IsOfBudget(request) && HasSlots(request)),
    ];

    [Theory]
    [InlineData("503")]
    [InlineData("412")]
    [InlineData("no answer")]
    public async Task A_push_whose_way_through_fails_anywhere_reaches_everyone_and_names_who_may_be_told_twice(string failure)
    {
        var faults = new FaultPlan();
        var tap = new StorageTap { Fault = faults.Next };
        await using var host = await stack.StartHostAsync(
            settings: SettingsOfApps(failure),
            services: services => services.AddSingleton(TappedStorage.Create(stack.ConnectionString, tap)));

        var ways =
            from step in Steps.Select(step => (step.Name, step.Is, IsOfBudget: false))
                .Concat(BudgetSteps.Select(step => (step.Name, step.Is, IsOfBudget: true)))
            from isDone in (bool[])[false, true]
            let name = $"{step.Name}, {failure}, done: {isDone}"
            let app = step.IsOfBudget ? AppOf(step.Name, failure, isDone) : null
            select FollowAsync(host, faults, name, app, step.Is, new(Failure(failure), isDone));
        var wrong = (await Task.WhenAll(ways.ToList())).OfType<string>().ToList();

        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
    }

    private static Exception Failure(string name) => name switch
    {
        "503" => new RequestFailedException(503, "Server busy", "ServerBusy", null),
        "412" => new RequestFailedException(412, "Condition not met", "UpdateConditionNotSatisfied", null),
        _ => new AggregateException(new TaskCanceledException(), new TaskCanceledException()),
    };

    private static bool Has(StorageRequest request, string part) => request.Path.Contains(part, StringComparison.Ordinal);

    private static bool IsOfParcel(StorageRequest request, string state) =>
        request.IsWrite && request.Body.Contains($"\"State\":\"{state}\"", StringComparison.Ordinal)
        && (Has(request, "RowKey='parcel|") || request.Body.Contains("\"RowKey\":\"parcel|", StringComparison.Ordinal));

    private static bool IsOfBudget(StorageRequest request) => request.IsWrite && Has(request, "/Budgets");

    private static bool HasSlots(StorageRequest request) =>
        !request.Body.Contains("\"Next\":\"1970-", StringComparison.Ordinal);

    private static string AppOf(string step, string failure, bool isDone) =>
        $"{step}-{failure.Replace(' ', '-')}-{(isDone ? "done" : "undone")}";

    /// <summary>The apps of all ways about budgets, at the same far side as the others.</summary>
    private Dictionary<string, string> SettingsOfApps(string failure) => new(
        from step in BudgetSteps
        from isDone in (bool[])[false, true]
        from setting in HostSettings.For(stack.ConnectionString, stack.Simulator.Address)
        where setting.Key.StartsWith("Agora__Apps__second__", StringComparison.Ordinal)
        let app = AppOf(step.Name, failure, isDone)
        select KeyValuePair.Create(
            setting.Key.Replace("__second__", $"__{app}__", StringComparison.Ordinal), setting.Value!));

    /// <param name="host">Where it goes through.</param>
    /// <param name="faults">Takes the failure.</param>
    /// <param name="name">What fails, and how.</param>
    /// <param name="app">An app with no other push, whose requests can fail; null: those of the push can.</param>
    /// <param name="step">Which of these requests fails.</param>
    /// <param name="fault">What goes wrong with it.</param>
    /// <returns>What is wrong; null: nothing.</returns>
    private async Task<string?> FollowAsync(
        AppHost host, FaultPlan faults, string name, string? app, Func<StorageRequest, bool> step, StorageFault fault)
    {
        var users = Some.Users(Users);
        var appEvent = Some.Event(users);
        appEvent["app"] = app ?? "default";
        var pushId = PushIds.Create(app ?? "default", "", (string)appEvent["id"]);
        var failing = app ?? pushId;
        faults.Add(failing, step, fault);

        await host.PostAsync(appEvent);

        PushStatus end = await host.StatusOfAsync(pushId);
        await Soon.IsTrueAsync(
            async () => (end = await host.StatusOfAsync(pushId)).State == "finished" && faults.HasHappened(failing),
            () => $"{name}: {end.State} {end.Counts}, the request was made: {faults.HasHappened(failing)}");
        var told = users.ToDictionary(user => user, user => stack.Simulator.PushesTo(user).Count);
        var twice = told.Where(user => user.Value > 1).Select(user => user.Key).ToHashSet();
        var named = await new Ledger(stack.ConnectionString).PossiblyTwiceAsync(pushId, users);
        return end.Counts.Accepted == Users && told.Values.All(times => times > 0) && twice.IsSubsetOf(named)
            ? null
            : $"{name}: {end}, {told.Values.Count(times => times == 0)} not told, {twice.Count} twice, {named.Count} named";
    }
}
