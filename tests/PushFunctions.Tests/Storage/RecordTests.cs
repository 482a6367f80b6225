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
        var parcel = new ParcelRow { PartitionKey = "p|0", RowKey = LedgerKey.Parcel(3), Round = 1 };

        var one = DeadLetterRow.ForUsers("a", "p", parcel, ["ada", "bob"], "tried", Some.Now);
        var again = DeadLetterRow.ForUsers("a", "p", parcel, ["ada", "bob"], "tried", Some.Now + TimeSpan.FromDays(1));

        Assert.Equal((one.PartitionKey, one.RowKey), (again.PartitionKey, again.RowKey));
        Assert.Equal(2, one.Count);
        Assert.Equal("""["ada","bob"]""", System.Text.Encoding.UTF8.GetString(one.Users!));
    }
}
