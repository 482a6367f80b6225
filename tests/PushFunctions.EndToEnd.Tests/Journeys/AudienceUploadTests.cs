using System.Net;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using PushFunctions.EndToEnd.Tests.Support;
using PushFunctions.Storage;

namespace PushFunctions.EndToEnd.Tests.Journeys;

/// <summary>Lists that are uploaded to storage, and checked there.</summary>
public sealed class AudienceUploadTests(App app) : IClassFixture<App>
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task What_is_uploaded_and_committed_is_checked_and_used(bool isPacked)
    {
        var (name, users) = (Some.Id("up"), Some.Users(2_000));
        var text = AudienceRoutes.Lines([.. users.Reverse(), "No", users[7]]);
        await UploadAsync(name, isPacked ? AudienceRoutes.Pack(text) : text);

        using var committed = await app.Host.CommitAsync(name);
        var report = await app.Host.CheckedAsync(name);

        Assert.Equal(HttpStatusCode.Accepted, committed.StatusCode);
        Assert.EndsWith($"/api/audiences/{name}", committed.Headers.Location!.AbsolutePath, StringComparison.Ordinal);
        Assert.Equal(
            ("ready", 2_000, 1, 1), (report.State, report.Count, report.Duplicates, report.RefusedCount));
        Assert.Equal(2_001, Assert.Single(report.Refused!).Line);
        await Soon.IsTrueAsync(async () => (await BlobsAsync(name)).Count == 1, () => "The upload is still there.");
        var push = await app.PostAsync(EventTo(name));
        await push.FinishedAsync();
        app.Stack.AssertToldOnce(users);
    }

    [Fact]
    public async Task A_commit_that_is_made_again_is_the_same_check()
    {
        var name = Some.Id("again");
        await UploadAsync(name, AudienceRoutes.Lines(Some.Users(10)));

        using var first = await app.Host.CommitAsync(name);
        using var second = await app.Host.CommitAsync(name);
        await app.Host.CheckedAsync(name);
        using var late = await app.Host.CommitAsync(name);

        Assert.All([first, second, late], commit => Assert.Equal(HttpStatusCode.Accepted, commit.StatusCode));
        Assert.Equal(("ready", 10), ((await AudienceReport.ReadAsync(late)).State, (await AudienceReport.ReadAsync(late)).Count));
    }

    [Fact]
    public async Task The_list_before_stays_in_use_until_the_check_has_gone_well()
    {
        var name = Some.Id("bad");
        await app.Host.PutAudienceAsync(name, Some.Users(5));
        var packed = AudienceRoutes.Pack(AudienceRoutes.Lines(Some.Users(1_000)));
        await UploadAsync(name, packed[..^20]);

        using var committed = await app.Host.CommitAsync(name);
        var report = await app.Host.CheckedAsync(name);

        Assert.Equal(("ready", 5), (report.State, report.Count));
        Assert.Equal(("failed", "invalid_audience"), (report.Check!.State, report.Check.Code));
        Assert.Contains("gzip", report.Check.Reason, StringComparison.Ordinal);
        Assert.Equal(5, (await app.PostAsync(EventTo(name))).Accepted.Targets);
    }

    [Fact]
    public async Task A_list_that_cannot_be_checked_is_no_list()
    {
        var name = Some.Id("never");
        await UploadAsync(name, AudienceRoutes.Pack(new byte[5_000_000]));

        using var committed = await app.Host.CommitAsync(name);
        var report = await app.Host.CheckedAsync(name);

        Assert.Equal(("failed", "audience_too_large"), (report.State, report.Check!.Code));
        Assert.Null(report.Count);
        using var posted = await app.Host.TryPostAsync(
            System.Text.Json.JsonSerializer.Serialize(EventTo(name)));
        var problem = await ProblemAnswer.ReadAsync(posted, HttpStatusCode.UnprocessableEntity);
        Assert.Equal("audience_not_ready", problem.Code);
        Assert.Contains("could not be checked", problem.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_blob_that_changes_while_it_is_checked_is_not_used()
    {
        await using var stack = await Stack.StartAsync();
        await using var only = await stack.StartHostAsync(functions:
        [
            typeof(PushFunctions.Audiences.OpenUploadFunction), typeof(PushFunctions.Audiences.CommitUploadFunction),
            typeof(PushFunctions.Audiences.GetAudienceFunction), typeof(PushFunctions.Receive.AcceptEventFunction),
        ]);
        var name = Some.Id("changed");
        var address = await only.OpenUploadAsync(name);
        using var uploaded = await only.UploadAsync(address, AudienceRoutes.Lines(Some.Users(10)));
        using var committed = await only.CommitAsync(name);
        Assert.Equal("checking", (await only.GetAudienceAsync(name)).State);
        using var early = await only.TryPostAsync(System.Text.Json.JsonSerializer.Serialize(EventTo(name)));
        Assert.Equal(
            "audience_not_ready", (await ProblemAnswer.ReadAsync(early, HttpStatusCode.UnprocessableEntity)).Code);

        using var changed = await only.UploadAsync(address, AudienceRoutes.Lines(Some.Users(11)));
        await using var checker = await stack.StartHostAsync();
        var report = await only.CheckedAsync(name);

        Assert.Equal(("failed", "missing_upload"), (report.State, report.Check!.Code));
        Assert.Contains("written again", report.Check.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_list_that_is_put_ends_the_check_of_an_earlier_upload()
    {
        await using var stack = await Stack.StartAsync();
        await using var only = await stack.StartHostAsync(functions:
        [
            typeof(PushFunctions.Audiences.OpenUploadFunction), typeof(PushFunctions.Audiences.CommitUploadFunction),
            typeof(PushFunctions.Audiences.GetAudienceFunction), typeof(PushFunctions.Audiences.PutAudienceFunction),
        ]);
        var name = Some.Id("later");
        using var uploaded = await only.UploadAsync(
            await only.OpenUploadAsync(name), AudienceRoutes.Lines(Some.Users(10)));
        using var committed = await only.CommitAsync(name);
        await only.PutAudienceAsync(name, Some.Users(3));

        await using var checker = await stack.StartHostAsync();
        await Soon.IsTrueAsync(
            async () => await stack.Stored.CountAsync(QueueNames.AudienceChecks) == 0, () => "The step is still there.");

        Assert.Equal(("ready", 3), ((await only.GetAudienceAsync(name)).State, (await only.GetAudienceAsync(name)).Count));
    }

    [Fact]
    public async Task An_address_is_for_one_blob_and_for_writing_only()
    {
        var address = await app.Host.OpenUploadAsync(Some.Id("one"));
        using var uploaded = await app.Host.UploadAsync(address, "ada\n"u8.ToArray());
        Assert.Equal(HttpStatusCode.Created, uploaded.StatusCode);

        using var read = await app.Host.GetAsync(address.AbsoluteUri);
        var another = new Uri(address.AbsoluteUri.Replace("/upload?", "/other?", StringComparison.Ordinal));
        using var elsewhere = await app.Host.UploadAsync(another, "ada\n"u8.ToArray());

        Assert.Equal(HttpStatusCode.Forbidden, read.StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, elsewhere.StatusCode);
    }

    private async Task UploadAsync(string name, byte[] content)
    {
        using var uploaded = await app.Host.UploadAsync(await app.Host.OpenUploadAsync(name), content);
        Assert.Equal(HttpStatusCode.Created, uploaded.StatusCode);
    }

    private async Task<IReadOnlyList<string>> BlobsAsync(string name)
    {
        var blobs = new List<string>();
        var container = new BlobContainerClient(app.Stack.ConnectionString, ContainerNames.Audiences);
        var found = container.GetBlobsAsync(BlobTraits.None, BlobStates.None, $"{name}/", CancellationToken.None);
        await foreach (var blob in found) blobs.Add(blob.Name);
        return blobs;
    }

    private static Dictionary<string, object> EventTo(string audience)
    {
        var appEvent = Some.Event(Some.User());
        appEvent["to"] = new { audience };
        return appEvent;
    }
}
