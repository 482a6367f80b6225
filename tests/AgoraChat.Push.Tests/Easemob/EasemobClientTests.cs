using System.Text.Json;

namespace AgoraChat.Push.Tests;

/// <summary>The answers are the documents' examples.</summary>
public sealed class EasemobClientTests
{
    private const string Message = """{"title":"Order 17","content":"It is on its way."}""";

    public static TheoryData<string, Func<EasemobClient, Task>> Calls => new()
    {
        { "async", client => client.EnqueueAsync(Some.Message, "", (PushStrategy)9, CancellationToken.None) },
        { "list", client => client.SendToListAsync(Some.Message, [], (PushStrategy)9, null, CancellationToken.None) },
        { "store", client => client.StoreMessageAsync(Some.Message, CancellationToken.None) },
        { "stored", client => client.GetMessageAsync(1, CancellationToken.None) },
        { "broadcast", client => client.BroadcastAsync(1, (PushStrategy)9, CancellationToken.None) },
        {
            "statistics",
            client => client.GetStatisticsAsync(
                DateOnly.MaxValue, DateOnly.MinValue, StatisticsPlatform.All, CancellationToken.None)
        },
        {
            "template",
            client => client.ReplaceTemplateAsync(
                new() { Name = "", TitlePattern = "", ContentPattern = "" }, CancellationToken.None)
        },
        {
            "names", client => client.SetDisplayNamesAsync(new Dictionary<string, string>(), CancellationToken.None)
        },
    };

    [Theory]
    [MemberData(nameof(Calls))]
    public async Task Is_closed_unless_the_options_open_it(string what, Func<EasemobClient, Task> call)
    {
        var handler = StubHandler.Answering();

        var closed = await Assert.ThrowsAsync<InvalidOperationException>(() => call(Some.Client(handler).Easemob));

        Assert.Contains("EasemobEndpoints", closed.Message, StringComparison.Ordinal);
        Assert.True(handler.Calls.Count == 0, what);
    }

    [Fact]
    public async Task Enqueues_a_message_for_one_user()
    {
        var handler = StubHandler.Answering(
            """
            {"timestamp":1723512536934,"data":[{"pushStatus":"ASYNC_SUCCESS","data":"","desc":"success"}],"duration":7}
            """);

        var result = await Easemob(handler).EnqueueAsync(
            Some.Message, "a/da", PushStrategy.AgoraOnly, CancellationToken.None);

        Assert.Equal([$$"""POST push/async/a%2Fda {"strategy":1,"pushMessage":{{Message}}}"""], handler.Asked);
        Assert.Equal(("a/da", PushStatus.AsyncSuccess, "success"), (result.User, result.Status, result.Description));
    }

    [Theory]
    [InlineData("""{"timestamp":1650859482843,"data":{"taskId":968120369184112182},"duration":0}""")]
    [InlineData("""{"timestamp":1618817591755,"data":968120369184112182,"duration":1}""")]
    [InlineData("""{"data":"968120369184112182"}""")]
    public async Task Starts_a_task_for_a_list_of_users(string answer)
    {
        var handler = StubHandler.Answering(answer);

        var task = await Easemob(handler).SendToListAsync(
            Some.Message, ["ada", "bob"], PushStrategy.VendorOnly, new DateTime(2026, 11, 21, 8, 30, 0),
            CancellationToken.None);

        Assert.Equal(
            [
                """POST push/list {"targets":["ada","bob"],"startDate":"2026-11-21 08:30:00","strategy":2,"""
                + $$"""
                "pushMessage":{{Message}}}
                """,
            ],
            handler.Asked);
        Assert.Equal(968_120_369_184_112_182, task);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(101)]
    public async Task A_list_names_1_to_100_users(int users)
    {
        var handler = StubHandler.Answering();

        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => Easemob(handler).SendToListAsync(
            Some.Message, Some.Users(users), PushStrategy.VendorOnly, null, CancellationToken.None));

        Assert.Empty(handler.Calls);
    }

    [Fact]
    public async Task Stores_a_message_as_it_is()
    {
        var handler = StubHandler.Answering("""{"timestamp":1692864300000,"data":833724991672734897,"duration":0}""");

        var id = await Easemob(handler).StoreMessageAsync(Some.Message, CancellationToken.None);

        Assert.Equal([$"POST push/message {Message}"], handler.Asked);
        Assert.Equal(833_724_991_672_734_897, id);
    }

    [Fact]
    public async Task Reads_a_stored_message()
    {
        var handler = StubHandler.Answering(
            """
            {"data":{"appkey":"org#app","timestamp":1692864300000,"title":"t","subTitle":"s","content":"c",
            "vivo":{"notifyType":4}}}
            """);

        var message = await Easemob(handler).GetMessageAsync(833_724_991_672_734_897, CancellationToken.None);

        Assert.Equal(["GET push/message/833724991672734897"], handler.Asked);
        Assert.Equal(("t", "s", "c"), (message.Title, message.SubTitle, message.Content));
        Assert.Equal(DateTimeOffset.FromUnixTimeMilliseconds(1_692_864_300_000), message.StoredAt);
        Assert.Equal(["appkey", "vivo"], message.Extra.Keys);
        Assert.Equal(JsonValueKind.Object, message.Extra["vivo"].ValueKind);
    }

    [Fact]
    public async Task Broadcasts_a_stored_message()
    {
        var handler = StubHandler.Answering("""{"timestamp":1692864300000,"data":968120369184112182,"duration":0}""");

        var task = await Easemob(handler).BroadcastAsync(
            833_724_991_672_734_897, PushStrategy.AgoraThenVendor, CancellationToken.None);

        Assert.Equal(
            ["""POST push/task/broadcast {"pushMsgId":833724991672734897,"strategy":3}"""], handler.Asked);
        Assert.Equal(968_120_369_184_112_182, task);
    }

    [Fact]
    public async Task A_strategy_is_0_to_4()
    {
        var handler = StubHandler.Answering();

        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(
            () => Easemob(handler).BroadcastAsync(1, (PushStrategy)5, CancellationToken.None));

        Assert.Empty(handler.Calls);
    }

    [Fact]
    public async Task Replaces_the_texts_of_a_template()
    {
        var handler = StubHandler.Answering(
            """{"data":{"name":"test7","title_pattern":"Hi,{0}","content_pattern":"{0}"}}""");
        var template = new PushTemplate { Name = "test7", TitlePattern = "Hi,{0}", ContentPattern = "{0}" };

        var replaced = await Easemob(handler).ReplaceTemplateAsync(
            template with { CreatedAt = DateTimeOffset.UnixEpoch }, CancellationToken.None);

        Assert.Equal(
            [
                """PUT notification/template/test7 {"name":"test7","title_pattern":"Hi,{0}","""
                + """
                "content_pattern":"{0}"}
                """,
            ],
            handler.Asked);
        Assert.Equal(template, replaced);
    }

    private static EasemobClient Easemob(StubHandler handler) =>
        Some.Client(handler, options => options.EasemobEndpoints = true).Easemob;
}
