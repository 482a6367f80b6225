using System.Globalization;
using System.Net;
using System.Text;
using Microsoft.AspNetCore.Http;
using PushFunctions.Receive;

namespace PushFunctions.Tests.Receive;

/// <summary><c>push.events</c>, by what each event was answered.</summary>
public sealed class CountedEventsTests : IDisposable
{
    private const string Event = """{"id":"e1","type":"plain","push":{"title":"t","content":"c"},"to":{"users":["ada"]}}""";

    private readonly MemoryBed _bed = new();
    private readonly MeterEar _ear;

    public CountedEventsTests() => _ear = new(_bed);

    public void Dispose()
    {
        _ear.Dispose();
        _bed.Dispose();
    }

    [Fact]
    public async Task An_event_is_accepted_once_and_then_a_repeat()
    {
        Assert.Equal(202, await PostAsync(Event));
        Assert.Equal(202, await PostAsync(Event));
        Assert.Equal(202, await PostAsync(Event));

        Assert.Equal(["app=default result=accepted: 1", "app=default result=repeat: 2"], _ear.Of("push.events"));
    }

    [Fact]
    public async Task A_sender_who_waited_was_answered()
    {
        Assert.Equal(200, await PostAsync(Event, "?wait=true"));

        Assert.Equal(["app=default result=answered: 1"], _ear.Of("push.events"));
    }

    [Fact]
    public async Task A_sender_who_waited_in_vain_was_accepted()
    {
        _bed.FarSide.Answer = _ => new(HttpStatusCode.BadGateway);

        Assert.Equal(202, await PostAsync(Event, "?wait=true"));

        Assert.Equal(["app=default result=accepted: 1"], _ear.Of("push.events"));
    }

    /// <summary>Each app that anybody names would be a series.</summary>
    [Theory]
    [InlineData("not JSON", "", 400, "-")]
    [InlineData(Event, "?wait=perhaps", 400, "-")]
    [InlineData("""{"id":"e1","type":"plain","app":"made-up","push":{"title":"t","content":"c"},"to":{"users":["ada"]}}""", "", 422, "-")]
    [InlineData("""{"id":"e1","type":"no-such-mapping","to":{"users":["ada"]}}""", "", 422, "default")]
    [InlineData(
        """{"id":"e1","type":"plain","push":{"title":"t","content":"c"},"to":{"users":["ada","bea"]}}""", "?wait=true", 400,
        "default")]
    public async Task What_is_refused_is_counted_for_its_app_if_the_settings_name_it(
        string body, string query, int status, string app)
    {
        Assert.Equal(status, await PostAsync(body, query));

        Assert.Equal([$"app={app} result=refused: 1"], _ear.Of("push.events"));
    }

    [Fact]
    public async Task Each_of_a_batch_is_counted()
    {
        const string Data = """{"push":{"title":"t","content":"c"},"to":{"users":["ada"]}}""";
        string Event(string id) => $$"""{"specversion":"1.0","source":"shop","type":"plain","id":"{{id}}","data":{{Data}}}""";

        await PostAsync($"[{Event("1")},{Event("2")},{Event("1")},7]", type: "application/cloudevents-batch+json");

        Assert.Equal(4, _ear.Of("push.events").Sum(series => int.Parse(series.Split(' ')[^1], CultureInfo.InvariantCulture)));
    }

    private async Task<int> PostAsync(string body, string query = "", string type = "application/json")
    {
        var bytes = Encoding.UTF8.GetBytes(body);
        var context = new DefaultHttpContext
        {
            Request =
            {
                Method = "POST", Scheme = "http", Host = new("push.test"), Path = "/api/events", QueryString = new(query),
                ContentType = type, ContentLength = bytes.Length, Body = new MemoryStream(bytes),
            },
            Response = { Body = new MemoryStream() },
        };
        var answer = await _bed.Time.RunAsync(_bed.Get<AcceptHandler>().HandleAsync(context.Request, CancellationToken.None));
        await answer.ExecuteAsync(context);
        return context.Response.StatusCode;
    }
}
