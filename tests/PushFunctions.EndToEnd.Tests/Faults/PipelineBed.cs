using System.Text.Json;
using Azure.Data.Tables;
using Azure.Storage.Queues;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Moq;
using PushFunctions.EndToEnd.Tests.Storage;
using PushFunctions.Storage;

namespace PushFunctions.EndToEnd.Tests.Faults;

/// <summary>The app's services over tables and queues of their own, whose answers a test can spoil. Nothing runs by itself.</summary>
internal sealed class PipelineBed : IAsyncDisposable
{
    public const string App = "default";

    private readonly string _connection;
    private readonly ServiceProvider _services;

    private PipelineBed(string connection)
    {
        _connection = connection;
        (Pushes, PushIndex) = (NewTable(), NewTable());
        Storage = new()
        {
            Pushes = Pushes.Object,
            PushIndex = PushIndex.Object,
            PushSchedule = NewTable().Object,
            PushListing = NewTable().Object,
            Budgets = NewTable().Object,
            DeadLetters = NewTable().Object,
            Mappings = NewTable().Object,
            Audiences = NewTable().Object,
            Labels = NewTable().Object,
            LabelMembers = NewTable().Object,
            LabelApplied = NewTable().Object,
            Preferences = NewTable().Object,
            Dispatch = new(connection, AzuriteFixture.NewName(), Base64),
            Delivery = new(connection, AzuriteFixture.NewName(), Base64),
            AudienceChecks = new(connection, AzuriteFixture.NewName(), Base64),
            Callbacks = new(connection, AzuriteFixture.NewName(), Base64),
            LabelChanges = new(connection, AzuriteFixture.NewName(), Base64),
            PreferenceSteps = new(connection, AzuriteFixture.NewName(), Base64),
            Poison = [],
            PushUsers = new(connection, AzuriteFixture.NewName()),
            AudienceLists = new(connection, AzuriteFixture.NewName()),
            PreferenceLists = new(connection, AzuriteFixture.NewName()),
        };
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(Settings).Build();
        _services = new ServiceCollection()
            .AddLogging()
            .AddSingleton<IConfiguration>(configuration)
            .AddPushFunctions(configuration)
            .AddSingleton(Storage)
            .BuildServiceProvider();
    }

    public StorageClients Storage { get; }

    public Mock<TableClient> Pushes { get; }

    public Mock<TableClient> PushIndex { get; }

    /// <summary>The same table, which always answers as it should.</summary>
    public TableClient RealPushes => new(_connection, Storage.Pushes.Name);

    /// <summary>The far side is not there: a call fails at once and nothing was sent. 1,200 calls a minute.</summary>
    private static Dictionary<string, string?> Settings => new()
    {
        [StorageOptions.Section] = "UseDevelopmentStorage=true",
        ["Agora:Apps:default:BaseUrl"] = "http://127.0.0.1:1",
        ["Agora:Apps:default:OrgName"] = "agora-demo",
        ["Agora:Apps:default:AppName"] = "testapp",
        ["Agora:Apps:default:AppId"] = "970CA35de60c44645bbae8a215061b33",
        ["Agora:Apps:default:AppCertificate"] = "5CFd2fd1755d40ecb72977518be15d3b",
    };

    private static QueueClientOptions Base64 => new() { MessageEncoding = QueueMessageEncoding.Base64 };

    public static async Task<PipelineBed> CreateAsync(AzuriteFixture azurite)
    {
        var bed = new PipelineBed(azurite.ConnectionString);
        var storage = bed.Storage;
        TableClient[] tables =
        [
            storage.Pushes, storage.PushIndex, storage.PushSchedule, storage.PushListing, storage.Budgets,
            storage.DeadLetters,
        ];
        foreach (var table in tables) await table.CreateAsync();

        await bed.Storage.Dispatch.CreateAsync();
        await bed.Storage.Delivery.CreateAsync();
        await bed.Storage.PushUsers.CreateAsync();
        return bed;
    }

    public T Get<T>()
        where T : notnull => _services.GetRequiredService<T>();

    /// <summary>An id that no other push has.</summary>
    public static string NewPushId() => Accept.PushIds.Create(App, "", Guid.NewGuid().ToString());

    /// <summary>A parcel of a broadcast, of one batch.</summary>
    public static Parcel ParcelOf(string pushId, params string[] users) => new()
    {
        App = App,
        PushId = pushId,
        Row = LedgerKey.Parcel(0),
        Urgency = Urgency.Broadcast,
        Strategy = 2,
        Due = TimeProvider.System.GetUtcNow(),
        Messages = [Message],
        Batches = [new() { No = 0, Message = 0, Users = users }],
        Cut = new(0, 1, 0, 100),
    };

    /// <summary>A broadcast of one batch that has been fed.</summary>
    public static PushRow FedPush(string pushId, int users) => new()
    {
        PartitionKey = pushId,
        App = App,
        State = PushState.Sending,
        Created = TimeProvider.System.GetUtcNow(),
        StepDue = TimeProvider.System.GetUtcNow(),
        Targets = users,
        Batches = 1,
        NextBatch = 1,
        Step = 1,
        Blob = $"{pushId}/hash",
        OpenRow = "open",
        Groups = JsonSerializer.SerializeToUtf8Bytes<IReadOnlyList<PushGroup>>([new(Message, 0, users)], JsonSerializerOptions.Web),
    };

    public async Task<ParcelRow> LedgerAsync(string pushId) =>
        (await RealPushes.GetEntityAsync<ParcelRow>(LedgerKey.Segment(pushId, 0), LedgerKey.Parcel(0))).Value;

    public static async Task<int> CountAsync(QueueClient queue) => (await queue.GetPropertiesAsync()).Value.ApproximateMessagesCount;

    public ValueTask DisposeAsync() => _services.DisposeAsync();

    private static JsonElement Message => JsonElement.Parse("""{"title":"Order 17","content":"It is on its way."}""");

    private Mock<TableClient> NewTable() => new(_connection, AzuriteFixture.NewName()) { CallBase = true };
}
