using PushFunctions.Storage;

namespace PushFunctions.Dispatch;

/// <summary>The step of a push to labels or to everyone; a later stage knows how its call is made.</summary>
public interface ITaskStep
{
    Task RunAsync(DispatchStep step, CancellationToken cancellationToken);
}
