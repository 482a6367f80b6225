using System.Collections.Concurrent;
using System.Diagnostics;
using PushFunctions.Storage;

namespace PushFunctions.Tests.Storage;

/// <summary>The spans of a push, from its request to its last call.</summary>
public sealed class PushTraceTests : IDisposable
{
    private static readonly (string Name, string Value) RetryAfter5S = ("Retry:Delays:0", "00:00:05");

    private MemoryPipeline _pipeline = Hasty();
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
    public async Task So_are_those_whose_step_was_lost(int users)
    {
        var calls = 0;
        _pipeline.Bed.FarSide.Answer = _ => calls++ == 0 ? new(System.Net.HttpStatusCode.BadGateway) : null;
        await AcceptAsync(users);
        var (put, lost) = (_pipeline.Bed.Dispatch.After!, 0);
        _pipeline.Bed.Dispatch.After = step =>
        {
            if (lost > 0 || !step.Text.Contains("\"kind\":\"retry\"", StringComparison.Ordinal)) put(step);
            else lost++;
        };

        _pipeline.Run(TimeSpan.FromSeconds(90));

        Assert.Equal(1, lost);
        Assert.True(_pipeline.Push.HasEnded);
        Assert.True(_spans.Count(span => span.OperationName == "deliver") > 1);
        AssertAllComeFromTheRequest();
    }

    [Theory]
    [InlineData(1)]
    [InlineData(150)]
    public async Task Whoever_dies_and_wherever_it_goes_on(int users)
    {
        for (var (operation, wasKilled) = (0, true); wasKilled; operation++)
        {
            _pipeline.Dispose();
            _spans.Clear();
            _pipeline = new(RetryAfter5S)
            {
                FarSide = (_, before) => before == 0 ? AgoraChat.Push.PushStatus.Error : AgoraChat.Push.PushStatus.Success,
            };
            await AcceptAsync(users);
            _pipeline.KillAfter(operation);

            _pipeline.Run(TimeSpan.FromMinutes(6));

            wasKilled = _pipeline.IsKilled;
            Assert.True(_pipeline.Push.HasEnded);
            AssertAllComeFromTheRequest();
        }
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
        if (_request.Id is null) _request.Start();
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
        // Whatever began a trace of its own would not be among them.
        Assert.All(
            _pipeline.Bed.Dispatch.Puts.Concat(_pipeline.Bed.Delivery.Puts),
            put => Assert.Contains(_request.TraceId.ToHexString(), put.Text, StringComparison.Ordinal));
    }

    private static MemoryPipeline Hasty() => new(RetryAfter5S) { MakesCalls = true };
}
