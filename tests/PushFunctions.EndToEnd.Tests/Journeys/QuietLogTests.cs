using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using PushFunctions.EndToEnd.Tests.LocalHost;
using PushFunctions.EndToEnd.Tests.Support;

namespace PushFunctions.EndToEnd.Tests.Journeys;

/// <summary>No log names a user, also where the far side's own words do.</summary>
public sealed class QuietLogTests(Stack stack) : IClassFixture<Stack>
{
    [Theory]
    [InlineData(false, 400, "illegal_argument", 5003, "REFUSED 400 illegal_argument", "finished")]
    [InlineData(false, 500, "internal_error", 5002, "500 internal_error", "finished")]
    [InlineData(true, 500, "internal_error", 5201, "500 internal_error", "finished")]
    [InlineData(true, 401, "unauthorized", 5201, "UNAUTHORIZED 401 unauthorized", "stalled")]
    public async Task A_user_in_the_far_sides_words_is_told_at_debug_only(
        bool waits, int status, string error, int line, string said, string end)
    {
        using var log = new LogLines();
        await using var host = await stack.StartHostAsync(services: services =>
            services.AddSingleton<ILoggerProvider>(log).AddLogging(logging => logging.SetMinimumLevel(LogLevel.Debug)));
        var user = Some.User();
        stack.Simulator.Faults.Clear();
        foreach (var endpoint in (string[])["push/single", "push/sync/{target}"])
        {
            stack.Simulator.Faults.Add(new()
            {
                Endpoint = endpoint, Status = status, Error = error, Description = $"username [{user}] is not legal",
            });
        }

        var push = waits
            ? await host.AwaitInVainAsync(Some.Event(user))
            : await host.PostAsync(Some.Event(user));
        await push.UntilAsync(now => now.State == end);

        Assert.Contains(said, log.Of(line)[0], StringComparison.Ordinal);
        Assert.DoesNotContain(
            log.From(LogLevel.Information), text => text.Contains(user, StringComparison.Ordinal));
        Assert.Contains(log.From(LogLevel.Debug), text => text.Contains(user, StringComparison.Ordinal));
    }
}
