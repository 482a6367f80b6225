using System.Net;
using System.Text.Json;
using PushFunctions.EndToEnd.Tests.Support;

namespace PushFunctions.EndToEnd.Tests.Journeys;

/// <summary>What arrives on the far side of an event's data.</summary>
public sealed class MappingTests(MappingTests.Recorded recorded) : IClassFixture<MappingTests.Recorded>
{
    [Fact]
    public async Task A_mapping_file_is_filled_with_the_data()
    {
        var call = await SentAsync(Event("order.shipped", data: new { order = 17, eta = "tomorrow & <soon>" }));

        var message = call.GetProperty("pushMessage");
        Assert.Equal("Order 17 shipped", message.GetProperty("title").GetString());
        Assert.Equal("It should arrive tomorrow & <soon>.", message.GetProperty("content").GetString());
        Assert.Equal("17", message.GetProperty("ext").GetProperty("order").GetString());
        Assert.Equal(0, call.GetProperty("strategy").GetInt32());
    }

    [Fact]
    public async Task A_NUL_in_the_data_reaches_the_far_side_as_it_came()
    {
        var call = await SentAsync(
            Event("order.shipped", data: JsonElement.Parse("""{"order":"a\u0000b","eta":"\u0000"}""")));

        var message = call.GetProperty("pushMessage");
        Assert.Equal("Order a\0b shipped", message.GetProperty("title").GetString());
        Assert.Equal("It should arrive \0.", message.GetProperty("content").GetString());
        Assert.Equal("a\0b", message.GetProperty("ext").GetProperty("order").GetString());
    }

    [Fact]
    public async Task A_message_of_the_event_lies_over_the_mapping_field_by_field()
    {
        var data = new { order = 17, eta = "tomorrow" };

        var call = await SentAsync(Event("order.shipped", data, push: new { title = "Mine" }));

        var message = call.GetProperty("pushMessage");
        Assert.Equal("Mine", message.GetProperty("title").GetString());
        Assert.Equal("It should arrive tomorrow.", message.GetProperty("content").GetString());
    }

    [Fact]
    public async Task A_message_of_the_event_needs_no_mapping()
    {
        var push = new { title = "Mine", content = "Jürgen 👋🏽", ext = new { a = "b" } };

        var call = await SentAsync(Event("any.type", push: push));

        Assert.Equal("Jürgen 👋🏽", call.GetProperty("pushMessage").GetProperty("content").GetString());
        Assert.Equal(2, call.GetProperty("strategy").GetInt32());
    }

    [Theory]
    [InlineData("\"vendorThenAgora\"", 0)]
    [InlineData("\"agoraOnly\"", 1)]
    [InlineData("\"vendorOnly\"", 2)]
    [InlineData("\"agoraThenVendor\"", 3)]
    [InlineData("\"agoraOnlineOnly\"", 4)]
    [InlineData("3", 3)]
    public async Task A_strategy_reaches_the_far_side_by_name_and_by_number(string strategy, int number)
    {
        var appEvent = Event("order.shipped", data: new { order = 1, eta = "now" });
        appEvent["strategy"] = JsonElement.Parse(strategy);

        var call = await SentAsync(appEvent);

        Assert.Equal(number, call.GetProperty("strategy").GetInt32());
    }

    [Fact]
    public async Task A_text_that_is_too_long_is_cut_with_a_warning()
    {
        var appEvent = Event("order.shipped", data: new { order = new string('7', 40), eta = "now" });

        var push = await recorded.Host.PostAsync(appEvent);
        await push.FinishedAsync();

        var title = recorded.FarSide.CallTo(User(appEvent)).GetProperty("pushMessage").GetProperty("title").GetString();
        Assert.Equal("Order 7777777777777777777777777…", title);
        Assert.Equal("title had 54 characters and was cut to 32.", Assert.Single(push.Accepted.Warnings));
    }

    [Fact]
    public async Task A_text_that_is_too_long_is_refused_where_the_mapping_says_nothing()
    {
        var appEvent = Event("order.paid", data: new { order = new string('7', 40) });

        using var response = await recorded.Host.TryPostAsync(JsonSerializer.Serialize(appEvent));

        var problem = await ProblemAnswer.ReadAsync(response, HttpStatusCode.UnprocessableEntity);
        Assert.Equal("message_overflow", problem.Code);
        Assert.Contains("/push/title", problem.Paths);
        Assert.Contains("truncate", problem.Detail, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("null")]
    [InlineData("17")]
    [InlineData("\"text\"")]
    [InlineData("[1]")]
    [InlineData("{}")]
    [InlineData("{\"order\":{\"a\":1},\"eta\":[1,2]}")]
    [InlineData("{\"order\":1e400,\"eta\":{}}")]
    public async Task Data_of_any_shape_is_sent_or_refused_and_never_an_error_of_ours(string data)
    {
        var appEvent = Event("order.shipped", data: JsonElement.Parse(data));

        using var response = await recorded.Host.TryPostAsync(JsonSerializer.Serialize(appEvent));

        Assert.InRange((int)response.StatusCode, 202, 422);
    }

    private async Task<JsonElement> SentAsync(Dictionary<string, object> appEvent)
    {
        var push = await recorded.Host.PostAsync(appEvent);
        await push.FinishedAsync();
        return recorded.FarSide.CallTo(User(appEvent));
    }

    private static Dictionary<string, object> Event(string type, object? data = null, object? push = null)
    {
        var appEvent = Some.Event(Some.User());
        appEvent["type"] = type;
        appEvent["app"] = "recorded";
        appEvent.Remove("push");
        if (data is not null) appEvent["data"] = data;
        if (push is not null) appEvent["push"] = push;
        return appEvent;
    }

    private static string User(Dictionary<string, object> appEvent) =>
        JsonSerializer.SerializeToElement(appEvent["to"]).GetProperty("user").GetString()!;

    /// <summary>A host with a second app, whose far side keeps the bodies of all calls.</summary>
    public sealed class Recorded : IAsyncLifetime
    {
        private AppHost? _host;

        public RecordingFarSide FarSide { get; } = new();

        private Stack Stack { get; } = new();

        public AppHost Host => _host ?? throw new InvalidOperationException("The host has not been started yet.");

        public async Task InitializeAsync()
        {
            await FarSide.StartAsync();
            await Stack.InitializeAsync();
            _host = await Stack.StartHostAsync(new Dictionary<string, string>
            {
                ["Agora__Apps__recorded__BaseUrl"] = FarSide.Address,
                ["Agora__Apps__recorded__OrgName"] = "org",
                ["Agora__Apps__recorded__AppName"] = "app",
                ["Agora__Apps__recorded__Token"] = "any",
            });
        }

        public async Task DisposeAsync()
        {
            await Stack.DisposeAsync();
            await FarSide.DisposeAsync();
        }
    }
}
