using PushFunctions.Problems;

namespace PushFunctions.Replay;

/// <summary>
/// Replays what dead letters are of, page by page: each push once, for all its dead letters; each message that can be
/// read goes on its queue again. What cannot be replayed stays, and is told.
/// </summary>
public sealed class LetterReplay(LetterReader letters, PushReplay replay, LetterMessages messages, TimeProvider time)
{
    /// <summary>Most pushes of one request.</summary>
    private const int MostPushes = 100;

    private static readonly TimeSpan AtMost = TimeSpan.FromSeconds(10);

    /// <param name="onlyCount">Whether nothing is to be changed.</param>
    public async Task<LettersReplayed> ReplayAsync(
        LetterQuery query, bool onlyCount, CancellationToken cancellationToken)
    {
        var (begun, pushes) = (time.GetTimestamp(), new Dictionary<string, ReplayedPush>(StringComparer.Ordinal));
        var (put, unreadable) = (0, 0);
        while (true)
        {
            var (rows, cursor) = await letters.ReadAsync(query, cancellationToken);
            foreach (var row in rows)
            {
                if (row.IsMessage)
                {
                    if (await messages.TryPutAsync(row, onlyCount, cancellationToken)) put++;
                    else unreadable++;
                }
                else if (!pushes.ContainsKey(row.PushId!))
                {
                    pushes[row.PushId!] = await ReplayAsync(row.PushId!, onlyCount, cancellationToken);
                }
            }

            if (cursor is null || pushes.Count >= MostPushes || time.GetElapsedTime(begun) > AtMost)
                return new([.. pushes.Values], pushes.Values.Sum(push => push.Users), put, unreadable, cursor);
            query = query with { After = rows[^1].RowKey };
        }
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
/// <param name="Round">The replay that has begun; null: none has.</param>
/// <param name="Code">Why it is not replayed.</param>
/// <param name="Detail">The same for people.</param>
public sealed record ReplayedPush(string PushId, int Users, int? Round, string? Code = null, string? Detail = null);
