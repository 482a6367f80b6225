using System.Collections.Concurrent;

namespace PushFunctions.EndToEnd.Tests.Support;

/// <summary>Faults of storage, one a push, each once.</summary>
internal sealed class FaultPlan
{
    private readonly ConcurrentDictionary<string, (Func<StorageRequest, bool> Is, StorageFault Fault)> _planned = new();

    public void Add(string pushId, Func<StorageRequest, bool> request, StorageFault fault) =>
        _planned[pushId] = (request, fault);

    public bool HasHappened(string pushId) => !_planned.ContainsKey(pushId);

    /// <summary>For <see cref="StorageTap.Fault"/>.</summary>
    public StorageFault? Next(StorageRequest request)
    {
        foreach (var (pushId, plan) in _planned)
        {
            if (request.IsOf(pushId) && plan.Is(request) && _planned.TryRemove(pushId, out _)) return plan.Fault;
        }

        return null;
    }
}
