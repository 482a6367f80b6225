using PushFunctions.Problems;

namespace PushFunctions.Replay;

/// <summary>
/// Replays what dead letters are of, page by page: each push once, for all its dead letters; each message that can be
/// read goes on its queue again. What cannot be replayed stays, and is told.
/// </summary>
public sealed class LetterReplay(
    LetterReader letters, EarlierPages earlier, PushReplay replay, LetterMessages messages, TimeProvider time)
{
    /// <summary>Most pushes of one request.</summary>
    private const int MostPushes = 100;

    private static readonly TimeSpan AtMost = TimeSpan.FromSeconds(10);

    /// <param name="onlyCount">Whether nothing is to be changed.</param>
    public async Task<LettersReplayed> ReplayAsync(
        LetterQuery query, bool onlyCount, CancellationToken cancellationToken)
    {
        var (begun, pushes) = (time.GetTimestamp(), new List<ReplayedPush>());
        var met = new HashSet<string>(StringComparer.Ordinal);
        var (put, unreadable) = (0, 0);
        var page = query;
        while (true)
        {
            var (rows, cursor) = await letters.ReadAsync(page, cancellationToken);
            foreach (var row in rows)
            {
                if (row.IsMessage)
                {
                    if (await messages.TryPutAsync(row, onlyCount, cancellationToken)) put++;
                    else unreadable++;
                }
                else if (met.Add(row.PushId!) && !await earlier.HaveAsync(query, row, cancellationToken))
                {
                    pushes.Add(await ReplayAsync(row.PushId!, onlyCount, cancellationToken));
                }

                // After each: a page may have a thousand pushes, each with a ledger to walk through.
                var isFull = pushes.Count >= MostPushes || time.GetElapsedTime(begun) > AtMost;
                if (isFull && (cursor is not null || row != rows[^1])) return Answer(PageRequest.CursorAt(row.RowKey));
            }

            if (cursor is null) return Answer(null);
            page = page with { After = rows[^1].RowKey };
        }

        LettersReplayed Answer(string? cursor) =>
            new(pushes, pushes.Sum(push => push.Users ?? 0), put, unreadable, cursor);
    }

    private async Task<ReplayedPush> ReplayAsync(
        string pushId, bool onlyCount, CancellationToken cancellationToken) =>
        await replay.ReplayAsync(pushId, ReplayRequest.OfDeadLetters, onlyCount, cancellationToken) switch
        {
            ReplayResult.Found found => new(pushId, found.Users, found.Round),
            ReplayResult.Refused refused => new(
                pushId, Users: 0, Round: null, refused.Problem.Code, refused.Problem.Detail),
            _ => new(pushId, Users: 0, Round: null, ProblemCodes.UnknownPush, "The push was removed."),
        };
}

/// <summary>What came of a replay of dead letters.</summary>
/// <param name="Pushes">The pushes that they are of.</param>
/// <param name="Users">Users who are sent to again or, when it was only counted, would be.</param>
/// <param name="Messages">Messages that are on their queues again, or would be.</param>
/// <param name="Unreadable">Messages that stay, since they still cannot be read.</param>
/// <param name="Cursor">Goes on with the rest; null: there is none.</param>
public sealed record LettersReplayed(
    IReadOnlyList<ReplayedPush> Pushes, int Users, int Messages, int Unreadable, string? Cursor);

/// <summary>One of the pushes.</summary>
/// <param name="Users">Null: it is sent to labels or to everyone again.</param>
/// <param name="Round">The replay that has begun; null: none has.</param>
/// <param name="Code">Why it is not replayed.</param>
/// <param name="Detail">The same for people.</param>
public sealed record ReplayedPush(string PushId, int? Users, int? Round, string? Code = null, string? Detail = null);
