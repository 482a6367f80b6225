using System.Globalization;
using Microsoft.Extensions.Logging;
using PushFunctions.Storage;

namespace PushFunctions.Notices;

/// <summary>
/// Puts what callbacks are to be told of a push. It is put before the row goes, or is changed, by which the moment is
/// known: whoever dies in between lets it be put once more, with the same id.
/// </summary>
public sealed class PushNotices(
    CallbackBook book, StorageClients storage, WorkQueues queues, TimeProvider time, ILogger<PushNotices> log)
{
    /// <summary>Tells of a push's end, before its rows in the index go. Without a callback it costs nothing.</summary>
    public async Task PutEndAsync(PushRow push, CancellationToken cancellationToken)
    {
        var finished = book.Wanting(NoticeEvents.Finished, push.App);
        var dead = push.Dead > 0 ? book.Wanting(NoticeEvents.DeadLetters, push.App) : [];
        if (finished.Count + dead.Count == 0 || !await IsEndingAsync(push, cancellationToken)) return;
        var figures = PushFigures.OfEnded(push);
        await PutAsync(NoticeEvents.Finished, finished, push, figures, push.Round, cancellationToken);
        await PutAsync(NoticeEvents.DeadLetters, dead, push, figures, push.Round, cancellationToken);
    }

    /// <summary>Whether anybody is to be told when a push of an app is stalled.</summary>
    public bool WantsStalled(string app) => book.Wanting(NoticeEvents.Stalled, app).Count > 0;

    /// <summary>Tells that a push is stalled, before its row says that this was told.</summary>
    public Task PutStalledAsync(PushRow push, PushFigures figures, CancellationToken cancellationToken) => PutAsync(
        NoticeEvents.Stalled, book.Wanting(NoticeEvents.Stalled, push.App), push, figures, push.StallsOver,
        cancellationToken);

    /// <summary>An ended push is met again and again; only while its rows are there it has just ended.</summary>
    private async Task<bool> IsEndingAsync(PushRow push, CancellationToken cancellationToken) =>
        await storage.PushIndex.FindAsync<IndexRow>(IndexRow.Open, push.OpenKey, cancellationToken) is not null
        || (push.IsScheduled && await storage.PushSchedule.FindAsync<ScheduledRow>(
            ScheduledRow.PartitionOf(push), push.OpenRow, cancellationToken) is not null);

    private async Task PutAsync(
        string what, IReadOnlyList<Callback> callbacks, PushRow push, PushFigures figures, int round,
        CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        foreach (var callback in callbacks)
        {
            var notice = new Notice
            {
                Callback = callback.Name,
                PushId = push.PushId,
                Event = what,
                Id = IdOf(what, push.PushId, round),
                Created = now,
                Body = new NoticeBody(what, now, NoticeData.Of(push, figures)).ToJson(),
            };
            await queues.PutAsync(notice, TimeSpan.Zero, cancellationToken);
            log.Put(push.PushId, what, callback.Name);
        }
    }

    /// <summary>Without a dot, which parts id, time and body where they are signed.</summary>
    private static string IdOf(string what, string pushId, int round) => string.Create(
        CultureInfo.InvariantCulture, $"{what.Replace('.', '-').Replace('_', '-')}-{pushId}-{round}");
}
