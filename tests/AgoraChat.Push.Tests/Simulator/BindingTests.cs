using System.Text.Json;

namespace AgoraChat.Simulator.Tests;

/// <summary>The devices of the simulator's users.</summary>
public sealed class BindingTests : SimulatedAppTest
{
    private const string Path = "users/user1/push/binding";

    [Fact]
    public async Task A_device_is_bound_as_documented()
    {
        var answer = await TakeAsync("PUT", Path, Binding("8ce08cad-1", "104410638", "BAEA1"));

        AssertShows("answers/binding-bind.json", answer);
    }

    [Fact]
    public async Task Nobody_has_a_device_at_first()
    {
        var answer = await TakeAsync("GET", Path);

        AssertShows("answers/binding-unbind.fragment.json", answer);
        Assert.Equal("get", Text(answer, "action"));
    }

    [Fact]
    public async Task All_devices_with_all_certificates_are_listed()
    {
        await BindAsync(("d1", "n1", "t1"), ("d1", "n2", "t2"), ("d2", "n1", "t3"));

        Assert.Equal(["d1 n1 t1", "d1 n2 t2", "d2 n1 t3"], await ListAsync());
    }

    [Fact]
    public async Task A_new_token_takes_the_place_of_the_old()
    {
        await BindAsync(("d1", "n1", "t1"), ("d1", "n1", "t2"));

        Assert.Equal(["d1 n1 t2"], await ListAsync());
    }

    [Fact]
    public async Task An_empty_token_unbinds_the_device_from_that_certificate()
    {
        await BindAsync(("d1", "n1", "t1"), ("d1", "n2", "t2"), ("d2", "n1", "t3"));

        AssertShows("answers/binding-unbind.fragment.json", await TakeAsync("PUT", Path, Binding("d1", "n1", "")));

        Assert.Equal(["d1 n2 t2", "d2 n1 t3"], await ListAsync());
    }

    [Fact]
    public async Task An_empty_certificate_unbinds_the_device_from_all()
    {
        await BindAsync(("d1", "n1", "t1"), ("d1", "n2", "t2"), ("d2", "n1", "t3"));

        AssertShows("answers/binding-unbind.fragment.json", await TakeAsync("PUT", Path, Binding("d1", "", "t1")));

        Assert.Equal(["d2 n1 t3"], await ListAsync());
    }

    [Theory]
    [InlineData("""{"notifier_name":"n1","device_token":"t1"}""", "device_id")]
    [InlineData("""{"device_id":"","notifier_name":"n1","device_token":"t1"}""", "device_id")]
    [InlineData("""{"device_id":"d1","device_token":"t1"}""", "notifier_name")]
    [InlineData("""{"device_id":"d1","notifier_name":"n1","device_token":7}""", "device_token")]
    public async Task A_member_that_is_missing_is_named(string body, string member)
    {
        await AssertRefusedAsync(
            400, "illegal_argument", $"parameters is invalid : {member}", "PUT", Path, body);
    }

    [Fact]
    public async Task Nothing_is_bound_for_who_does_not_exist()
    {
        Switches = Switches with { OnlyRegisteredUsers = true };

        Assert.Equal(404, (await CallAsync("PUT", Path, Binding("d1", "n1", "t1"))).Status);
        Assert.Equal(404, (await CallAsync("GET", Path)).Status);
    }

    private async Task BindAsync(params (string Device, string Notifier, string Token)[] bindings)
    {
        foreach (var (device, notifier, token) in bindings)
            await TakeAsync("PUT", Path, Binding(device, notifier, token));
    }

    private async Task<IEnumerable<string>> ListAsync()
    {
        var answer = await TakeAsync("GET", Path);
        return answer.GetProperty("entities").EnumerateArray().Select(binding =>
            $"{Text(binding, "device_id")} {Text(binding, "notifier_name")} {Text(binding, "device_token")}");
    }

    private static string Binding(string device, string notifier, string token) =>
        JsonSerializer.Serialize(new { device_id = device, device_token = token, notifier_name = notifier });
}
