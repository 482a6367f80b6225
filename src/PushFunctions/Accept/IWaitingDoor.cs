using PushFunctions.Events;

namespace PushFunctions.Accept;

/// <summary>Takes an event whose sender waits for what becomes of it; a stage that can make calls knows how.</summary>
public interface IWaitingDoor
{
    Task<Acceptance> TakeAsync(AppEvent appEvent, CancellationToken cancellationToken);
}
