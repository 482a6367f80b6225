using Microsoft.Extensions.Hosting;

namespace PushFunctions.Storage;

/// <summary>Creates queues, tables and containers at start, where they are not there yet.</summary>
public sealed class StorageCreation(StorageClients storage) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken) => Task.WhenAll(
    [
        storage.Pushes.CreateIfNotExistsAsync(cancellationToken),
        storage.PushIndex.CreateIfNotExistsAsync(cancellationToken),
        storage.PushSchedule.CreateIfNotExistsAsync(cancellationToken),
        storage.PushListing.CreateIfNotExistsAsync(cancellationToken),
        storage.Budgets.CreateIfNotExistsAsync(cancellationToken),
        storage.DeadLetters.CreateIfNotExistsAsync(cancellationToken),
        storage.Mappings.CreateIfNotExistsAsync(cancellationToken),
        storage.Audiences.CreateIfNotExistsAsync(cancellationToken),
        storage.Labels.CreateIfNotExistsAsync(cancellationToken),
        storage.LabelMembers.CreateIfNotExistsAsync(cancellationToken),
        storage.LabelApplied.CreateIfNotExistsAsync(cancellationToken),
        storage.Preferences.CreateIfNotExistsAsync(cancellationToken),
        storage.Dispatch.CreateIfNotExistsAsync(cancellationToken: cancellationToken),
        storage.Delivery.CreateIfNotExistsAsync(cancellationToken: cancellationToken),
        storage.AudienceChecks.CreateIfNotExistsAsync(cancellationToken: cancellationToken),
        storage.Callbacks.CreateIfNotExistsAsync(cancellationToken: cancellationToken),
        storage.LabelChanges.CreateIfNotExistsAsync(cancellationToken: cancellationToken),
        storage.PreferenceSteps.CreateIfNotExistsAsync(cancellationToken: cancellationToken),
        .. storage.Poison.Select(queue => queue.CreateIfNotExistsAsync(cancellationToken: cancellationToken)),
        storage.PushUsers.CreateIfNotExistsAsync(cancellationToken: cancellationToken),
        storage.AudienceLists.CreateIfNotExistsAsync(cancellationToken: cancellationToken),
        storage.PreferenceLists.CreateIfNotExistsAsync(cancellationToken: cancellationToken),
    ]);

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
