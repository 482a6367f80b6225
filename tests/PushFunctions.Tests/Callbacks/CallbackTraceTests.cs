using System.Collections.Concurrent;
using System.Diagnostics;
using PushFunctions.Callbacks;
using PushFunctions.Storage;
using PushFunctions.Tests.Egress;

namespace PushFunctions.Tests.Callbacks;

/// <summary>The spans of a callback, from the end of its push to the call over a real connection.</summary>
public sealed class CallbackTraceTests : IDisposable
{
    private const string PushParent = "00-5b7651916cd43dd8448eb211c80319c1-b7ad6b7169203331-01";

    private readonly Listener _receiver = new("HTTP/1.1 204 No Content\r\n");
    private readonly ConcurrentQueue<Activity> _spans = new();
    private readonly ActivityListener _listener;
    private readonly MemoryPipeline _pipeline;

    public CallbackTraceTests()
    {
        _pipeline = new(
        [
            .. Ops.Settings().Where(setting => !setting.Name.EndsWith("Url", StringComparison.Ordinal)),
            ("Callbacks__ops__Url", $"http://127.0.0.1:{_receiver.Port}/told"),
            ("CallbackDelivery__Ports__0", $"{_receiver.Port}"),
            ("CallbackDelivery__AllowedNetworks__0", "127.0.0.1/32"),
        ]);
        _listener = new()
        {
            ShouldListenTo = source => source.Name is PushTelemetry.SourceName or "System.Net.Http",
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllData,
            ActivityStopped = span =>
            {
                // Other tests have spans, too.
                if (PushParent.Contains(span.TraceId.ToHexString(), StringComparison.Ordinal)) _spans.Enqueue(span);
            },
        };
        ActivitySource.AddActivityListener(_listener);
    }

    public void Dispose()
    {
        _listener.Dispose();
        _pipeline.Dispose();
        _receiver.Dispose();
    }

    [Fact]
    public async Task The_call_is_a_span_in_the_trace_of_its_push_of_which_strangers_learn_nothing()
    {
        await _pipeline.AcceptAsync(250, push => push.TraceParent = PushParent);
        _pipeline.Run(TimeSpan.FromSeconds(30));
        var notice = BinaryData.FromString(Assert.Single(_pipeline.Bed.Callbacks.Puts).Text);

        await _pipeline.Bed.Get<CallbackHandler>().HandleAsync("m", notice, CancellationToken.None);

        var told = Assert.Single(_spans, span => span.OperationName == "callback");
        Assert.Contains(_spans, span => span.OperationName == "dispatch" && span.SpanId == told.ParentSpanId);
        Assert.Equal(Some.PushId, told.GetTagItem("push.id"));
        var call = Assert.Single(_spans, span => span.Source.Name == "System.Net.Http" && span.Kind == ActivityKind.Client);
        Assert.Equal(told.SpanId, call.ParentSpanId);
        Assert.Equal(204, call.GetTagItem("http.response.status_code"));
        Assert.DoesNotContain("traceparent", Assert.Single(_receiver.Heads), StringComparison.OrdinalIgnoreCase);
    }
}
