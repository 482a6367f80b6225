using PushFunctions.EndToEnd.Tests.Support;
using PushFunctions.Labels;
using PushFunctions.Storage;

namespace PushFunctions.EndToEnd.Tests.Storage;

/// <summary>What is written down of a label's calls, on real storage: a step that died is made again.</summary>
[Collection(SharedAzurite.Name)]
public sealed class AppliedBookTests(AzuriteFixture azurite)
{
    [Fact]
    public async Task Rows_that_are_gone_already_keep_no_others_from_being_written()
    {
        var storage = TappedStorage.Create(azurite.ConnectionString, new());
        await storage.LabelApplied.CreateIfNotExistsAsync();
        var label = new LabelPartition("default", AzuriteFixture.NewName());
        var book = new AppliedBook(storage, TimeProvider.System);
        await book.WriteAsync(label, [Result("ada", MembershipChange.Add), Result("bob", MembershipChange.Add)]);

        await book.WriteAsync(
            label,
            [
                Result("ada", MembershipChange.Remove), Result("carl", MembershipChange.Remove),
                Result("dora", MembershipChange.Add), Result("emil", MembershipChange.Forget),
            ]);

        var rows = new List<string>();
        await foreach (var row in storage.LabelApplied.QueryAsync<LabelAppliedRow>($"PartitionKey eq '{label.Key}'"))
            rows.Add(row.RowKey);
        Assert.Equal(["bob", "dora"], rows);
    }

    private static UserResult Result(string user, MembershipChange change) =>
        new(new(user, change, 0, TimeProvider.System.GetUtcNow()), Refused: null);
}
