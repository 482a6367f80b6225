using System.Diagnostics.Metrics;
using System.Text;
using Azure.Data.Tables;
using Azure.Storage.Blobs.Specialized;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using PushFunctions.Accept;
using PushFunctions.Audiences;
using PushFunctions.EndToEnd.Tests.Support;
using PushFunctions.Storage;
using PushFunctions.Testing;

namespace PushFunctions.EndToEnd.Tests.Storage;

/// <summary>The parts that keep audiences, over Azurite, in a time that a test moves.</summary>
internal sealed class AudienceBed
{
    private AudienceBed(AzuriteFixture azurite)
    {
        var tables = azurite.Tables;
        Storage = new()
        {
            Pushes = tables.GetTableClient(AzuriteFixture.NewName()),
            PushIndex = tables.GetTableClient(AzuriteFixture.NewName()),
            PushSchedule = tables.GetTableClient(AzuriteFixture.NewName()),
            PushListing = tables.GetTableClient(AzuriteFixture.NewName()),
            Budgets = tables.GetTableClient(AzuriteFixture.NewName()),
            DeadLetters = tables.GetTableClient(AzuriteFixture.NewName()),
            Mappings = tables.GetTableClient(AzuriteFixture.NewName()),
            Audiences = tables.GetTableClient(AzuriteFixture.NewName()),
            Labels = tables.GetTableClient(AzuriteFixture.NewName()),
            LabelMembers = tables.GetTableClient(AzuriteFixture.NewName()),
            LabelApplied = tables.GetTableClient(AzuriteFixture.NewName()),
            Preferences = tables.GetTableClient(AzuriteFixture.NewName()),
            Dispatch = new(azurite.ConnectionString, AzuriteFixture.NewName()),
            Delivery = new(azurite.ConnectionString, AzuriteFixture.NewName()),
            AudienceChecks = new(azurite.ConnectionString, AzuriteFixture.NewName()),
            Callbacks = new(azurite.ConnectionString, AzuriteFixture.NewName()),
            LabelChanges = new(azurite.ConnectionString, AzuriteFixture.NewName()),
            PreferenceSteps = new(azurite.ConnectionString, AzuriteFixture.NewName()),
            Poison = [],
            PushUsers = new(azurite.ConnectionString, AzuriteFixture.NewName()),
            AudienceLists = new(azurite.ConnectionString, AzuriteFixture.NewName()),
            PreferenceLists = new(azurite.ConnectionString, AzuriteFixture.NewName()),
        };
        Store = new(Storage);
        Versions = new(Storage, Time);
        Uses = new(Storage, Time);
        var queues = new WorkQueues(Storage, Time);
        Cleaner = new(Storage, Store, Versions, Uses, queues, Time, NullLogger<AudienceCleaner>.Instance);
        var room = new SortingRoom();
        var maker = new ListMaker(Storage, room, Options.Create(new AudienceOptions()));
        Checks = new(
            Store, new(Storage, maker), Versions, room, queues,
            new(Storage, Metrics(), Time, NullLogger<DeadLetters>.Instance), Time,
            NullLogger<CheckHandler>.Instance);
    }

    public StorageClients Storage { get; }

    public ManualTime Time { get; } = new();

    public AudienceStore Store { get; }

    public AudienceVersions Versions { get; }

    public AudienceUses Uses { get; }

    public AudienceCleaner Cleaner { get; }

    public CheckHandler Checks { get; }

    public static async Task<AudienceBed> CreateAsync(AzuriteFixture azurite)
    {
        var bed = new AudienceBed(azurite);
        await bed.Storage.Pushes.CreateAsync();
        await bed.Storage.Audiences.CreateAsync();
        await bed.Storage.AudienceChecks.CreateAsync();
        await bed.Storage.AudienceLists.CreateAsync();
        return bed;
    }

    /// <summary>Counters that nobody listens to.</summary>
    private static PushMetrics Metrics() => new(
        new ServiceCollection().AddMetrics().BuildServiceProvider().GetRequiredService<IMeterFactory>(),
        TimeProvider.System);

    /// <summary>Makes a list the audience's, as a put does.</summary>
    public async Task<AudienceRow> PutAsync(string name, int users)
    {
        var version = await Versions.BeginAsync(name, TimeSpan.FromHours(1), CancellationToken.None);
        var blob = $"{AudienceRow.FolderOf(name, version)}/list";
        var content = AudienceRoutes.Lines(Some.Users(users));
        await WriteAsync(blob, content);
        var change = await Store.ChangeAsync(
            name,
            new(null, null),
            _ => new()
            {
                PartitionKey = name, App = "default", Name = name, Version = version, Blob = blob, Count = users,
                BlobBytes = content.Length, Changed = Time.GetUtcNow(),
            },
            CancellationToken.None);
        return Assert.IsType<AudienceChange.Written>(change).Row;
    }

    /// <summary>Begins the check of an upload, as a commit does.</summary>
    public async Task<AudienceRow> CommitAsync(string name, byte[] content)
    {
        var upload = await Versions.BeginAsync(name, TimeSpan.FromHours(2), CancellationToken.None);
        var blob = UploadAddress.BlobOf(name, upload);
        await WriteAsync(blob, content);
        var etag = (await Storage.AudienceLists.GetBlobClient(blob).GetPropertiesAsync()).Value.ETag.ToString();
        var version = await Versions.BeginAsync(name, TimeSpan.FromMinutes(1), CancellationToken.None);
        var check = new AudienceCheck(blob, etag, content.Length, null, null, null, new());
        var change = await Store.ChangeAsync(
            name,
            new(null, null),
            before =>
            {
                var row = before ?? new() { PartitionKey = name, App = "default", Name = name };
                (row.CheckVersion, row.CheckUpload, row.Check) = (version, upload, check.Write());
                (row.CheckBegan, row.CheckMoved) = (Time.GetUtcNow(), Time.GetUtcNow());
                return row;
            },
            CancellationToken.None);
        return Assert.IsType<AudienceChange.Written>(change).Row;
    }

    /// <summary>Does one step of a check.</summary>
    public Task StepAsync(AudienceRow row) => Checks.HandleAsync(
        "1",
        BinaryData.FromString($$"""{"v":1,"audience":"{{row.PartitionKey}}","version":"{{row.CheckVersion}}"}"""),
        CancellationToken.None);

    public async Task CleanAfterAsync(TimeSpan wait)
    {
        Time.Advance(wait);
        await Cleaner.CleanAsync(CancellationToken.None);
    }

    public async Task<IReadOnlyList<string>> BlobsAsync()
    {
        var names = new List<string>();
        await foreach (var blob in Storage.AudienceLists.GetBlobsAsync()) names.Add(blob.Name);
        return names;
    }

    public async Task<int> CountAsync<T>(string filter)
        where T : class, ITableEntity
    {
        var count = 0;
        await foreach (var _ in Storage.Audiences.QueryAsync<T>(filter)) count++;
        return count;
    }

    public async Task WriteAsync(string blob, byte[] content)
    {
        var client = Storage.AudienceLists.GetBlockBlobClient(blob);
        var block = Convert.ToBase64String(Encoding.ASCII.GetBytes(Guid.NewGuid().ToString("N")));
        if (content.Length > 0) await client.StageBlockAsync(block, new MemoryStream(content));
        await client.CommitBlockListAsync(content.Length > 0 ? [block] : []);
    }
}
