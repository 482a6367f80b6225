using Microsoft.AspNetCore.Http;
using PushFunctions.Accept;
using PushFunctions.Budgets;
using PushFunctions.Dispatch;
using PushFunctions.Problems;
using PushFunctions.Storage;

namespace PushFunctions.Status;

/// <summary>Tells what became of a push: its row, and the ledger's rows above its marks.</summary>
public sealed class PushStatusHandler(
    PushStore pushes, LedgerReader ledger, BudgetStore budgets, TaskAcceptance tasks, TimeProvider time,
    HttpAnswer answers)
{
    private const int MostLooks = 10;

    public Task<IResult> HandleAsync(string id, CancellationToken cancellationToken) => answers.RunAsync(
        async () =>
        {
            var push = PushIds.IsValid(id) ? await pushes.FindAsync(id, cancellationToken) : null;
            if (push is { IsTask: true })
            {
                var expected = await tasks.ExpectAsync(push, cancellationToken);
                return new JsonAnswer<TaskPushView>(ViewTask(push, expected), StatusJson.Default.TaskPushView);
            }

            var view = push is null ? null : await FindAsync(push, cancellationToken);
            return view is null
                ? new ProblemResult(PushProblems.Unknown(id))
                : new JsonAnswer<PushView>(view, StatusJson.Default.PushView);
        },
        cancellationToken);

    private async Task<PushView?> FindAsync(PushRow found, CancellationToken cancellationToken)
    {
        var push = found;
        for (var look = 1; ; look++)
        {
            IReadOnlyList<ParcelRow> above =
            [
                .. await ledger.ReadParcelsAsync(push, cancellationToken),
                .. await ledger.ReadRetriesAsync(push, cancellationToken),
            ];
            var counts = PushProgress.Count(push, above.Where(row => IsAbove(push, row)));
            // The rows were read after the push: a plan that came in between would let a user be missing or be twice.
            // While storage is slow there is always one; then an old picture is better than none.
            var again = await pushes.FindAsync(push.PushId, cancellationToken);
            if (again?.ETag != push.ETag && look < MostLooks)
            {
                if (again is null) return null;
                push = again;
                continue;
            }

            return View(push, counts, await ExpectAsync(push, counts, above, cancellationToken));
        }
    }

    private static bool IsAbove(PushRow push, ParcelRow row) =>
        row.IsRetry ? LedgerKey.Number(row.RowKey) >= push.RetryMark : row.FirstBatch >= push.Mark;

    private async Task<DateTimeOffset?> ExpectAsync(
        PushRow push, PushCounts counts, IEnumerable<ParcelRow> above, CancellationToken cancellationToken)
    {
        if (!ExpectedFinish.IsKnown(push, counts)) return null;
        // After the push's row: what one knows of the other must not be older.
        var budget = await budgets.ReadAsync(new(push.App, BudgetNames.PushSingle), cancellationToken);
        var due = above.Select(row => row.Due).Append(push.Retrying > 0 ? push.RetryingUntil : null).Max();
        return ExpectedFinish.Of(push, counts, due, budget, time.GetUtcNow());
    }

    private static TaskPushView ViewTask(PushRow push, DateTimeOffset? expectedFinish) => new()
    {
        PushId = push.PushId,
        Type = push.Type,
        State = push.ShownState,
        Reason = push.Reason,
        SendAt = push.SendAt,
        Tasks = push.ReadTasks(),
        Calls = push.Calls,
        ExpectedFinish = expectedFinish,
        Timeline = push.ReadTimeline(),
    };

    private static PushView View(PushRow push, PushCounts counts, DateTimeOffset? expectedFinish) => new()
    {
        PushId = push.PushId,
        Type = push.Type,
        State = push.ShownState,
        Reason = push.Reason,
        SendAt = push.SendAt,
        Targets = push.Targets,
        Expanding = push.IsExpanding ? true : null,
        Counts = new(
            counts.Pending, counts.Accepted, counts.Retrying, counts.Failed, counts.Dead, counts.Expired,
            counts.Cancelled, counts.Unknown),
        PossiblyTwice = counts.PossiblyTwice,
        Calls = counts.Calls,
        Round = push.Round == 0 ? null : push.Round,
        ExpectedFinish = expectedFinish,
        Timeline = push.ReadTimeline(),
    };
}
