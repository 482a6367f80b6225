using System.Diagnostics.Metrics;
using Azure.Storage.Queues;
using Microsoft.Extensions.DependencyInjection;
using PushFunctions.Storage;

namespace PushFunctions.Tests;

/// <summary>Storage in memory, for what a test is not about.</summary>
internal static class Memory
{
    public static StorageClients Clients(
        MemoryTable? pushes = null, MemoryTable? index = null, MemoryTable? budgets = null, MemoryTable? deadLetters = null,
        MemoryQueue? dispatch = null, MemoryQueue? delivery = null, MemoryTable? mappings = null,
        MemoryTable? audiences = null, MemoryQueue? checks = null, MemoryContainer? lists = null,
        MemoryTable? listing = null, MemoryContainer? users = null, MemoryTable? scheduled = null,
        MemoryQueue? callbacks = null, IReadOnlyList<QueueClient>? poison = null, MemoryTable? labels = null,
        MemoryTable? members = null, MemoryTable? applied = null, MemoryQueue? changes = null,
        MemoryTable? preferences = null,
        MemoryQueue? preferenceSteps = null, MemoryContainer? preferenceLists = null) => new()
        {
            Pushes = pushes ?? new(),
            PushIndex = index ?? new(),
            PushSchedule = scheduled ?? new(),
            PushListing = listing ?? new(),
            Budgets = budgets ?? new(),
            DeadLetters = deadLetters ?? new(),
            Mappings = mappings ?? new(),
            Audiences = audiences ?? new(),
            Labels = labels ?? new(),
            LabelMembers = members ?? new(),
            LabelApplied = applied ?? new(),
            Preferences = preferences ?? new(),
            Dispatch = dispatch ?? new(),
            Delivery = delivery ?? new(),
            AudienceChecks = checks ?? new(),
            Callbacks = callbacks ?? new(),
            LabelChanges = changes ?? new(),
            PreferenceSteps = preferenceSteps ?? new(),
            Poison = poison ?? [],
            PushUsers = users ?? new(),
            AudienceLists = lists ?? new(),
            PreferenceLists = preferenceLists ?? new(),
        };

    /// <summary>Counters that nobody listens to.</summary>
    public static PushMetrics Metrics() => new(
        new ServiceCollection().AddMetrics().BuildServiceProvider().GetRequiredService<IMeterFactory>(),
        TimeProvider.System);

    /// <summary>Puts everything on one queue.</summary>
    public static WorkQueues Queues(MemoryQueue queue, TimeProvider? time = null) =>
        new(Clients(dispatch: queue, delivery: queue, callbacks: queue), time ?? new ManualTime());
}
