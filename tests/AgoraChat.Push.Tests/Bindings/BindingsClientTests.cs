namespace AgoraChat.Push.Tests;

/// <summary>The answers are the documents' examples.</summary>
public sealed class BindingsClientTests
{
    private const string Bound =
        """
        {"timestamp":1688030642443,"entities":[{"device_id":"8ce08cad-XXXX","device_token":"BAEA","notifier_name":
        "104410638"}],"action":"put","duration":28}
        """;

    private const string Unbound = """{"timestamp":1688030767345,"entities":[],"action":"put","duration":24}""";

    private static readonly DeviceBinding Binding =
        new() { DeviceId = "8ce08cad-XXXX", DeviceToken = "BAEA", NotifierName = "104410638" };

    [Fact]
    public async Task Binds_a_device()
    {
        var handler = StubHandler.Answering(Bound);

        var bindings = await Bindings(handler).BindAsync("ada", Binding, CancellationToken.None);

        Assert.Equal(
            [
                """PUT users/ada/push/binding {"device_id":"8ce08cad-XXXX","device_token":"BAEA","""
                + """
                "notifier_name":"104410638"}
                """,
            ],
            handler.Asked);
        Assert.Equal([Binding], bindings);
    }

    [Fact]
    public async Task Unbinds_a_device_from_one_certificate()
    {
        var handler = StubHandler.Answering(Unbound);

        var bindings = await Bindings(handler)
            .UnbindAsync("ada", "8ce08cad-XXXX", "104410638", CancellationToken.None);

        Assert.Equal(
            [
                """PUT users/ada/push/binding {"device_id":"8ce08cad-XXXX","device_token":"","""
                + """
                "notifier_name":"104410638"}
                """,
            ],
            handler.Asked);
        Assert.Empty(bindings);
    }

    [Fact]
    public async Task Unbinds_a_device_altogether()
    {
        var handler = StubHandler.Answering(Unbound);

        await Bindings(handler).UnbindDeviceAsync("ada", "8ce08cad-XXXX", CancellationToken.None);

        Assert.Equal(
            ["""PUT users/ada/push/binding {"device_id":"8ce08cad-XXXX","device_token":"","notifier_name":""}"""],
            handler.Asked);
    }

    [Fact]
    public async Task Lists_the_bindings_of_all_devices()
    {
        var handler = StubHandler.Answering(
            """
            {"timestamp":1688031327535,"entities":[
            {"device_id":"8ce08cad-XXXX","device_token":"BAEA","notifier_name":"104410638"},
            {"device_id":"9","device_token":"t","notifier_name":"fcm","vendor":{}}],"action":"get","duration":6}
            """);

        var bindings = await Bindings(handler).ListAsync("a/da", CancellationToken.None);

        Assert.Equal(["GET users/a%2Fda/push/binding"], handler.Asked);
        Assert.Equal(
            [Binding, new() { DeviceId = "9", DeviceToken = "t", NotifierName = "fcm" }], bindings);
    }

    [Theory]
    [InlineData("""{"data":[]}""")]
    [InlineData("""{"entities":"none"}""")]
    [InlineData("""{"entities":[{"device_id":"9"}]}""")]
    public async Task Bindings_that_cannot_be_read_are_unknown(string answer)
    {
        var failure = await Assert.ThrowsAsync<AgoraChatException>(
            () => Bindings(StubHandler.Answering(answer)).ListAsync("ada", CancellationToken.None));

        Assert.Equal(AgoraChatErrorKind.Unknown, failure.Kind);
    }

    [Theory]
    [InlineData("", "t", "n")]
    [InlineData("d", "", "n")]
    [InlineData("d", "t", "")]
    public async Task What_would_unbind_does_not_pass_as_a_binding(string device, string token, string notifier)
    {
        var handler = StubHandler.Answering();

        await Assert.ThrowsAsync<ArgumentException>(() => Bindings(handler).BindAsync(
            "ada", new() { DeviceId = device, DeviceToken = token, NotifierName = notifier },
            CancellationToken.None));

        Assert.Empty(handler.Calls);
    }

    [Fact]
    public async Task What_would_unbind_more_is_refused()
    {
        var handler = StubHandler.Answering();
        var bindings = Bindings(handler);

        await Assert.ThrowsAsync<ArgumentException>(
            () => bindings.UnbindAsync("ada", "d", "", CancellationToken.None));
        await Assert.ThrowsAsync<ArgumentException>(
            () => bindings.UnbindAsync("ada", "", "n", CancellationToken.None));
        await Assert.ThrowsAsync<ArgumentException>(
            () => bindings.UnbindDeviceAsync("ada", "", CancellationToken.None));

        Assert.Empty(handler.Calls);
    }

    [Fact]
    public void Does_not_show_its_token_in_logs() =>
        Assert.DoesNotContain("BAEA", $"{Binding}", StringComparison.Ordinal);

    private static BindingsClient Bindings(StubHandler handler) => Some.Client(handler).Bindings;
}
