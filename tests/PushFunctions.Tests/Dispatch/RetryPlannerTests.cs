using PushFunctions.Dispatch;
using PushFunctions.Storage;

namespace PushFunctions.Tests.Dispatch;

public sealed class RetryPlannerTests
{
    private const int MostColumnBytes = 64 * 1024;
    private const int MostInTransaction = 100;

    [Fact]
    public void Whole_sources_go_into_full_batches_with_every_due_user_once_and_the_tries_kept() =>
        Holds.ForAll(Holds.Seeds, seed =>
    {
        var broadcast = new Broadcast(seed);
        var planner = new RetryPlanner(broadcast.Layout);
        var sources = broadcast.CutAll()
            .Select(parcel => Settled(broadcast, parcel)).Where(row => row.Due is not null).ToList();

        // The second time from what the first has left, as a try after a try.
        for (var round = 0; round < 2 && sources.Count > 0; round++)
        {
            var plan = planner.Make(broadcast.Push, sources, broadcast.PerParcel, Some.Now);

            CheckPlan(broadcast, planner, sources, plan);
            sources = [.. plan.Parcels.Select(row => SettledAgain(broadcast, row)).Where(row => row.Due is not null)];
            broadcast.Push.RetryNo += plan.Parcels.Count;
        }
    });

    [Fact]
    public void Only_users_who_are_due_are_taken()
    {
        var book = new OutcomeBook(4)
        {
            [0] = Some.Accepted,
            [1] = new(UserOutcome.Failed, "FAIL", "no push binding", 1),
            [2] = Some.Retrying with { Tries = 3 },
            [3] = new(UserOutcome.Dead, "ERROR", "", 6),
        };
        var row = Row(LedgerKey.Parcel(0), book, ["bob", "cid", "dan"]);

        Assert.Equal([new("cid", 0, 3, IsPossiblyTwice: false)], new RetryPlanner(Some.Layout(4)).DueUsers(row));
    }

    [Fact]
    public void Calls_are_of_one_message_and_parcels_of_one_number_of_tries()
    {
        var layout = Some.Layout(100, 100, 100);
        IReadOnlyList<ParcelRow> sources =
        [
            Row(LedgerKey.Parcel(0), AllDue(100, tries: 5), Some.Users(100)),
            Row(LedgerKey.Parcel(1), AllDue(100, tries: 1), Some.Users(100, from: 100)),
            Row(LedgerKey.Parcel(2), AllDue(100, tries: 1), Some.Users(100, from: 200)),
        ];

        var plan = new RetryPlanner(layout).Make(Some.Push(100, 100, 100), sources, perParcel: 10, Some.Now);

        Assert.Equal(
            ["1: 1x100", "1: 2x100", "5: 0x100"],
            plan.Parcels.SelectMany(row => row.ReadLayout()).Select(
                batch => $"{batch.Tries.Single()[0]}: {batch.Message}x{batch.Users}"));
        Assert.Equal([2, 1], plan.Parcels.Select(row => row.Batches));
        Assert.Equal([.. Some.Users(200, from: 100), .. Some.Users(100)], plan.Parcels.SelectMany(row => row.ReadUsers()));
    }

    [Fact]
    public void Parcels_are_numbered_behind_those_planned_before()
    {
        var push = Some.Push(300);
        push.RetryNo = 7;
        push.Round = 2;
        var source = Row(LedgerKey.Parcel(0), AllDue(300, tries: 1), Some.Users(300));
        source.Round = 1;

        var plan = new RetryPlanner(Some.Layout(300)).Make(push, [source], perParcel: 2, Some.Now);

        Assert.Equal(["r|0000007", "r|0000008"], plan.Parcels.Select(row => row.RowKey));
        Assert.All(plan.Parcels, row => Assert.Equal((ParcelState.Planned, 2, 0), (row.State, row.Round, row.Attempt)));
        Assert.All(plan.Parcels, row => Assert.Equal([new RetrySource("p|0", "parcel|0000000", 1)], row.ReadSources()));
        Assert.All(plan.Parcels, row => Assert.Equal((7, 2), (row.PlanFirst, row.PlanParcels)));
    }

    [Fact]
    public void A_plan_takes_few_retry_parcels_since_they_change_in_its_transaction()
    {
        var row = Row(LedgerKey.Retry(0), AllDue(1, tries: 2), Some.Users(1));
        row.Layout = Some.Bytes<IReadOnlyList<RetryBatch>>([new(0, 1, [[1, 1]])]);
        var ordinary = Row(LedgerKey.Parcel(0), AllDue(1, tries: 1), Some.Users(1));

        var plan = new RetryPlanner(Some.Layout(1)).Make(
            Some.Push(1), [ordinary, .. Enumerable.Repeat(row, 20)], perParcel: 10, Some.Now);

        Assert.Equal(1 + RetryPlanner.MaxRetrySources, plan.Sources.Count);
    }

    /// <summary>A message of 45 KB leaves room for one call in a parcel.</summary>
    [Fact]
    public void Large_messages_make_fewer_users_of_a_plan_not_more_parcels_than_a_transaction_takes()
    {
        var large = Some.Json($$"""{"title":"{{new string('x', 45 * 1024)}}"}""");
        IReadOnlyList<ParcelRow> sources =
        [
            .. Enumerable.Range(0, 120).Select(no => Row(
                LedgerKey.Parcel(no), AllDue(100, tries: 1), Some.Users(100, from: no * 100))),
        ];

        var plan = new RetryPlanner(Some.Layout([12_000], _ => large)).Make(
            Some.Push(12_000), sources, perParcel: 10, Some.Now);

        Assert.Equal(RetryPlanner.MaxSmallParcels, plan.Parcels.Count);
        Assert.Equal(plan.Sources.Count * 100, plan.Parcels.Sum(row => row.Count));
    }

    private static void CheckPlan(Broadcast broadcast, RetryPlanner planner, List<ParcelRow> sources, RetryPlan plan)
    {
        Assert.Equal(sources.Take(plan.Sources.Count), plan.Sources);
        Assert.NotEmpty(plan.Sources);
        var due = plan.Sources.SelectMany(planner.DueUsers).ToList();
        var sent = plan.Parcels.SelectMany(Users).ToList();
        Assert.Equal(
            due.OrderBy(user => user.Name, StringComparer.Ordinal), sent.OrderBy(user => user.Name, StringComparer.Ordinal));

        var batches = plan.Parcels.SelectMany(row => row.ReadLayout()).ToList();
        Assert.True(plan.Sources.Count == 1 || batches.Count <= RetryPlanner.MaxParcels * broadcast.PerParcel);
        // What it costs to part those of different tries: at most one call that is not full for each kind.
        Assert.All(
            batches.GroupBy(batch => (batch.Message, batch.Tries.Single()[0])),
            kind => Assert.All(kind.SkipLast(1), batch => Assert.Equal(100, batch.Users)));
        Assert.InRange(plan.Parcels.Count, 1, MostInTransaction - 1);
        Assert.All(plan.Parcels, row =>
        {
            Assert.InRange(row.Batches, 1, broadcast.PerParcel);
            // They are due again at one moment.
            Assert.Single(row.ReadLayout().SelectMany(batch => batch.Tries).Select(run => run[0]).Distinct());
            Assert.Equal(row.ReadLayout().Sum(batch => batch.Users), row.Count);
            Assert.InRange(WorkQueues.SizeOf(ParcelMaker.Make(broadcast.Push, broadcast.Layout, row, Some.Now)), 1, Parcel.MaxBytes);
            Assert.All(
                [row.Users!, row.Layout!, row.Sources!], column => Assert.InRange(column.Length, 1, MostColumnBytes));
        });
    }

    private static IEnumerable<RetryUser> Users(ParcelRow row)
    {
        var tries = row.ReadLayout().SelectMany(batch =>
            batch.Tries.SelectMany(run => Enumerable.Repeat((batch.Message, Tries: run[0]), run[1])));
        return row.ReadUsers().Zip(
            tries, (name, of) => new RetryUser(name, of.Message, of.Tries, IsPossiblyTwice: false));
    }

    private static ParcelRow Settled(Broadcast broadcast, CutBatches parcel)
    {
        var users = parcel.Batches.SelectMany(batch => batch.Users).ToList();
        var row = Settled(broadcast, LedgerKey.Parcel(parcel.Cut.FirstBatch), users, _ => 0);
        row.Batches = parcel.Batches.Count;
        return row;
    }

    private static ParcelRow SettledAgain(Broadcast broadcast, ParcelRow row)
    {
        var users = Users(row).ToList();
        var settled = Settled(broadcast, row.RowKey, [.. users.Select(user => user.Name)], user => users[user].Tries);
        settled.Layout = row.Layout;
        return settled;
    }

    private static ParcelRow Settled(Broadcast broadcast, string key, List<string> users, Func<int, int> triesBefore)
    {
        var book = new OutcomeBook(users.Count);
        for (var user = 0; user < users.Count; user++)
        {
            book[user] = broadcast.Draw(3) ? Some.Accepted
                : broadcast.Draw(5) ? new(UserOutcome.Dead, "ERROR", "", 1)
                : Some.Retrying with { Tries = triesBefore(user) + 1 + broadcast.Next(2) };
        }

        return Row(
            key,
            book,
            [.. users.Where((_, user) => LedgerKey.IsRetry(key) || book[user]!.Outcome != UserOutcome.Accepted)]);
    }

    private static ParcelRow Row(string key, OutcomeBook book, IReadOnlyList<string> named) => new()
    {
        PartitionKey = "p|0",
        RowKey = key,
        State = ParcelState.Settled,
        Count = book.Users,
        Batches = (book.Users + 99) / 100,
        Outcomes = book.Write(),
        Users = Some.Bytes(named),
        Due = book.CountOf(UserOutcome.Retrying) > 0 ? Some.Now : null,
    };

    private static OutcomeBook AllDue(int users, int tries)
    {
        var book = new OutcomeBook(users);
        for (var user = 0; user < users; user++) book[user] = Some.Retrying with { Tries = tries };
        return book;
    }
}
