using System.Text.Json;
using PushFunctions.Storage;

namespace PushFunctions.Dispatch;

/// <summary>
/// Puts users who are due together into full batches, whatever parcels they come from. A parcel is of users who have
/// been tried equally often: whoever fails again is due at one moment with all others of it. Pure.
/// </summary>
public sealed class RetryPlanner(PushLayout layout)
{
    /// <summary>Most retry parcels that one step plans, when they are as full as they may be.</summary>
    public const int MaxParcels = 10;

    /// <summary>
    /// Most of them where large messages leave room for few calls in each: a transaction has at most 100 actions and
    /// 4 MiB, and each parcel names all sources.
    /// </summary>
    public const int MaxSmallParcels = 40;

    /// <summary>
    /// Most sources of a plan that are retry parcels themselves: they change in its transaction, whose 4 MiB they share
    /// with what is planned.
    /// </summary>
    public const int MaxRetrySources = 12;

    /// <summary>The users of a settled parcel who are due.</summary>
    public IReadOnlyList<RetryUser> DueUsers(ParcelRow source)
    {
        var book = source.ReadOutcomes();
        var names = source.ReadNames(book);
        var groups = source.IsRetry ? GroupsOfRetry(source) : GroupsOfParcel(source);
        return
        [
            .. book.PositionsOf(UserOutcome.Retrying).Select(user => new RetryUser(
                names[user]!, groups[user], book[user]!.Tries, book.IsPossiblyTwice(user))),
        ];
    }

    /// <summary>
    /// The users of a settled parcel whom a replay is of, each with tries of its own from here on.
    /// </summary>
    public IReadOnlyList<RetryUser> ReplayUsers(ParcelRow source, ReplayFilter filter)
    {
        var book = source.ReadOutcomes();
        var names = source.ReadNames(book);
        var groups = source.IsRetry ? GroupsOfRetry(source) : GroupsOfParcel(source);
        return
        [
            .. from user in Enumerable.Range(0, source.Count)
               where names[user] is not null && book[user] is { } entry && filter.Holds(names[user]!, entry)
               select new RetryUser(
                   names[user]!, groups[user], Tries: 0, book.IsPossiblyTwice(user),
                   IsAtRisk: book.IsPossiblyTold(user) && !book.IsPossiblyTwice(user)),
        ];
    }

    /// <summary>Takes whole sources until the parcels are full.</summary>
    /// <param name="sources">What is due.</param>
    /// <param name="perParcel">Most batches of a parcel.</param>
    /// <param name="until">Until when a planned parcel is taken to be on its way.</param>
    public RetryPlan Make(PushRow push, IReadOnlyList<ParcelRow> sources, int perParcel, DateTimeOffset until)
    {
        var taken = new List<ParcelRow>();
        var users = new List<RetryUser>();
        foreach (var source in sources)
        {
            var due = DueUsers(source);
            if (taken.Count > 0 && !Fits([.. users, .. due], perParcel, MaxParcels * perParcel)) break;
            if (source.IsRetry && taken.Count(row => row.IsRetry) == MaxRetrySources) break;
            taken.Add(source);
            users.AddRange(due);
        }

        return Make(push, taken, users, perParcel, until);
    }

    /// <param name="sources">All go over; <see cref="Fits"/> tells whether they may.</param>
    /// <param name="users">Their users.</param>
    /// <inheritdoc cref="Make(PushRow, IReadOnlyList{ParcelRow}, int, DateTimeOffset)"/>
    public RetryPlan Make(
        PushRow push, IReadOnlyList<ParcelRow> sources, IReadOnlyList<RetryUser> users, int perParcel,
        DateTimeOffset until)
    {
        var parcels = Parcels(Batches(users), perParcel).ToList();
        return new(sources, [.. parcels.Select((_, index) => Row(push, parcels, index, sources, until))]);
    }

    /// <summary>Whether one plan may take so many users.</summary>
    /// <param name="mostBatches">Most calls that they may need.</param>
    public bool Fits(IReadOnlyList<RetryUser> users, int perParcel, int mostBatches)
    {
        var batches = Batches(users).ToList();
        return batches.Count <= mostBatches && Parcels(batches, perParcel).Count() <= MaxSmallParcels;
    }

    private static IEnumerable<IReadOnlyList<RetryUser>> Batches(IReadOnlyList<RetryUser> users) => users
        .GroupBy(user => (user.Tries, user.Group)).OrderBy(kind => kind.Key)
        .SelectMany(kind => kind.Chunk(PushBatch.MaxUsers));

    private IEnumerable<IReadOnlyList<IReadOnlyList<RetryUser>>> Parcels(
        IEnumerable<IReadOnlyList<RetryUser>> batches, int perParcel)
    {
        var parcel = new List<IReadOnlyList<RetryUser>>();
        var room = new ParcelRoom(layout);
        foreach (var batch in batches)
        {
            if (parcel.Count > 0
                && (parcel.Count == perParcel
                    || batch[0].Tries != parcel[0][0].Tries
                    || !room.Fits(batch[0].Group, batch.Select(user => user.Name))))
            {
                yield return parcel;
                parcel = [];
                room = new(layout);
            }

            room.Take(batch[0].Group, batch.Select(user => user.Name));
            parcel.Add(batch);
        }

        if (parcel.Count > 0) yield return parcel;
    }

    private static ParcelRow Row(
        PushRow push,
        IReadOnlyList<IReadOnlyList<IReadOnlyList<RetryUser>>> parcels,
        int index,
        IReadOnlyList<ParcelRow> sources,
        DateTimeOffset until)
    {
        var batches = parcels[index];
        IReadOnlyList<RetryBatch> written =
            [.. batches.Select(batch => new RetryBatch(batch[0].Group, batch.Count, [[batch[0].Tries, batch.Count]]))];
        IReadOnlyList<RetryUser> users = [.. batches.SelectMany(batch => batch)];
        IReadOnlyList<string> names = [.. users.Select(user => user.Name)];
        IReadOnlyList<RetrySource> from =
            [.. sources.Select(source => new RetrySource(source.PartitionKey, source.RowKey, source.Round))];
        var book = new OutcomeBook(users.Count);
        foreach (var (no, user) in users.Index().Where(user => user.Item.IsPossiblyTwice || user.Item.IsAtRisk))
            book.MarkPossiblyTwice(no);
        var risked = users.Count(user => user.IsAtRisk);
        return new()
        {
            PartitionKey = push.PushId,
            RowKey = LedgerKey.Retry(push.RetryNo + index),
            PlanFirst = push.RetryNo,
            PlanParcels = parcels.Count,
            Outcomes = book.Write(),
            TwiceBefore = book.PossiblyTwice - risked,
            PossiblyTwice = risked,
            State = ParcelState.Planned,
            Until = until,
            Round = push.Round,
            Count = names.Count,
            Batches = batches.Count,
            Layout = JsonSerializer.SerializeToUtf8Bytes(written, StorageJson.Relaxed.IReadOnlyListRetryBatch),
            Users = JsonSerializer.SerializeToUtf8Bytes(names, StorageJson.Relaxed.IReadOnlyListString),
            Sources = JsonSerializer.SerializeToUtf8Bytes(from, StorageJson.Relaxed.IReadOnlyListRetrySource),
        };
    }

    private int[] GroupsOfParcel(ParcelRow source) =>
        [
            .. Enumerable.Range(source.FirstBatch, source.Batches)
                .SelectMany(batch => Enumerable.Repeat(layout.GroupOf(batch), layout.UsersOf(batch))),
        ];

    private static int[] GroupsOfRetry(ParcelRow source) =>
        [.. source.ReadLayout().SelectMany(batch => Enumerable.Repeat(batch.Message, batch.Users))];
}
