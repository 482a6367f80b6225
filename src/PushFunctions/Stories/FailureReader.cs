using System.Text;
using PushFunctions.Lists;
using PushFunctions.Storage;

namespace PushFunctions.Stories;

/// <summary>
/// Reads the users of a push who ended badly, in the order of the push's calls, then of its retries. How a user ended
/// is said by one parcel alone, so each is read once. Parcels that are being sent are passed over.
/// </summary>
public sealed class FailureReader(LedgerReader ledger, PushBlobs blobs)
{
    /// <summary>
    /// Most stretches of the ledger that one page takes, each of 400 parcels at most and one query.
    /// </summary>
    public const int MostStretches = 32;

    /// <summary>How a user may have ended, other than accepted; these are also the columns of their counts.</summary>
    public static IReadOnlyList<UserOutcome> Outcomes { get; } =
        [UserOutcome.Failed, UserOutcome.Dead, UserOutcome.Unknown, UserOutcome.Expired, UserOutcome.Cancelled];

    /// <returns>
    /// Some, maybe fewer than the limit or none, and where to go on; null: there are no more.
    /// </returns>
    public async Task<(IReadOnlyList<FailedUser> Users, FailurePlace? Next)> ReadAsync(
        PushRow push, FailureQuery query, CancellationToken cancellationToken)
    {
        var users = new List<FailedUser>();
        var place = query.From;
        for (var stretches = 0; place is not null; stretches++)
        {
            if (stretches == MostStretches) return (users, place);
            var rest = place.Row is null
                ? await ReadUnfedAsync(push, query, place, users, cancellationToken)
                : await ReadStretchAsync(push, query, place, users, cancellationToken);
            if (rest is not null) return (users, rest);
            place = place.Next(push);
        }

        return (users, null);
    }

    /// <returns>The user who is one too many; null: all are read.</returns>
    private async Task<FailurePlace?> ReadStretchAsync(
        PushRow push, FailureQuery query, FailurePlace place, List<FailedUser> users,
        CancellationToken cancellationToken)
    {
        var condition = string.Join(" or ", query.Outcomes.Select(outcome => $"{outcome} gt 0"));
        await foreach (var row in ledger.ReadStretchAsync(push, place.Row!, condition, cancellationToken))
        {
            if (!row.IsOver) continue;
            var book = row.ReadOutcomes();
            var names = row.ReadNames(book);
            for (var user = 0; user < row.Count; user++)
            {
                if (row.RowKey == place.Row && user < place.From) continue;
                if (book[user] is not { } entry || !query.Outcomes.Contains(entry.Outcome)) continue;
                if (users.Count == query.Limit) return new(row.RowKey, user);
                users.Add(Failed(names[user]!, entry, row.SettledAt));
            }
        }

        return null;
    }

    /// <summary>Those whom no step has come to, and none will: the rest of the push's list.</summary>
    /// <inheritdoc cref="ReadStretchAsync"/>
    private async Task<FailurePlace?> ReadUnfedAsync(
        PushRow push, FailureQuery query, FailurePlace place, List<FailedUser> users,
        CancellationToken cancellationToken)
    {
        if (UserEntry.OfUnfed(push) is not { } entry || !query.Outcomes.Contains(entry.Outcome)) return null;
        var offset = Math.Max(place.From, push.NextOffset);
        var bytes = Math.Min(push.BlobBytes - offset, (query.Limit - users.Count + 1) * SortSizes.MaxLine);
        if (bytes <= 0) return null;
        var lines = Encoding.ASCII.GetString(
            await blobs.ReadAsync(push.Blob!, offset, bytes, cancellationToken)).Split('\n')[..^1];
        foreach (var line in lines)
        {
            if (users.Count == query.Limit) return new(null, offset);
            users.Add(Failed(line, entry, at: null));
            offset += line.Length + 1;
        }

        return null;
    }

    private static FailedUser Failed(string user, UserEntry entry, DateTimeOffset? at) =>
        new(user, entry.Outcome, entry.Status, entry.Description, entry.Tries, at);
}
