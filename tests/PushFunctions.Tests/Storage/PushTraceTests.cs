using System.Collections.Concurrent;
using System.Diagnostics;
using PushFunctions.Storage;

namespace PushFunctions.Tests.Storage;

/// <summary>The spans of a push, from its request to its last call.</summary>
public sealed class PushTraceTests : IDisposable
{
    private readonly MemoryPipeline _pipeline = new(("Retry:Delays:0", "00:00:05")) { MakesCalls = true };
    private readonly ConcurrentQueue<Activity> _spans = new();
    private readonly ActivityListener _listener;
    private readonly Activity _request = new("request");

    public PushTraceTests()
    {
        _request.SetIdFormat(ActivityIdFormat.W3C);
        _listener = new()
        {
            ShouldListenTo = source => source.Name == PushTelemetry.SourceName,
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllData,
            ActivityStopped = span =>
            {
                // Other tests have spans, too.
                if (span.TraceId == _request.TraceId) _spans.Enqueue(span);
            },
        };
        ActivitySource.AddActivityListener(_listener);
    }

    public void Dispose()
    {
        _listener.Dispose();
        _pipeline.Dispose();
    }

    [Fact]
    public async Task One_trace_goes_from_the_request_over_every_step_to_the_last_call()
    {
        await AcceptAsync(250);

        _pipeline.Run(TimeSpan.FromSeconds(30));

        Assert.True(_pipeline.Push.HasEnded);
        Assert.Contains(_spans, span => span.OperationName == "deliver");
        Assert.Contains(_spans, span => span.OperationName == "dispatch");
        AssertAllComeFromTheRequest();
    }

    [Fact]
    public async Task Second_tries_are_in_it()
    {
        var calls = 0;
        _pipeline.Bed.FarSide.Answer = _ => calls++ == 0 ? new(System.Net.HttpStatusCode.BadGateway) : null;
        await AcceptAsync(1);

        _pipeline.Run(TimeSpan.FromSeconds(60));

        Assert.True(calls > 1);
        Assert.Equal(2, _spans.Count(span => span.OperationName == "deliver"));
        AssertAllComeFromTheRequest();
    }

    [Theory]
    [InlineData(1)]
    [InlineData(250)]
    public async Task What_the_watchdog_puts_is_in_it_for_a_push_whose_time_was_far(int users)
    {
        await AcceptAsync(users, push => push.SendAt = push.Created.AddMinutes(5));

        _pipeline.Run(TimeSpan.FromMinutes(6));

        Assert.True(_pipeline.Push.HasEnded);
        Assert.Contains(_spans, span => span.OperationName == "deliver");
        AssertAllComeFromTheRequest();
    }

    private async Task AcceptAsync(int users, Action<PushRow>? change = null)
    {
        _request.Start();
        await _pipeline.AcceptAsync(users, push =>
        {
            push.TraceParent = _request.Id;
            change?.Invoke(push);
        });
        _request.Stop();
    }

    private void AssertAllComeFromTheRequest()
    {
        var known = _spans.Select(span => span.SpanId).Append(_request.SpanId).ToHashSet();
        Assert.All(_spans, span => Assert.Contains(span.ParentSpanId, known));
        Assert.All(_spans, span => Assert.Equal(Some.PushId, span.GetTagItem("push.id")));
    }
}
