using Microsoft.AspNetCore.Http;
using PushFunctions.Problems;
using PushFunctions.Recover;
using PushFunctions.Storage;

namespace PushFunctions.Status;

/// <summary>
/// Tells who has a key how each part is: within 5 s, also when a part is away, which is what one asks for then.
/// </summary>
public sealed class HealthDetailsHandler(HealthReader reader, TimeProvider time, HttpAnswer answers)
{
    /// <summary>For the slowest part; all are asked at the same time.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(4);

    /// <summary>Work that is later than this is looked at, here as by the alert.</summary>
    private static readonly TimeSpan Late = TimeSpan.FromMinutes(2);

    public Task<IResult> HandleAsync(CancellationToken cancellationToken) => answers.RunAsync(
        async () =>
        {
            var view = await ReadAsync(cancellationToken);
            cancellationToken.ThrowIfCancellationRequested();
            return new JsonAnswer<HealthDetailsView>(view, StatusJson.Default.HealthDetailsView);
        },
        cancellationToken);

    private async Task<HealthDetailsView> ReadAsync(CancellationToken cancellationToken)
    {
        using var limit = new CancellationTokenSource(Longest, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        var count = HealthReader.AskAsync(reader.CountAsync, either.Token);
        var resting = HealthReader.AskAsync(reader.RestingAsync, either.Token);
        var lines = HealthReader.AskAsync(reader.LinesAsync, either.Token);
        var blobs = HealthReader.AskAsync(reader.BlobsAsync, either.Token);
        var budgets = HealthReader.AskAsync(reader.BudgetsAsync, either.Token);
        var services = reader.PushServicesAsync(either.Token);
        await Task.WhenAll(count, resting, lines, blobs, budgets, services);

        var storage = new StorageView(
            Worst((await count).Word, (await resting).Word, (await budgets).Word),
            (await lines).Word,
            (await blobs).Word);
        var work = storage is { Tables: HealthWords.Ok, Queues: HealthWords.Ok }
            ? Work((await count).Said, (await resting).Said, (await lines).Said!)
            : null;
        var isWell = storage == new StorageView(HealthWords.Ok, HealthWords.Ok, HealthWords.Ok)
            && (await services).All(service => service.State == HealthWords.Ok)
            && work is not null && !IsLate(work);
        return new()
        {
            Status = isWell ? HealthWords.Ok : HealthWords.Degraded,
            Storage = storage,
            PushService = await services,
            Budgets = (await budgets).Said,
            Work = work,
        };
    }

    private static string Worst(params IReadOnlyCollection<string> words) =>
        words.Contains(HealthWords.Away) ? HealthWords.Away
        : words.Contains(HealthWords.Slow) ? HealthWords.Slow
        : HealthWords.Ok;

    private static bool IsLate(WorkView work) =>
        ((IEnumerable<double>)
        [
            work.CountedSeconds, work.StepOverdueSeconds, work.ParcelOverdueSeconds, work.RetryOverdueSeconds,
        ]).Any(seconds => seconds > Late.TotalSeconds);

    private WorkView Work(IndexRow? count, int resting, WaitingLines lines)
    {
        // A count of none is not written again while nothing is open.
        var counted = count is { Count: > 0 } ? count : null;
        return new(
            counted?.Count ?? 0, SecondsSince(counted?.At), SecondsSince(counted?.OldestOpen), resting,
            SecondsSince(lines.Dispatch), SecondsSince(lines.Delivery), SecondsSince(counted?.OldestDue));
    }

    private double SecondsSince(DateTimeOffset? moment) =>
        moment is { } then ? Math.Round(Math.Max(0, (time.GetUtcNow() - then).TotalSeconds), 1) : 0;
}
