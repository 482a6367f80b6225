using System.Diagnostics;
using System.Text.Json;
using Azure.Storage.Queues;

namespace PushFunctions.Storage;

/// <summary>Puts our messages on their queues: no expiry, the wait as visibility, the trace's parent inside.</summary>
public sealed class WorkQueues(StorageClients storage, TimeProvider time)
{
    /// <summary>Longest wait on a queue; later work lies in the index until a minute before.</summary>
    public static readonly TimeSpan MaxWait = TimeSpan.FromHours(6);

    /// <summary>
    /// Longest wait of work that is fed by a budget: it is due by the rate as it was, and is seen in time when the rate
    /// rises. More than a hundred pushes feed ahead.
    /// </summary>
    public static readonly TimeSpan MaxFedWait = TimeSpan.FromSeconds(90);

    /// <summary>
    /// So long before it is due a feed step is to be seen at the latest: a queue is looked at every half second, and
    /// pushes that are fed in turn would lose their order.
    /// </summary>
    private static readonly TimeSpan FeedLead = TimeSpan.FromSeconds(0.5);

    private static readonly TimeSpan Never = TimeSpan.FromSeconds(-1);

    private readonly Patience _patience = new(time);

    /// <summary>
    /// Puts a step, to be seen up to a second before it is due; a feed step half a second sooner, or more where that is
    /// long.
    /// </summary>
    public Task PutAsync(DispatchStep step, CancellationToken cancellationToken)
    {
        var wait = step.Due - time.GetUtcNow();
        if (step is { Kind: StepKind.Feed, NotBefore: null }) wait -= FeedLead;
        return PutAsync(
            storage.Dispatch,
            JsonSerializer.SerializeToUtf8Bytes(
                step with { TraceParent = step.TraceParent ?? Activity.Current?.Id }, StorageJson.Relaxed.DispatchStep),
            step.Kind == StepKind.Feed && step.NotBefore is null && wait > MaxFedWait ? MaxFedWait : wait,
            cancellationToken);
    }

    /// <summary>
    /// Puts a step that follows what is written down, however long storage is away: nobody else puts it soon.
    /// </summary>
    public Task PutSurelyAsync(DispatchStep step) =>
        _patience.EndureAsync(() => PutAsync(step, CancellationToken.None));

    /// <summary>Puts a parcel, to be seen after a wait; not long before its time, if it has one.</summary>
    public Task PutAsync(Parcel parcel, TimeSpan wait, CancellationToken cancellationToken)
    {
        var early = parcel.NotBefore - time.GetUtcNow() - SendTimes.Lead;
        return PutAsync(storage.Delivery, Write(parcel), early > wait ? early.Value : wait, cancellationToken);
    }

    /// <inheritdoc cref="PutSurelyAsync(DispatchStep)"/>
    public Task PutSurelyAsync(Parcel parcel, TimeSpan wait) =>
        _patience.EndureAsync(() => PutAsync(parcel, wait, CancellationToken.None));

    /// <summary>Puts a step of the check of an audience, to be seen after a wait.</summary>
    public Task PutAsync(AudienceCheckStep step, TimeSpan wait, CancellationToken cancellationToken) => PutAsync(
        storage.AudienceChecks,
        JsonSerializer.SerializeToUtf8Bytes(
            step with { TraceParent = step.TraceParent ?? Activity.Current?.Id },
            StorageJson.Relaxed.AudienceCheckStep),
        wait,
        cancellationToken);

    /// <summary>Puts a step that has to do with a label, to be seen after a wait.</summary>
    public Task PutAsync(LabelStep step, TimeSpan wait, CancellationToken cancellationToken) =>
        PutAsync(storage.LabelChanges, Write(step), wait, cancellationToken);

    /// <summary>Puts a step of setting the preferences of many, to be seen after a wait.</summary>
    public Task PutAsync(PreferenceStep step, TimeSpan wait, CancellationToken cancellationToken) => PutAsync(
        storage.PreferenceSteps,
        JsonSerializer.SerializeToUtf8Bytes(
            step with { TraceParent = step.TraceParent ?? Activity.Current?.Id }, StorageJson.Relaxed.PreferenceStep),
        wait,
        cancellationToken);

    /// <summary>Puts what a callback is to be told, to be seen after a wait of at most six hours.</summary>
    public Task PutAsync(Notice notice, TimeSpan wait, CancellationToken cancellationToken) =>
        PutAsync(storage.Callbacks, Write(notice).ToArray(), wait, cancellationToken);

    /// <summary>A notice as it lies on its queue, without the base64.</summary>
    public static BinaryData Write(Notice notice) => BinaryData.FromBytes(JsonSerializer.SerializeToUtf8Bytes(
        notice with { TraceParent = notice.TraceParent ?? Activity.Current?.Id }, StorageJson.Relaxed.Notice));

    /// <summary>Bytes of the parcel's JSON, which <see cref="Parcel.MaxBytes"/> bounds.</summary>
    public static int SizeOf(Parcel parcel) => Write(parcel).Length;

    /// <summary>Bytes of the step's JSON, which <see cref="LabelStep.MaxBytes"/> bounds.</summary>
    public static int SizeOf(LabelStep step) => Write(step).Length;

    private static byte[] Write(LabelStep step) => JsonSerializer.SerializeToUtf8Bytes(
        step with { TraceParent = step.TraceParent ?? Activity.Current?.Id }, StorageJson.Relaxed.LabelStep);

    private static byte[] Write(Parcel parcel) => JsonSerializer.SerializeToUtf8Bytes(
        parcel with { TraceParent = parcel.TraceParent ?? Activity.Current?.Id }, StorageJson.Relaxed.Parcel);

    private static Task PutAsync(QueueClient queue, byte[] json, TimeSpan wait, CancellationToken cancellationToken) =>
        queue.SendMessageAsync(BinaryData.FromBytes(json), WholeSeconds(wait), Never, cancellationToken);

    /// <summary>The service knows whole seconds; rounded down, so that work is seen early rather than late.</summary>
    private static TimeSpan WholeSeconds(TimeSpan wait) =>
        TimeSpan.FromSeconds(Math.Clamp(Math.Floor(wait.TotalSeconds), 0, MaxWait.TotalSeconds));
}
