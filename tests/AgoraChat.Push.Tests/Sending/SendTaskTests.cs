using System.Net;

namespace AgoraChat.Push.Tests;

/// <summary>Pushes that the far side does by itself, to labels and to everyone.</summary>
public sealed class SendTaskTests : SimulatorTest
{
    private const string Message = """{"title":"Order 17","content":"It is on its way."}""";
    private const long AboveDoubles = 9_007_199_254_740_993;

    private static readonly DateTime Start = new(2026, 11, 21, 8, 30, 0);

    [Fact]
    public async Task To_labels_names_them_and_reads_the_number_in_its_object()
    {
        var handler = StubHandler.Answering($$$"""{"data":{"taskId":{{{AboveDoubles}}}}}""");

        var task = await Some.Client(handler).SendToLabelsAsync(
            Some.Message, ["vip", "berlin"], PushStrategy.AgoraThenVendor, Start, CancellationToken.None);

        Assert.Equal(AboveDoubles, task);
        Assert.Equal(
            """POST push/list/label {"targets":["vip","berlin"],"startDate":"2026-11-21 08:30:00","strategy":3,"""
            + $$"""
            "pushMessage":{{Message}}}
            """,
            Assert.Single(handler.Asked));
    }

    [Fact]
    public async Task To_everyone_names_nobody_and_reads_the_bare_number()
    {
        var handler = StubHandler.Answering($$"""{"data":{{AboveDoubles}}}""");

        var task = await Some.Client(handler).SendToEveryoneAsync(
            Some.Message, PushStrategy.VendorThenAgora, startDate: null, CancellationToken.None);

        Assert.Equal(AboveDoubles, task);
        Assert.Equal(
            $$"""POST push/task {"strategy":0,"pushMessage":{{Message}}}""", Assert.Single(handler.Asked));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(6)]
    public async Task One_to_five_labels_are_allowed(int labels)
    {
        using var handler = new StubHandler(HttpStatusCode.OK, "{}");

        await Assert.ThrowsAnyAsync<ArgumentException>(() => Some.Client(handler).SendToLabelsAsync(
            Some.Message, Some.Users(labels), PushStrategy.VendorOnly, null, CancellationToken.None));

        Assert.Empty(handler.Calls);
    }

    [Fact]
    public async Task A_fourth_task_is_told_as_a_limit_that_passes()
    {
        var client = Some.Client(Simulator, time: Time);
        for (var task = 0; task < 3; task++)
            await SendAsync(client);

        var refusal = await Assert.ThrowsAsync<AgoraChatException>(() => SendAsync(client));

        Assert.Equal((AgoraChatErrorKind.TaskLimit, 403), (refusal.Kind, refusal.StatusCode));
        Assert.False(refusal.MayHaveBeenSent);
        Assert.Equal(TimeSpan.FromSeconds(30), refusal.RetryIn);
    }

    [Fact]
    public async Task An_unknown_label_is_not_found()
    {
        var refusal = await Assert.ThrowsAsync<AgoraChatException>(() => Some.Client(Simulator, time: Time)
            .SendToLabelsAsync(Some.Message, ["none"], PushStrategy.VendorOnly, null, CancellationToken.None));

        Assert.Equal((AgoraChatErrorKind.NotFound, null), (refusal.Kind, refusal.RetryIn));
        Assert.Equal("push label not exists of none", refusal.Description);
    }

    private static Task<long> SendAsync(AgoraChatPushClient client) =>
        client.SendToEveryoneAsync(Some.Message, PushStrategy.VendorOnly, null, CancellationToken.None);
}
