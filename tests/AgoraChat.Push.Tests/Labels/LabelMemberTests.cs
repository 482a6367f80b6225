using System.Net;

namespace AgoraChat.Push.Tests;

/// <summary>The members of a label; the answers are the documents' examples.</summary>
public sealed class LabelMemberTests
{
    private static readonly DateTimeOffset AddedAt = DateTimeOffset.FromUnixTimeMilliseconds(1_648_721_496_324);

    [Fact]
    public async Task Adds_members()
    {
        var handler = StubHandler.Answering(
            """{"timestamp":1648721496345,"data":{"success":["hx1","hx2"],"fail":{}},"duration":18}""");

        var change = await Labels(handler).AddMembersAsync("post-90s", ["hx1", "hx2"], CancellationToken.None);

        Assert.Equal(["""POST push/label/post-90s/user {"usernames":["hx1","hx2"]}"""], handler.Asked);
        Assert.Equal(["hx1", "hx2"], change.Succeeded);
        Assert.Empty(change.Failed);
        Assert.Empty(change.Missing);
    }

    [Fact]
    public async Task Removes_members_by_a_deletion_with_a_body()
    {
        var handler = StubHandler.Answering(
            """{"timestamp":1648722018636,"data":{"success":["hx1","hx2"],"fail":{}},"duration":1}""");

        var change = await Labels(handler).RemoveMembersAsync("post-90s", ["hx1", "hx2"], CancellationToken.None);

        Assert.Equal(["""DELETE push/label/post-90s/user {"usernames":["hx1","hx2"]}"""], handler.Asked);
        Assert.Equal("application/json", $"{handler.Calls[0].Request.Content!.Headers.ContentType}");
        Assert.Equal(["hx1", "hx2"], change.Succeeded);
    }

    [Theory]
    [InlineData("""{"Success":["ada"],"fail":{"bob":"unknown"}}""", "ada", "bob: unknown", "cleo")]
    [InlineData("""{"success":["cleo"],"fail":{"ada":"","bob":{"a":7}}}""", "cleo", "ada: , bob: {\"a\":7}", "")]
    [InlineData("""{"success":["ada"],"fail":[]}""", "ada", "", "bob, cleo")]
    [InlineData("""{"success":[null,"ada"],"fail":null}""", "ada", "", "bob, cleo")]
    [InlineData("{}", "", "", "ada, bob, cleo")]
    public async Task Each_user_succeeded_failed_or_is_missing(
        string data, string succeeded, string failed, string missing)
    {
        var handler = StubHandler.Answering($$"""{"data":{{data}}}""");

        var change = await Labels(handler).RemoveMembersAsync("vip", ["ada", "bob", "cleo"], CancellationToken.None);

        Assert.Equal(succeeded, string.Join(", ", change.Succeeded));
        Assert.Equal(failed, string.Join(", ", change.Failed.Select(user => $"{user.Key}: {user.Value}")));
        Assert.Equal(missing, string.Join(", ", change.Missing));
    }

    [Theory]
    [InlineData("7")]
    [InlineData("""{"success":"ada"}""")]
    [InlineData("""{"success":[],"fail":{"\ud83d":"x"}}""")]
    public async Task A_change_that_cannot_be_read_is_unknown(string data)
    {
        var handler = StubHandler.Answering($$"""{"data":{{data}}}""");

        var failure = await Assert.ThrowsAsync<AgoraChatException>(
            () => Labels(handler).AddMembersAsync("vip", ["ada"], CancellationToken.None));

        Assert.Equal((AgoraChatErrorKind.Unknown, true), (failure.Kind, failure.MayHaveBeenSent));
    }

    [Fact]
    public async Task Finds_a_member()
    {
        var handler = StubHandler.Answering(
            """{"timestamp":1648721589676,"data":{"username":"hx1","created":1648721496324},"duration":1}""");

        var member = await Labels(handler).FindMemberAsync("post-90s", "hx1", CancellationToken.None);

        Assert.Equal(["GET push/label/post-90s/user/hx1"], handler.Asked);
        Assert.Equal(new LabelMember { User = "hx1", AddedAt = AddedAt }, member);
    }

    [Theory]
    [InlineData("""{"timestamp":1648721589676,"duration":1}""")]
    [InlineData("""{"data":null}""")]
    [InlineData("""{"data":{}}""")]
    [InlineData("""{"data":[]}""")]
    [InlineData("""{"data":""}""")]
    public async Task A_user_without_the_label_is_no_member(string answer)
    {
        var member = await Labels(StubHandler.Answering(answer))
            .FindMemberAsync("vip", "hx1", CancellationToken.None);

        Assert.Null(member);
    }

    [Fact]
    public async Task A_member_of_no_label_is_not_found()
    {
        var handler = new StubHandler(
            HttpStatusCode.BadRequest,
            """{"exception":"x.y.ResourceNotFoundException","error_description":"push label not exists of vip"}""");

        var failure = await Assert.ThrowsAsync<AgoraChatException>(
            () => Labels(handler).FindMemberAsync("vip", "ada", CancellationToken.None));

        Assert.Equal(AgoraChatErrorKind.NotFound, failure.Kind);
    }

    [Theory]
    [InlineData("50%", "50%25")]
    [InlineData("a/b", "a%2Fb")]
    [InlineData("../vip", "..%2Fvip")]
    [InlineData("a?limit=1#x", "a%3Flimit%3D1%23x")]
    [InlineData("%2e%2e", "%252e%252e")]
    [InlineData("用户", "%E7%94%A8%E6%88%B7")]
    public async Task No_user_leads_the_path_elsewhere(string user, string segment)
    {
        var handler = StubHandler.Answering("{}");

        await Labels(handler).FindMemberAsync("a.b", user, CancellationToken.None);

        Assert.Equal([$"GET push/label/a.b/user/{segment}"], handler.Asked);
    }

    private static LabelsClient Labels(StubHandler handler) => Some.Client(handler).Labels;
}
