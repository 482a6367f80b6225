using System.Text.Json;
using AgoraChat.Push;
using Azure;
using PushFunctions.Accept;
using PushFunctions.Claims;
using PushFunctions.Control;
using PushFunctions.Dispatch;
using PushFunctions.Map;
using PushFunctions.Replay;
using PushFunctions.Settle;
using PushFunctions.Status;
using PushFunctions.Storage;
using PushFunctions.Stories;

namespace PushFunctions.Tests.Stories;

/// <summary>
/// A push over storage in memory to which anything happens in any order: it is fed, its parcels are picked up, die, are
/// given back and settled, users are handed on to retries, it expires, is cancelled or replayed. The far side's answer to a user's
/// try is drawn from both, so that an answer shows whose it is.
/// </summary>
internal sealed class PushTale : IDisposable
{
    private const string Letters = "abcdefghijklmnopqrstuvwxyz0123456789_-.";

    private readonly Random _random;
    private readonly int _seed;

    private PushTale(int seed) => (_seed, _random) = (seed, new(seed));

    public MemoryBed Bed { get; } = new();

    public IReadOnlyList<string> Users { get; private set; } = [];

    public PushRow Push => Bed.Pushes.Find<PushRow>(Some.PushId, LedgerKey.Push)!;

    public static async Task<PushTale> BeginAsync(int seed)
    {
        var tale = new PushTale(seed);
        await tale.AcceptAsync(tale.DrawGroups());
        return tale;
    }

    public async Task GoOnAsync()
    {
        switch (_random.Next(12))
        {
            case < 2:
                await FeedAsync();
                break;
            case < 8:
                await DeliverOneAsync();
                break;
            case 8:
                await DieOrRetryAsync();
                break;
            case 9:
                await CloseAsync();
                break;
            case 10:
                Bed.Time.Advance(TimeSpan.FromSeconds(_random.Next(120)));
                break;
            default:
                if (_random.Next(10) == 0)
                    await Bed.Get<PushControl>().DoAsync(Some.PushId, ControlAction.Cancel, CancellationToken.None);
                break;
        }
    }

    /// <summary>Brings everybody to an end.</summary>
    public async Task EndAsync()
    {
        for (var turn = 0; !Push.HasEnded; turn++)
        {
            Assert.True(turn < 1_000, "The push does not come to its end.");
            await FeedAsync();
            Bed.Time.Advance(TimeSpan.FromMinutes(1));
            foreach (var parcel in Parcels()) await DeliverAsync(parcel, mayFail: false);
            await RetryAsync();
            await CloseAsync();
        }
    }

    /// <summary>Asks for all who ended badly to be sent to again.</summary>
    /// <returns>Whether they are.</returns>
    public async Task<bool> ReplayAsync()
    {
        var request = new ReplayRequest(
            new() { Ends = [ReplayEnd.Dead, ReplayEnd.Failed, ReplayEnd.Unknown] }, Bed.Time.Now.AddDays(1));
        return await Bed.Get<PushReplay>().ReplayAsync(Some.PushId, request, onlyCount: false, CancellationToken.None)
            is ReplayResult.Found { Round: not null };
    }

    public async Task<UserStory> StoryOfAsync(string user)
    {
        var found = await Bed.Get<PushStore>().FindWithStepsAsync(Some.PushId, CancellationToken.None);
        return (await Bed.Get<UserStories>().FindAsync(found!, user, CancellationToken.None))!;
    }

    /// <summary>The push as its sender reads it.</summary>
    public async Task<PushView> LookAsync()
    {
        var (_, _, body) = await Asked.SendAsync(
            _ => Bed.Get<PushStatusHandler>().HandleAsync(Some.PushId, CancellationToken.None));
        return body.Deserialize<PushView>(JsonSerializerOptions.Web)!;
    }

    /// <summary>All who failed, page by page.</summary>
    public async Task<IReadOnlyList<FailedUser>> FailuresAsync(params UserOutcome[] outcomes)
    {
        var failures = new List<FailedUser>();
        for (var place = FailurePlace.First; place is not null;)
        {
            var query = new FailureQuery(outcomes.ToHashSet(), Limit: _random.Next(1, 60), place);
            var (users, next) = await Bed.Get<FailureReader>().ReadAsync(Push, query, CancellationToken.None);
            Assert.InRange(users.Count, 0, query.Limit);
            failures.AddRange(users);
            place = next is null ? null : FailurePlace.TryParse(next.ToString());
        }

        return failures;
    }

    /// <summary>What the far side says of a user's try, in its own words.</summary>
    public (string Status, string Description) AnswerTo(string user, int tries)
    {
        var result = Result(user, tries);
        return (result.Status switch
        {
            PushStatus.Success => "SUCCESS",
            PushStatus.Fail => "FAIL",
            PushStatus.Missing => OwnStatus.Missing,
            _ => "ERROR",
        }, result.Description ?? "The answer did not speak of this user.");
    }

    public void Dispose() => Bed.Dispose();

    private IReadOnlyList<int> DrawGroups() => _random.Next(4) switch
    {
        0 => [_random.Next(1, 101)],
        1 => [_random.Next(101, 500)],
        2 => [.. Enumerable.Range(0, _random.Next(2, 6)).Select(_ => _random.Next(1, 150))],
        // More batches than a segment has, and more groups than fit in the push's row.
        _ => [.. Enumerable.Range(0, 430).Select(_ => 1)],
    };

    private async Task AcceptAsync(IReadOnlyList<int> groups)
    {
        // Spread over the groups, so that no group is a stretch of the alphabet.
        var names = Enumerable.Range(0, groups.Sum())
            .Select(no => $"{Letters[_random.Next(26)]}{no}{new string(Letters[_random.Next(39)], _random.Next(40))}")
            .ToList();
        var push = Some.Push([.. groups]);
        push.Blob = null;
        push.OpenRow = IndexRow.NewOpenKey(push.PushId, push.Created);
        push.ExpiresAt = _random.Next(3) == 0 ? Some.Now.AddSeconds(_random.Next(1, 600)) : null;
        var first = 0;
        var messages = new List<MessageGroup>();
        foreach (var users in groups)
        {
            IReadOnlyList<string> sorted = [.. names.Skip(first).Take(users).Order(StringComparer.Ordinal)];
            messages.Add(new(Some.Json($$"""{"title":"{{first}}","content":"It is on its way to you."}"""), sorted));
            first += users;
        }

        Users = names;
        await Bed.Get<PushAcceptance>().WriteListsAsync(push, messages, CancellationToken.None);
        await Bed.Pushes.AddEntityAsync(push);
        if (push.IsSingle) await Bed.Get<PushStore>().PutFirstAsync(push, CancellationToken.None);
    }

    private async Task FeedAsync()
    {
        if (Push.IsReplaying)
            await Bed.Get<ReplayStep>().RunAsync(DispatchStep.ForNext(Push), CancellationToken.None);
        else if (Push is { IsSingle: false, IsFed: false, HasEnded: false })
            await Bed.Get<FeedStep>().RunAsync(DispatchStep.ForNext(Push), CancellationToken.None);
    }

    private async Task CloseAsync()
    {
        if (Push.IsFed) await Bed.Get<CloseStep>().RunAsync(DispatchStep.ForNext(Push), CancellationToken.None);
    }

    private async Task RetryAsync()
    {
        var push = Push;
        var retries = await Bed.Get<LedgerReader>().ReadRetriesAsync(push, CancellationToken.None);
        // Any step carries out the plans that were left.
        IEnumerable<DateTimeOffset> plans = retries.Any(row => row.State == ParcelState.Planned) ? [Bed.Time.Now] : [];
        var due = Bed.Index.FindAll<IndexRow>(IndexRow.DuePrefix).Select(row => row.At);
        foreach (var bucket in plans.Concat(due).Distinct().ToList())
        {
            await Bed.Get<RetryStep>().RunAsync(
                DispatchStep.ForRetry(push.App, push.PushId, bucket, bucket), CancellationToken.None);
        }
    }

    /// <summary>A process that dies while it hands users on leaves the plan, and some sources as they were.</summary>
    private async Task DieOrRetryAsync()
    {
        var updates = _random.Next(6);
        Bed.Pushes.Before = operation =>
        {
            if (operation == "update" && updates-- == 0) throw MemoryTable.Failure(503);
        };
        try
        {
            if (Push.IsReplaying) await FeedAsync();
            await RetryAsync();
        }
        catch (RequestFailedException)
        {
            // Whoever comes next goes on.
        }
        finally
        {
            Bed.Pushes.Before = null;
        }

        // Until then, those of a replay's plan may be dead in the ledger still.
        if (Push.Round > 0) await RetryAsync();
    }

    /// <summary>Each parcel that was ever put, as it was put last.</summary>
    private IReadOnlyList<Parcel> Parcels() =>
    [
        .. Bed.Delivery.Puts.Select(put => QueueText.TryReadParcel(put.Text, out var parcel, out var why)
            ? parcel
            : throw new InvalidOperationException(why)).GroupBy(parcel => parcel.Row).Select(same => same.Last()),
    ];

    private async Task DeliverOneAsync()
    {
        var parcels = Parcels();
        if (parcels.Count > 0) await DeliverAsync(parcels[_random.Next(parcels.Count)], mayFail: true);
    }

    private async Task DeliverAsync(Parcel parcel, bool mayFail)
    {
        if (await Bed.Claims.TakeAsync(parcel, CancellationToken.None) is not Claim.Taken taken) return;
        using var held = taken.Held;
        var batches = held.OpenBatches;
        if (await Bed.Get<HeldPushes>().LookAsync(parcel.PushId, CancellationToken.None) == Hold.Cancelled)
        {
            foreach (var batch in batches) UserDecisions.Cancel(held, batch);
        }
        else if (parcel.IsExpired(Bed.Time.Now))
        {
            foreach (var batch in batches) UserDecisions.Expire(held, batch);
        }
        else
        {
            if (held.Row.State != ParcelState.Sending) await held.MarkSendingAsync(batches);
            var fails = mayFail && _random.Next(3) == 0;
            foreach (var batch in batches.Take(fails ? _random.Next(batches.Count) : batches.Count))
                Bed.Decisions.Decide(held, batch, Answer(held, batch));
            // It dies: nobody knows of any call; or it gives back what it has not come to.
            if (fails && _random.Next(2) == 0) return;
            if (fails)
            {
                await Bed.Get<ParcelReturn>().GiveBackAsync(held, TimeSpan.Zero);
                return;
            }
        }

        await Bed.Settlement.SettleAsync(held, CancellationToken.None);
    }

    private CallOutcome.Answered Answer(HeldParcel held, PushBatch batch) => new(
    [
        .. held.Parcel.PositionsOf(batch).Zip(batch.Users, (position, user) => Result(user, held.TriesOf(position) + 1)),
    ]);

    private UserPushResult Result(string user, int tries)
    {
        var drawn = new Random(user.Aggregate(_seed + tries, (hash, letter) => unchecked(hash * 31 + letter)));
        return drawn.Next(8) switch
        {
            < 4 => new() { User = user, Status = PushStatus.Success, Description = "" },
            4 => new() { User = user, Status = PushStatus.Fail, Description = "no push binding" },
            5 => new() { User = user, Status = PushStatus.Missing },
            _ => new() { User = user, Status = PushStatus.Error, Description = $"try {tries} of many" },
        };
    }
}
