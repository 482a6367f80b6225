using PushFunctions.Storage;

namespace PushFunctions.Tests.Storage;

public sealed class RecordTests
{
    [Theory]
    [InlineData(0, false)]
    [InlineData(1, true)]
    [InlineData(100, true)]
    [InlineData(101, false)]
    public void A_batch_names_1_to_100_users(int users, bool exists)
    {
        var failure = Record.Exception(() => new PushBatch { No = 0, Message = 0, Users = Some.Users(users) });

        Assert.Equal(exists, failure is null);
        Assert.True(exists || failure is ArgumentOutOfRangeException);
        Assert.True(exists || failure!.Message.Contains("1 to 100", StringComparison.Ordinal));
    }

    [Fact]
    public void A_push_keeps_its_last_50_entries()
    {
        var push = Some.Push(1);

        for (var no = 0; no < 60; no++) push.Note(Some.Now + TimeSpan.FromSeconds(no), $"no {no}");

        Assert.Equal(
            Enumerable.Range(10, 50).Select(no => $"no {no}"), push.ReadTimeline().Select(entry => entry.What));
    }

    [Fact]
    public async Task A_row_keeps_and_gives_back_what_is_as_deep_as_a_reader_takes()
    {
        var deep = Some.Json(Some.Deep(64));
        var push = new PushRow();

        // So few need no blob.
        await new GroupLists(blobs: null!).WriteAsync(push, [new(deep, 0, 1)], CancellationToken.None);

        Assert.Equal(deep.GetRawText(), Assert.Single(push.ReadGroups()).Message.GetRawText());
    }

    [Fact]
    public void The_same_dead_users_are_one_dead_letter_however_often_they_are_written()
    {
        var book = new OutcomeBook(4)
        {
            [0] = Some.Accepted,
            [1] = new(UserOutcome.Dead, "ERROR", "busy", 6),
            [2] = new(UserOutcome.Failed, OwnStatus.Refused, "400 illegal_argument", 1),
            [3] = new(UserOutcome.Failed, "FAIL", "no push binding", 1),
        };
        var parcel = new ParcelRow
        {
            PartitionKey = "p|0", RowKey = LedgerKey.Parcel(3), Round = 1, SettledAt = Some.Now, Count = 4,
            Users = Some.Bytes(new[] { "ada", "bob", "cid" }),
        };
        parcel.Write(book);

        var one = DeadLetterRow.ForUsers("a", "p", parcel);
        var again = DeadLetterRow.ForUsers("a", "p", parcel);

        Assert.Equal((one.PartitionKey, one.RowKey), (again.PartitionKey, again.RowKey));
        Assert.Equal((2, 1, 1, 1), (one.Count, one.Dead, one.Refused, one.Round));
        Assert.Equal(["ada", "bob"], one.ReadUsers());
        Assert.Equal(
            "Tried 6 times; the last answer: ERROR busy. Refused; the last answer: REFUSED 400 illegal_argument", one.Reason);
    }
}
