using System.Diagnostics;
using System.Text;
using System.Text.Json;
using PushFunctions.EndToEnd.Tests.Support;

namespace PushFunctions.EndToEnd.Tests.Journeys;

/// <summary>What a collector is sent when its address is set.</summary>
public sealed class TelemetryTests(Stack stack) : IClassFixture<Stack>
{
    [Fact]
    public async Task One_trace_goes_from_the_request_to_the_last_call_with_numbers_and_lines_beside_it()
    {
        await using var collector = new TelemetryCollector();
        await collector.StartAsync();
        await using var host = await stack.StartHostAsync(collector.Settings, services: collector.AddTo);
        var trace = ActivityTraceId.CreateRandom();

        var body = JsonSerializer.Serialize(Some.Event(Some.Users(250)), Wire.Json);
        using var response = await host.SendAsync(Signed.Post("api/events", body, new Dictionary<string, string>
        {
            ["traceparent"] = $"00-{trace}-{ActivitySpanId.CreateRandom()}-01",
        }));
        var push = new Push(host, await AcceptedAnswer.ReadAsync(response), response.Headers.Location);
        await push.FinishedAsync();

        // The request, two steps at least, three calls.
        await Soon.IsTrueAsync(() => SpansOf(trace) >= 6, () => $"{SpansOf(trace)} spans came.");
        await Soon.IsTrueAsync(
            () => collector.Sent("metrics").Contains("push.users", StringComparison.Ordinal)
                && collector.Sent("logs").Contains(push.Id, StringComparison.Ordinal),
            () => "Numbers or lines are missing.");
        Assert.All(["dispatch", "deliver", "push.id", push.Id, "Microsoft.AspNetCore"], word =>
            Assert.Contains(word, collector.Sent("traces"), StringComparison.Ordinal));

        int SpansOf(ActivityTraceId id)
        {
            var bytes = new byte[16];
            id.CopyTo(bytes);
            return collector.Sent("traces").Split(Encoding.Latin1.GetString(bytes)).Length - 1;
        }
    }
}
