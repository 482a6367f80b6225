using PushFunctions.Events;
using PushFunctions.Storage;

namespace PushFunctions.Labels;

/// <summary>
/// Walks through one label's wanted and applied rows side by side and gives those about whom something is to be done.
/// Both streams stand at the label's first row, or behind it, and are left at what follows the label.
/// </summary>
internal sealed class MembershipJoin(
    RowStream<LabelMemberRow> wanted, RowStream<LabelAppliedRow> applied, string partition, int maxMembers,
    LabelCounts counts, DateTimeOffset now, int mostRows = int.MaxValue)
{
    private string? _last;
    private int _rows;

    /// <summary>What was counted so far.</summary>
    public LabelCounts Counts { get; private set; } = counts;

    /// <summary>What was counted before the user who was given last.</summary>
    public LabelCounts Before { get; private set; } = counts;

    /// <summary>Rows did not come in the order of their keys: nothing that was given may be believed.</summary>
    public bool IsOutOfOrder { get; private set; }

    /// <summary>There are more rows than may be read: not all were counted.</summary>
    public bool IsCut { get; private set; }

    /// <returns>The next user; null: there are no more, or no more may be read.</returns>
    public async ValueTask<JoinedUser?> NextAsync()
    {
        while (true)
        {
            var member = wanted.Current is { } w && w.PartitionKey == partition ? w : null;
            var known = applied.Current is { } a && a.PartitionKey == partition ? a : null;
            if (member is null && known is null) return null;
            IsCut = _rows++ == mostRows;
            if (IsCut) return null;
            if (member is not null && !Targets.IsUser(member.RowKey))
            {
                Counts = Counts.WithBadKey(EventNames.Shorten(member.RowKey));
                await wanted.MoveAsync();
                continue;
            }

            var order = member is null ? 1 : known is null ? -1 : string.CompareOrdinal(member.RowKey, known.RowKey);
            var user = order <= 0 ? member!.RowKey : known!.RowKey;
            IsOutOfOrder |= _last is not null && string.CompareOrdinal(user, _last) <= 0;
            (_last, Before) = (user, Counts);
            var readAt = order <= 0 ? wanted.ReadAt : applied.ReadAt;
            var version = order <= 0 ? Count(member!) : null;
            if (order <= 0) await wanted.MoveAsync();
            if (order >= 0) await applied.MoveAsync();
            var change = Decide(version, order >= 0 ? known : null);
            if (change != MembershipChange.None) return new(user, change, version ?? 0, readAt);
        }
    }

    /// <returns>The row's time; null: the user is beyond the limit, and not wanted.</returns>
    private long? Count(LabelMemberRow member)
    {
        if (Counts.Desired >= maxMembers)
        {
            Counts = Counts with { OverLimit = Counts.OverLimit + 1 };
            return null;
        }

        Counts = Counts with { Desired = Counts.Desired + 1 };
        return member.Timestamp?.ToUnixTimeMilliseconds() ?? 0;
    }

    private MembershipChange Decide(long? version, LabelAppliedRow? known)
    {
        var change = MembershipDiff.Of(version, known, now);
        if (change != MembershipChange.None)
        {
            Counts = Counts with { Changes = Counts.Changes + 1 };
            return change;
        }

        if (known is null) return change;
        Counts = Counts with
        {
            Members = Counts.Members + (known.IsMember ? 1 : 0),
            Refused = Counts.Refused + (MembershipDiff.IsRefused(version, known) ? 1 : 0),
        };
        return change;
    }
}
