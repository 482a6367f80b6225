using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using PushFunctions.Budgets;
using PushFunctions.Deliver;
using PushFunctions.Dispatch;
using PushFunctions.Settle;
using PushFunctions.Storage;
using PushFunctions.Wait;

namespace PushFunctions.Tests;

/// <summary>
/// Everything that delivers and settles a parcel, over storage in memory and a manual clock; no far side.
/// </summary>
internal sealed class Bench : IDisposable
{
    private readonly FarSideApps _apps;

    public Bench()
    {
        Storage = Memory.Clients(Pushes, Index, Budgets, DeadLetters, Dispatch, Delivery);
        var options = Options.Create(DeliveryOptions);
        var budgets = Limits.Settings();
        var queues = new WorkQueues(Storage, Time);
        var pushes = new PushStore(Storage, queues);
        var schedule = new RetrySchedule(Options.Create(new RetryOptions()));
        _apps = new(Settings, options, budgets, Time, NullLogger<FarSideApps>.Instance);
        Schedule = schedule;
        Claims = new(Storage, options, Time);
        Settlement = new(
            Storage, new(schedule), schedule, new(queues, Time),
            new(Storage, pushes, new(Storage, NullLogger<PushEnd>.Instance), Time), Time, NullLogger<SettleHandler>.Instance);
        var store = new BudgetStore(Storage, budgets, Time);
        var desks = new SlotDesks(store, budgets, Time, NullLogger<SlotDesk>.Instance);
        var calls = new ParcelCalls(desks, new(_apps), Settlement, options, Time);
        Slots = new(store, desks, Time);
        Awaited = new(Storage, Claims, new(Storage), Time);
        AwaitedCall = new(Slots, new(_apps), Settlement, queues, options, Time, NullLogger<AwaitedCall>.Instance);
        Handler = new(
            Claims, calls, Settlement, new(Storage, Time, NullLogger<DeadLetters>.Instance), queues, Time, options,
            NullLogger<DeliveryHandler>.Instance);
    }

    public ManualTime Time { get; } = new();

    public MemoryTable Pushes { get; } = new();

    public MemoryTable Index { get; } = new();

    public MemoryTable Budgets { get; } = new();

    public MemoryTable DeadLetters { get; } = new();

    public MemoryQueue Dispatch { get; } = new();

    public MemoryQueue Delivery { get; } = new();

    public DeliveryOptions DeliveryOptions { get; } = new();

    public StorageClients Storage { get; }

    public RetrySchedule Schedule { get; }

    public ParcelClaims Claims { get; }

    public SettleHandler Settlement { get; }

    public DeliveryHandler Handler { get; }

    public SlotBooking Slots { get; }

    public AwaitedPushes Awaited { get; }

    public AwaitedCall AwaitedCall { get; }

    private static IConfiguration Settings =>
        new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
    {
        ["Agora:Apps:default:BaseUrl"] = "http://127.0.0.1:1",
        ["Agora:Apps:default:OrgName"] = "agora-demo",
        ["Agora:Apps:default:AppName"] = "testapp",
        ["Agora:Apps:default:Token"] = "token",
    }).Build();

    public void Dispose() => _apps.Dispose();

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
