using PushFunctions.Storage;

namespace PushFunctions.EndToEnd.Tests.Storage;

[Collection(SharedAzurite.Name)]
public sealed class AudienceCleanerTests(AzuriteFixture azurite)
{
    private const string Looks = "PartitionKey eq '|look'";

    [Fact]
    public async Task A_list_in_use_stays_however_old_it_is()
    {
        var bed = await AudienceBed.CreateAsync(azurite);
        await bed.PutAsync("all", 3);

        for (var day = 0; day < 3; day++) await bed.CleanAfterAsync(TimeSpan.FromDays(2));

        Assert.Single(await bed.BlobsAsync());
        Assert.Equal(1, await bed.CountAsync<AudienceLookRow>(Looks));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_list_that_was_replaced_or_deleted_goes_and_nothing_is_left_of_it(bool isDeleted)
    {
        var bed = await AudienceBed.CreateAsync(azurite);
        var old = await bed.PutAsync("all", 3);
        if (isDeleted) await bed.Store.DeleteAsync("all", new(null, null), CancellationToken.None);
        var now = isDeleted ? null : (await bed.PutAsync("all", 4)).Blob;

        await bed.CleanAfterAsync(TimeSpan.FromMinutes(61));

        Assert.DoesNotContain(old.Blob!, await bed.BlobsAsync());
        Assert.Equal(now is null ? [] : [now], await bed.BlobsAsync());
        Assert.Equal(now is null ? 0 : 1, await bed.CountAsync<AudienceLookRow>(Looks));
    }

    [Fact]
    public async Task What_an_upload_that_died_has_left_behind_goes()
    {
        var bed = await AudienceBed.CreateAsync(azurite);
        var version = await bed.Versions.BeginAsync("all", TimeSpan.FromHours(1), CancellationToken.None);
        await bed.WriteAsync($"all/{version}/run", "ada\n"u8.ToArray());

        await bed.CleanAfterAsync(TimeSpan.FromMinutes(59));
        Assert.Single(await bed.BlobsAsync());
        await bed.CleanAfterAsync(TimeSpan.FromMinutes(2));

        Assert.Empty(await bed.BlobsAsync());
        Assert.Equal(0, await bed.CountAsync<AudienceLookRow>(Looks));
    }

    [Fact]
    public async Task A_list_stays_as_long_as_a_push_that_reads_it_and_goes_with_the_last()
    {
        var bed = await AudienceBed.CreateAsync(azurite);
        var old = await bed.PutAsync("all", 300);
        foreach (var id in (string[])["p1", "p2"])
        {
            await bed.Uses.HoldAsync(old, id, CancellationToken.None);
            await bed.Storage.Pushes.AddEntityAsync(
                new PushRow { PartitionKey = id, Blob = old.List, State = PushState.Finished });
        }

        await bed.PutAsync("all", 4);

        await bed.CleanAfterAsync(TimeSpan.FromHours(2));
        await bed.Storage.Pushes.DeleteEntityAsync("p1", LedgerKey.Push);
        await bed.CleanAfterAsync(TimeSpan.FromHours(2));
        Assert.Contains(old.Blob!, await bed.BlobsAsync());
        await bed.Storage.Pushes.DeleteEntityAsync("p2", LedgerKey.Push);
        await bed.CleanAfterAsync(TimeSpan.FromHours(2));

        Assert.DoesNotContain(old.Blob!, await bed.BlobsAsync());
        Assert.Equal(0, await bed.CountAsync<AudienceUseRow>("RowKey ge 'use|' and RowKey lt 'use}'"));
    }

    [Fact]
    public async Task A_use_whose_push_is_still_to_come_keeps_the_list_and_one_that_never_comes_does_not()
    {
        var bed = await AudienceBed.CreateAsync(azurite);
        var old = await bed.PutAsync("all", 300);
        bed.Time.Advance(TimeSpan.FromHours(2));
        await bed.Uses.HoldAsync(old, "p1", CancellationToken.None);
        await bed.PutAsync("all", 4);

        await bed.CleanAfterAsync(TimeSpan.FromMinutes(1));
        Assert.Contains(old.Blob!, await bed.BlobsAsync());
        await bed.CleanAfterAsync(TimeSpan.FromHours(2));

        Assert.DoesNotContain(old.Blob!, await bed.BlobsAsync());
    }

    [Fact]
    public async Task Whoever_holds_a_list_that_is_replaced_just_then_holds_the_new_one()
    {
        var bed = await AudienceBed.CreateAsync(azurite);
        var old = await bed.PutAsync("all", 300);
        var now = await bed.PutAsync("all", 400);

        var held = await bed.Uses.HoldAsync(old, "p1", CancellationToken.None);

        Assert.Equal(now.Version, held!.Version);
        Assert.True(await bed.Uses.IsUsedAsync("all", now.Version!, CancellationToken.None));
        await bed.Store.DeleteAsync("all", new(null, null), CancellationToken.None);
        Assert.Null(await bed.Uses.HoldAsync(old, "p2", CancellationToken.None));
    }

    [Fact]
    public async Task A_check_that_stands_still_is_put_again_and_one_that_moves_is_not()
    {
        var bed = await AudienceBed.CreateAsync(azurite);
        await bed.CommitAsync("all", "ada\n"u8.ToArray());

        await bed.CleanAfterAsync(TimeSpan.FromMinutes(2));
        var moving = (await bed.Storage.AudienceChecks.PeekMessagesAsync(32)).Value.Length;
        await bed.CleanAfterAsync(TimeSpan.FromMinutes(2));

        Assert.Equal(0, moving);
        Assert.Single((await bed.Storage.AudienceChecks.PeekMessagesAsync(32)).Value);
        Assert.Single(await bed.BlobsAsync());
    }
}
