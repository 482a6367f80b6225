using System.Text.Json;
using Azure.Data.Tables;
using PushFunctions.Accept;
using PushFunctions.Dispatch;
using PushFunctions.Events;
using PushFunctions.Map;
using PushFunctions.Storage;

namespace PushFunctions.Dev.Crowd;

/// <summary>Makes rows of pushes with the app's own parts, and writes them many at a time, without a host.</summary>
/// <param name="parts">The parts; their clock is set.</param>
/// <param name="clock">Their clock.</param>
internal sealed class PushMaker(AppParts parts, SetClock clock)
{
    private const int AtOnce = 16;
    private const int RowsAtOnce = 100;

    /// <summary>Pushes that are made, and then written, together.</summary>
    private const int Slice = 5_000;

    private static readonly JsonElement Message = JsonElement.Parse("""{"title":"Hello","content":"A message for you"}""");

    private readonly PushAcceptance _acceptance = parts.Get<PushAcceptance>();

    /// <summary>Makes very many pushes, by their numbers from 0 on, and writes them.</summary>
    public static async Task FillAsync(
        string connection, int pushes, Func<PushMaker, int, Task<PushRow>> make,
        Func<PushMaker, IReadOnlyList<PushRow>, Task> write)
    {
        var clock = new SetClock();
        await using var parts = new AppParts(connection, clock);
        var maker = new PushMaker(parts, clock);
        foreach (var slice in Enumerable.Range(0, pushes).Chunk(Slice))
        {
            var made = new List<PushRow>();
            foreach (var number in slice) made.Add(await make(maker, number));
            await write(maker, made);
        }
    }

    /// <summary>A push to one user, as it is written when its event comes.</summary>
    public async Task<PushRow> MakeAsync(
        DateTimeOffset accepted, string type, string user, DateTimeOffset? sendAt, CancellationToken cancellationToken)
    {
        clock.Now = accepted;
        var messages = new Mapped.Messages([new(Message, [user])], Strategy: 2, ExpiresAfter: null, []);
        var appEvent = new AppEvent
        {
            Id = $"crowd-{Guid.NewGuid():n}",
            Type = type,
            To = null,
            Data = JsonElement.Parse("{}"),
            BodyHash = new string('0', 64),
            SendAt = sendAt,
        };
        var push = _acceptance.Draft(appEvent, messages);
        await _acceptance.WriteListsAsync(push, messages.Groups, cancellationToken);
        return push;
    }

    /// <summary>Ends a push as if its user had been told, or as if it had been cancelled before.</summary>
    public static void End(PushRow push, bool isCancelled)
    {
        var end = push.Created.AddSeconds(1);
        if (isCancelled) push.CancelledAt = end;
        (push.Accepted, push.Cancelled, push.Calls) = isCancelled ? (0, 1, 0) : (1, 0, 1);
        push.NextBatch = push.Mark = push.Batches;
        PushProgress.End(push, end);
    }

    /// <summary>Writes what is left of pushes that have ended.</summary>
    public async Task WriteEndedAsync(IReadOnlyList<PushRow> pushes, CancellationToken cancellationToken)
    {
        await WriteAsync(parts.Storage.Pushes, pushes, cancellationToken);
        await WriteAsync(parts.Storage.PushListing, pushes.Select(ListingRow.Of), cancellationToken);
    }

    /// <summary>Writes what there is of pushes that wait for their time.</summary>
    public async Task WriteScheduledAsync(IReadOnlyList<PushRow> pushes, CancellationToken cancellationToken)
    {
        await WriteAsync(parts.Storage.PushSchedule, pushes.Select(ScheduledRow.Of), cancellationToken);
        await WriteAsync(parts.Storage.PushListing, pushes.Select(ListingRow.Of), cancellationToken);
        await WriteAsync(parts.Storage.Pushes, pushes, cancellationToken);
    }

    private static Task WriteAsync<T>(TableClient table, IEnumerable<T> rows, CancellationToken cancellationToken)
        where T : ITableEntity => Parallel.ForEachAsync(
            rows.GroupBy(row => row.PartitionKey).SelectMany(partition => partition.Chunk(RowsAtOnce)),
            new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellationToken },
            async (some, token) => await table.SubmitTransactionAsync(
                some.Select(row => new TableTransactionAction(TableTransactionActionType.Add, row)), token));
}
