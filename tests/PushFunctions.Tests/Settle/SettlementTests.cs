using AgoraChat.Push;
using PushFunctions.Claims;
using PushFunctions.Settle;
using PushFunctions.Storage;

namespace PushFunctions.Tests.Settle;

public sealed class SettlementTests : IDisposable
{
    private readonly MemoryBed _bed = new();
    private readonly Parcel _parcel = Some.Parcel(100, 50);

    public void Dispose() => _bed.Dispose();

    [Fact]
    public async Task A_parcel_whose_users_are_all_accepted_is_one_update()
    {
        var held = await HeldAsync(_ => Some.Accepted);
        var writes = _bed.Pushes.Writes;

        await SettleAsync(held);

        var row = _bed.Row(_parcel);
        Assert.Equal((ParcelState.Settled, 150, 0), (row.State, row.Accepted, row.Retrying));
        Assert.Null(row.Users);
        Assert.Null(row.Due);
        Assert.Equal(writes + 1, _bed.Pushes.Writes);
        Assert.Equal(0, _bed.Index.Writes + _bed.DeadLetters.Writes);
        Assert.Empty(_bed.Dispatch.Puts);
    }

    [Fact]
    public async Task Each_outcome_is_counted_and_the_names_of_those_not_accepted_are_kept_in_order()
    {
        UserOutcome[] outcomes =
            [UserOutcome.Accepted, UserOutcome.Failed, UserOutcome.Retrying, UserOutcome.Unknown, UserOutcome.Expired, UserOutcome.Cancelled];
        var held = await HeldAsync(user => new(outcomes[user % 6], "S", "", 1));
        held.Book.MarkPossiblyTwice(2);

        await SettleAsync(held);

        var row = _bed.Row(_parcel);
        Assert.Equal(
            (25, 25, 25, 25, 25, 25, 1),
            (row.Accepted, row.Failed, row.Retrying, row.Unknown, row.Expired, row.Cancelled, row.PossiblyTwice));
        var users = _parcel.Batches.SelectMany(batch => batch.Users).ToList();
        Assert.Equal(users.Where((_, user) => user % 6 != 0), row.ReadUsers());
        Assert.Equal(users.Select((name, user) => user % 6 == 0 ? null : name), row.ReadNames(row.ReadOutcomes()));
        Assert.Equal(Some.Now, row.SettledAt);
    }

    [Fact]
    public async Task A_retry_parcel_goes_on_to_name_all_its_users()
    {
        var parcel = _parcel with { Row = LedgerKey.Retry(0), Urgency = Urgency.Retry };
        var users = parcel.Batches.SelectMany(batch => batch.Users).ToList();
        await _bed.Pushes.AddEntityAsync(new ParcelRow
        {
            PartitionKey = Some.PushId,
            RowKey = parcel.Row,
            Count = 150,
            Batches = 2,
            Users = Some.Bytes(users),
            Layout = Some.Bytes<IReadOnlyList<RetryBatch>>([new(0, 100, [[1, 100]]), new(0, 50, [[2, 50]])]),
        });

        await SettleAsync(await HeldAsync(user => user < 3 ? Some.Retrying : Some.Accepted, parcel));

        var row = _bed.Row(parcel);
        Assert.Equal((147, 3), (row.Accepted, row.Retrying));
        Assert.Equal(users, row.ReadNames(row.ReadOutcomes()));
    }

    [Fact]
    public async Task Who_is_due_is_in_the_index_and_rung_for_before_the_parcel_is_settled()
    {
        var held = await HeldAsync(user => user < 3 ? Some.Retrying : Some.Accepted);
        var due = _bed.Schedule.DueAfter(Some.PushId, round: 0, failedTries: 1, Some.Now);
        _bed.Pushes.Before = operation =>
        {
            if (operation != "update") return;
            Assert.Equal(1, _bed.Index.Writes);
            Assert.Single(_bed.Dispatch.Puts);
        };

        await SettleAsync(held);

        var expected = IndexRow.ForDue(Some.App, Some.PushId, due, $"{Some.PushId}|0", _parcel.Row);
        Assert.NotNull(_bed.Index.Find<IndexRow>(expected.PartitionKey, expected.RowKey));
        Assert.Equal(due, _bed.Row(_parcel).Due);
        Assert.True(QueueText.TryReadStep(_bed.Dispatch.Puts[0].Text, out var step, out _));
        Assert.Equal((StepKind.Retry, due, due), (step.Kind, step.Bucket, step.Due));
    }

    /// <summary>No plan makes such a parcel any more, but one that an earlier version made may be open.</summary>
    [Fact]
    public async Task Users_with_different_tries_are_due_when_the_last_of_them_is()
    {
        var held = await HeldAsync(user => Some.Retrying with { Tries = 1 + user % 3 });

        await SettleAsync(held);

        Assert.Equal(_bed.Schedule.DueAfter(Some.PushId, 0, 3, Some.Now), _bed.Row(_parcel).Due);
    }

    [Fact]
    public async Task Of_users_with_different_tries_only_those_expire_whose_own_try_would_be_too_late()
    {
        var due = _bed.Schedule.DueAfter(Some.PushId, 0, 2, Some.Now);
        var parcel = _parcel with { ExpiresAt = due.AddSeconds(1) };
        var held = await HeldAsync(user => Some.Retrying with { Tries = 1 + user % 3 }, parcel);

        await SettleAsync(held);

        var row = _bed.Row(_parcel);
        Assert.Equal((100, 50, due), (row.Retrying, row.Expired, row.Due));
    }

    [Fact]
    public async Task A_push_and_bucket_is_rung_for_once()
    {
        for (var no = 0; no < 3; no++)
        {
            var parcel = Some.Parcel(5) with { Row = LedgerKey.Parcel(no) };
            await SettleAsync(await HeldAsync(_ => Some.Retrying, parcel));
        }

        Assert.Single(_bed.Dispatch.Puts);
        Assert.Equal(3, _bed.Index.Writes);
    }

    [Fact]
    public async Task The_dead_are_a_dead_letter_with_their_last_answer()
    {
        var held = await HeldAsync(user => user < 2 ? new(UserOutcome.Dead, "ERROR", "busy", 6) : Some.Accepted);

        await SettleAsync(held);

        var row = Assert.Single(_bed.DeadLetters.FindAll<DeadLetterRow>(Some.App), row => row.PartitionKey == Some.App);
        Assert.Equal(("Tried 6 times; the last answer: ERROR busy", 2), (row.Reason, row.Count));
        Assert.Equal(2, _bed.Row(_parcel).Dead);
    }

    [Fact]
    public async Task A_parcel_that_was_taken_over_is_not_written()
    {
        var held = await HeldAsync(_ => Some.Accepted);
        await _bed.ChangeAsync(_parcel, row => (row.Owner, row.Attempt) = ("other", 2));

        await SettleAsync(held);

        Assert.Equal((ParcelState.Claimed, "other"), (_bed.Row(_parcel).State, _bed.Row(_parcel).Owner));
    }

    [Fact]
    public async Task Storage_that_is_away_is_waited_for()
    {
        var held = await HeldAsync(_ => Some.Accepted);
        var failures = 8;
        _bed.Pushes.Before = _ =>
        {
            if (failures-- > 0) throw MemoryTable.Failure(503);
        };

        await _bed.Time.RunAsync(SettleAsync(held));

        Assert.Equal(ParcelState.Settled, _bed.Row(_parcel).State);
    }

    [Fact]
    public async Task A_queue_that_is_away_keeps_no_outcome_back_and_the_next_parcel_rings()
    {
        var next = Some.Parcel(5) with { Row = LedgerKey.Parcel(7) };
        var away = true;
        _bed.Dispatch.Before = () =>
        {
            if (away) throw MemoryTable.Failure(503);
        };

        await SettleAsync(await HeldAsync(_ => Some.Retrying));
        away = false;
        await SettleAsync(await HeldAsync(_ => Some.Retrying, next));

        Assert.Equal(ParcelState.Settled, _bed.Row(_parcel).State);
        Assert.Single(_bed.Dispatch.Puts);
        Assert.Equal(2, _bed.Index.Writes);
    }

    [Theory]
    [InlineData(PushStatus.Error, UserOutcome.Expired)]
    [InlineData(PushStatus.Missing, UserOutcome.Unknown)]
    public void Who_would_be_tried_again_too_late_has_expired_or_is_unknown(PushStatus status, UserOutcome outcome)
    {
        var answer = new CallOutcome.Answered([new() { User = "ada", Status = status, Description = "busy" }]);
        var due = _bed.Schedule.DueAfter(Some.PushId, round: 0, failedTries: 1, Some.Now);

        Assert.Equal(outcome, Decide(due).Outcome);
        Assert.Equal(UserOutcome.Retrying, Decide(due + TimeSpan.FromTicks(1)).Outcome);
        Assert.Equal(UserOutcome.Retrying, Decide(null).Outcome);

        UserEntry Decide(DateTimeOffset? expiresAt) =>
            _bed.Decisions.Decide(_parcel with { ExpiresAt = expiresAt }, answer, position: 0, triesBefore: 0);
    }

    [Fact]
    public async Task Who_may_have_been_told_by_an_earlier_call_is_unknown_when_there_is_no_time_for_another()
    {
        var parcel = _parcel with { ExpiresAt = Some.Now + TimeSpan.FromSeconds(10) };
        var held = await HeldAsync(_ => Some.Accepted, parcel);
        held.Book.MarkPossiblyTwice(0);
        var answer = new CallOutcome.Answered(
            [.. parcel.Batches[0].Users.Select(user => new UserPushResult { User = user, Status = PushStatus.Error })]);

        _bed.Decisions.Decide(held, parcel.Batches[0], answer);

        Assert.Equal((UserOutcome.Unknown, UserOutcome.Expired), (held.Book[0]!.Outcome, held.Book[1]!.Outcome));
    }

    [Fact]
    public async Task Nobody_is_due_behind_the_end_of_the_push()
    {
        var parcel = _parcel with { ExpiresAt = Some.Now + TimeSpan.FromSeconds(10) };
        var held = await HeldAsync(user => user < 3 ? Some.Retrying : Some.Accepted, parcel);
        held.Book.MarkPossiblyTwice(1);

        await SettleAsync(held);

        var row = _bed.Row(_parcel);
        Assert.Equal((147, 0, 2, 1), (row.Accepted, row.Retrying, row.Expired, row.Unknown));
        Assert.Null(row.Due);
        Assert.Equal(0, _bed.Index.Writes);
        Assert.Empty(_bed.Dispatch.Puts);
    }

    private async Task<HeldParcel> HeldAsync(Func<int, UserEntry> outcome, Parcel? parcel = null)
    {
        var held = await _bed.HoldAsync(parcel ?? _parcel);
        for (var user = 0; user < held.Book.Users; user++) held.Book[user] = outcome(user);
        return held;
    }

    private Task SettleAsync(HeldParcel held) => _bed.Settlement.SettleAsync(held, CancellationToken.None);
}
