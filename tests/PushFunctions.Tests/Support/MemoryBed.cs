using Azure.Storage.Queues;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using PushFunctions.Budgets;
using PushFunctions.Claims;
using PushFunctions.Deliver;
using PushFunctions.Settle;
using PushFunctions.Storage;
using PushFunctions.Wait;

namespace PushFunctions.Tests;

/// <summary>
/// Everything that delivers and settles a parcel, over storage and a far side in memory and a manual clock.
/// </summary>
internal sealed class MemoryBed : IDisposable
{
    private readonly ServiceProvider _services;

    /// <param name="more">Further settings, as environment variables would name them.</param>
    public MemoryBed(params IEnumerable<(string Name, string Value)> more)
        : this([], more)
    {
    }

    /// <param name="poison">The poison queues.</param>
    /// <param name="more">Further settings, as environment variables would name them.</param>
    public MemoryBed(
        IReadOnlyList<QueueClient> poison, params IEnumerable<(string Name, string Value)> more)
    {
        Pushes.Clock = Users.Clock = Labels.Clock = LabelMembers.Clock = Time;
        Storage = Memory.Clients(
            Pushes, Index, Budgets, DeadLetters, Dispatch, Delivery, listing: Listing, users: Users, scheduled: Scheduled,
            callbacks: Callbacks, poison: poison, audiences: Audiences,
            labels: Labels, members: LabelMembers);
        var settings = SettingsWith(more);
        _services = new ServiceCollection()
            .AddLogging()
            .AddSingleton(settings)
            .AddSingleton<TimeProvider>(Time)
            .AddPushFunctions(settings)
            .AddSingleton(Storage)
            .AddSingleton(Limits.Settings([.. more]))
            .AddSingleton(SomeMembers.SmallSizes)
            .AddSingleton(new FarSideConnections(FarSide))
            .BuildServiceProvider();
    }

    public ManualTime Time { get; } = new();

    public FarSide FarSide { get; } = new();

    public MemoryTable Pushes { get; } = new();

    public MemoryTable Index { get; } = new();

    public MemoryTable Scheduled { get; } = new();

    public MemoryTable Listing { get; } = new();

    public MemoryTable Budgets { get; } = new();

    public MemoryTable DeadLetters { get; } = new();

    public MemoryTable Audiences { get; } = new();

    public MemoryTable Labels { get; } = new();

    public MemoryTable LabelMembers { get; } = new();

    /// <summary>The lists of pushes to many.</summary>
    public MemoryContainer Users { get; } = new();

    public MemoryQueue Dispatch { get; } = new();

    public MemoryQueue Delivery { get; } = new();

    public MemoryQueue Callbacks { get; } = new();

    public DeliveryOptions DeliveryOptions => Get<IOptions<DeliveryOptions>>().Value;

    public StorageClients Storage { get; }

    public RetrySchedule Schedule => Get<RetrySchedule>();

    public ParcelClaims Claims => Get<ParcelClaims>();

    public UserDecisions Decisions => Get<UserDecisions>();

    public Settlement Settlement => Get<Settlement>();

    public DeliveryHandler Handler => Get<DeliveryHandler>();

    public SlotBooking Slots => Get<SlotBooking>();

    public AwaitedPushes Awaited => Get<AwaitedPushes>();

    public AwaitedCall AwaitedCall => Get<AwaitedCall>();

    public static IConfiguration SettingsWith(IEnumerable<(string Name, string Value)> more) =>
        new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
    {
        ["Agora:Apps:default:BaseUrl"] = "http://127.0.0.1:1",
        ["Agora:Apps:default:OrgName"] = "agora-demo",
        ["Agora:Apps:default:AppName"] = "testapp",
        ["Agora:Apps:default:Token"] = "token",
    }).AddInMemoryCollection(more.Select(setting => KeyValuePair.Create(
        setting.Name.Replace("__", ":", StringComparison.Ordinal), (string?)setting.Value))).Build();

    public void Dispose() => _services.Dispose();

    public T Get<T>()
        where T : notnull => _services.GetRequiredService<T>();

    /// <summary>The ledger's row of a parcel.</summary>
    public ParcelRow Row(Parcel parcel) => Pushes.Find<ParcelRow>(
        LedgerKey.Partition(parcel.PushId, parcel.Row, parcel.Urgency == Urgency.Single), parcel.Row)!;

    /// <summary>Takes a parcel that nobody holds.</summary>
    public async Task<HeldParcel> HoldAsync(Parcel parcel) =>
        Assert.IsType<Claim.Taken>(await Claims.TakeAsync(parcel, CancellationToken.None)).Held;

    /// <summary>Changes a parcel's row as another process would.</summary>
    public async Task ChangeAsync(Parcel parcel, Action<ParcelRow> change)
    {
        var row = Row(parcel);
        change(row);
        await Pushes.UpdateEntityAsync(
            row, row.ETag, Azure.Data.Tables.TableUpdateMode.Replace, CancellationToken.None);
    }

    /// <summary>Writes only when it was put again, as the watchdog does: the row has another version then.</summary>
    public Task NoteAsync(string partition, string row) => Pushes.UpdateEntityAsync(
        new Azure.Data.Tables.TableEntity(partition, row) { [nameof(ParcelRow.PutAgainAt)] = Time.Now },
        Azure.ETag.All, Azure.Data.Tables.TableUpdateMode.Merge, CancellationToken.None);
}
