using System.Text;
using PushFunctions.Audiences;
using PushFunctions.EndToEnd.Tests.Support;
using PushFunctions.Recover;
using PushFunctions.Storage;

namespace PushFunctions.EndToEnd.Tests.Storage;

/// <summary>The steps of <c>CheckAudience</c>, some of them twice, some never finished.</summary>
[Collection(SharedAzurite.Name)]
public sealed class AudienceCheckTests(AzuriteFixture azurite)
{
    /// <summary>More than one step reads: 17 chunks and a bit, in no order.</summary>
    private static byte[] Large { get; } = Encoding.ASCII.GetBytes(string.Concat(
        Enumerable.Range(0, 2_400_000).Select(no => $"{new string('x', 50)}{no * 7_919L % 2_400_007:D7}\n")));

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_large_list_takes_several_steps_and_steps_that_run_twice_change_nothing(bool isPacked)
    {
        var bed = await AudienceBed.CreateAsync(azurite);
        var row = await bed.CommitAsync("all", isPacked ? AudienceRoutes.Pack(Large) : Large);

        // A step that read its checkpoint, and whose host died before it wrote the next one, leaves runs that nobody names.
        await new CheckWork(bed.Storage, new(bed.Storage, new(), Microsoft.Extensions.Options.Options.Create(new AudienceOptions())))
            .DoAsync(row, CancellationToken.None);
        var steps = 0;
        while ((await bed.Store.FindAsync("all", CancellationToken.None))!.IsChecking)
        {
            await bed.StepAsync(row);
            steps++;
        }

        await bed.StepAsync(row);
        var done = (await bed.Store.FindAsync("all", CancellationToken.None))!;
        Assert.Equal(3, steps);
        Assert.Equal((row.CheckVersion, 2_400_000, 0), (done.Version, done.Count, done.Duplicates));
        var list = await new PushBlobs(bed.Storage).ReadAsync(done.List!, CancellationToken.None);
        var lines = Encoding.ASCII.GetString(list).Split('\n');
        Assert.Equal(2_400_001, lines.Length);
        Assert.True(lines.Zip(lines.Skip(1)).Take(2_399_999).All(pair => string.CompareOrdinal(pair.First, pair.Second) < 0));
        Assert.Equal([done.Blob!], await bed.BlobsAsync());
    }

    [Fact]
    public async Task A_check_whose_condition_no_longer_holds_at_its_end_changes_nothing()
    {
        var bed = await AudienceBed.CreateAsync(azurite);
        var row = await bed.CommitAsync("all", "ada\n"u8.ToArray());
        row.Check = (AudienceCheck.Read(row) with { Match = ["\"another\""] }).Write();
        Assert.True(await bed.Store.TryUpdateAsync(row, CancellationToken.None));

        await bed.StepAsync(row);

        var failed = (await bed.Store.FindAsync("all", CancellationToken.None))!;
        Assert.Equal(("precondition_failed", null), (failed.CheckCode, failed.Version));
        Assert.Equal(AudienceCheckState.Failed, failed.CheckState);
    }

    [Fact]
    public async Task A_check_that_fails_again_and_again_is_given_up_and_the_list_before_stays()
    {
        var bed = await AudienceBed.CreateAsync(azurite);
        var before = await bed.PutAsync("all", 3);
        var row = await bed.CommitAsync("all", "ada\n"u8.ToArray());
        var checks = new PoisonedChecks(bed.Store, bed.Checks);

        await checks.GiveUpAsync(new() { Audience = "all", Version = "another" }, CancellationToken.None);
        Assert.True((await bed.Store.FindAsync("all", CancellationToken.None))!.IsChecking);
        await checks.GiveUpAsync(new() { Audience = "all", Version = row.CheckVersion! }, CancellationToken.None);

        var given = (await bed.Store.FindAsync("all", CancellationToken.None))!;
        Assert.Equal((before.Version, false, "internal_error"), (given.Version, given.IsChecking, given.CheckCode));
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"v":2,"audience":"all","version":"1"}""")]
    [InlineData("""{"v":1,"audience":"a/b","version":"1"}""")]
    public async Task A_message_that_is_no_step_is_a_dead_letter(string text)
    {
        var bed = await AudienceBed.CreateAsync(azurite);
        await bed.Storage.DeadLetters.CreateAsync();

        await bed.Checks.HandleAsync("m1", BinaryData.FromString(text), CancellationToken.None);

        var letters = new List<DeadLetterRow>();
        await foreach (var row in bed.Storage.DeadLetters.QueryAsync<DeadLetterRow>()) letters.Add(row);
        var letter = Assert.Single(letters, row => row.PartitionKey == DeadLetterRow.NoApp);
        Assert.Equal((QueueNames.AudienceChecks, "m1"), (letter.Queue, letter.MessageId));
    }
}
