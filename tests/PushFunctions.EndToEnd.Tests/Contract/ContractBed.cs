using System.Reflection;
using Azure;
using Azure.Data.Tables;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.DependencyInjection;
using PushFunctions.Dev.Stack;
using PushFunctions.EndToEnd.Tests.Support;
using PushFunctions.Receive;
using PushFunctions.Recover;
using PushFunctions.Storage;
using PushFunctions.Testing;

namespace PushFunctions.EndToEnd.Tests.Contract;

/// <summary>One stack with hosts in every state that an answer can tell of, and the description of the API.</summary>
public sealed class ContractBed : IAsyncLifetime, IAsyncDisposable
{
    /// <summary>What the exception of the defect says.</summary>
    internal const string DefectText = "A defect that nobody is told of.";

    private const string Key = "let-me-in";
    private const int MostOpen = 5;

    private Dictionary<HostState, AppHost> _hosts = [];
    private SchemaChecker? _checker;

    public Stack Stack { get; } = new();

    /// <summary>A host that asks for its key and works.</summary>
    public AppHost Host => _hosts[HostState.Well];

    internal ApiDescription Api { get; } = ApiDescription.Read(RepositoryRoot.Path);

    internal AnswerChecker Answers => new(Api, _checker!);

    /// <summary>Sends a request with the key.</summary>
    internal Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, HostState state = HostState.Well)
    {
        request.Headers.Add("x-functions-key", Key);
        return _hosts[state].SendAsync(request);
    }

    /// <summary>Posts an event and tells its push.</summary>
    internal async Task<string> AcceptedAsync(HttpRequestMessage appEvent)
    {
        using var response = await SendAsync(appEvent);
        return (await AcceptedAnswer.ReadAsync(response)).PushId;
    }

    /// <summary>Waits until a push has ended.</summary>
    internal async Task<string> FinishedAsync(HttpRequestMessage accepted)
    {
        var pushId = await AcceptedAsync(accepted);
        await Soon.IsTrueAsync(
            async () => (await Stack.Stored.PushAsync(pushId)).State == PushState.Finished,
            () => $"{pushId} has not ended.");
        return pushId;
    }

    /// <summary>
    /// Posts an event to labels or to everyone whose call gets no answer, and waits until its push is stalled.
    /// </summary>
    internal async Task<string> StalledAsync(string to)
    {
        var endpoint = to.Contains("labels", StringComparison.Ordinal) ? "push/list/label" : "push/task";
        Stack.Simulator.Faults.Add(new() { Endpoint = endpoint, Status = 503, Count = 1 });
        var pushId = await AcceptedAsync(Signed.Post("api/events", Posted.With(Some.Id("msg"), $"\"to\":{to}")));
        await Soon.IsTrueAsync(
            async () => (await Stack.Stored.PushAsync(pushId)).State == PushState.Stalled,
            () => $"{pushId} is not stalled.");
        return pushId;
    }

    public async Task InitializeAsync()
    {
        _checker = new(RepositoryRoot.Path);
        await Stack.InitializeAsync();
        IReadOnlyList<Type> doors = [.. FunctionTypes().Where(IsDoor)];
        _hosts = new()
        {
            // The watchdog would count the open pushes anew.
            [HostState.Well] = await Stack.StartHostAsync(
                new Dictionary<string, string>
                {
                    ["Audiences__MaxLines"] = "1000",
                    ["Audiences__MaxUnpackedBytes"] = "50000",
                    ["Audiences__MaxPutBytes"] = "20000",
                    ["Labels__MaxMembers"] = "10",
                    ["Budgets__PushToEveryone__CallsPerMinute"] = "60",
                    ["Budgets__PushToEveryone__CallsPerDay"] = "1",
                    ["Budgets__Tasks__Places"] = "100",
                    ["Preferences__WaitTime"] = "00:00:01",
                },
                functions: [.. FunctionTypes().Except([typeof(WatchdogFunction)])], key: Key),
            [HostState.Full] = await Stack.StartHostAsync(
                new Dictionary<string, string> { ["Accept__MaxOpenPushes"] = $"{MostOpen}" }, doors, key: Key),
            [HostState.WithoutStorage] =
                await StartTappedAsync(new RequestFailedException(503, "Busy", "ServerBusy", null)),
            [HostState.Defect] = await StartTappedAsync(new InvalidOperationException(DefectText)),
        };
        var index = new TableServiceClient(Stack.ConnectionString).GetTableClient(TableNames.PushIndex);
        await index.UpsertEntityAsync(
            new IndexRow { PartitionKey = IndexRow.Stats, RowKey = IndexRow.Open, Count = MostOpen });

        await new LabelTables(Stack.ConnectionString).WantAsync("vip", "ada", "bob");
        await Stack.Stored.PutMappingAsync(ContractMappings.OfLaterVersion, """{"message":{},"unknownMember":1}""");
        foreach (var audience in AudienceCases.Rows) await Stack.Stored.PutAudienceAsync(audience);
        await new LabelTables(Stack.ConnectionString).PutAsync(LabelCases.Held);
        foreach (var (type, mapping) in ContractMappings.All)
        {
            using var put = await SendAsync(MappingCases.Request("PUT", $"api/mappings/{type}", mapping));
            Assert.True(put.IsSuccessStatusCode, await put.Content.ReadAsStringAsync());
        }

        async Task<AppHost> StartTappedAsync(Exception exception)
        {
            var tap = new StorageTap();
            var host = await Stack.StartHostAsync(functions: doors, key: Key, services: services =>
                services.AddSingleton(TappedStorage.Create(Stack.ConnectionString, tap)));
            tap.Fault = _ => new(exception);
            return host;
        }
    }

    private static IEnumerable<Type> FunctionTypes() =>
        typeof(AcceptEventFunction).Assembly.GetTypes().Where(type =>
            type.GetMethods().Any(method => method.GetCustomAttribute<FunctionAttribute>() is not null));

    /// <summary>Whether it is called over HTTP.</summary>
    private static bool IsDoor(Type function) =>
        function.GetMethods().SelectMany(method => method.GetParameters())
            .Any(parameter => parameter.GetCustomAttribute<HttpTriggerAttribute>() is not null);

    Task IAsyncLifetime.DisposeAsync() => DisposeAsync().AsTask();

    public async ValueTask DisposeAsync()
    {
        _checker?.Dispose();
        await Stack.DisposeAsync();
    }
}

/// <summary>In what state the host is that a request goes to.</summary>
internal enum HostState
{
    Well,

    /// <summary>As many pushes are open as may be.</summary>
    Full,

    WithoutStorage,

    /// <summary>A piece of the app throws what nobody expects.</summary>
    Defect,
}
