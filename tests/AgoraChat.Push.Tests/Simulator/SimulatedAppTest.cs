using System.Text.Json;

namespace AgoraChat.Simulator.Tests;

/// <summary>Calls of the simulator's endpoints about users and settings, by the path after the base.</summary>
public abstract class SimulatedAppTest : SimulatorTest
{
    private const string App = "agora-demo/testapp";

    internal SimulatorSwitches Switches
    {
        get => Simulator.Switches;
        set => Simulator.Switches = value;
    }

    internal Task<(int Status, JsonElement Body)> CallAsync(string method, string path, string? body = null) =>
        CallAsync(method, path, body, Token());

    internal Task<(int Status, JsonElement Body)> CallAsync(
        string method, string path, string? body, string? token) =>
        SendAsync(new HttpMethod(method), $"{App}/{path}", body, token);

    /// <summary>Makes a call that must be taken, and gives its answer.</summary>
    internal async Task<JsonElement> TakeAsync(string method, string path, string? body = null)
    {
        var (status, answer) = await CallAsync(method, path, body);
        Assert.True(status == 200, $"{method} {path} was answered with {status}: {answer}");
        return answer;
    }

    /// <summary>Makes a call that must be refused, with this status and these words.</summary>
    internal async Task AssertRefusedAsync(
        int status, string error, string description, string method, string path, string? body = null)
    {
        var (real, answer) = await CallAsync(method, path, body);

        Assert.Equal((status, error, description), (real, Text(answer, "error"), Text(answer, "error_description")));
    }

    internal static string? Text(JsonElement answer, string name) => answer.GetProperty(name).GetString();

    /// <summary>Compares an answer with an example, which is always at an address of <c>https</c>.</summary>
    internal static void AssertShows(string example, JsonElement answer) =>
        Fixture.Load(example).AssertShows(
            answer.GetRawText().Replace("http://", "https://", StringComparison.Ordinal));
}
