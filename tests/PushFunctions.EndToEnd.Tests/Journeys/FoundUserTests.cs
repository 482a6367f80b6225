using System.Text.Json;
using PushFunctions.EndToEnd.Tests.Support;

namespace PushFunctions.EndToEnd.Tests.Journeys;

/// <summary>Events that name nobody: the mapping finds the users in what came.</summary>
public sealed class FoundUserTests(App app) : IClassFixture<App>
{
    private const string Seeking = """
        { "message": { "title": "Order {{data.order}}", "content": "c" }, "to": { "user": "/data/customer/id" } }
        """;

    private readonly string _user = Some.User();

    [Fact]
    public async Task A_CloudEvent_without_to_is_one_push_in_all_modes_and_its_user_is_told()
    {
        var (type, id) = (await PutAsync(app.Host), Some.Id("ce"));
        var data = new { order = 17, customer = new { id = _user } };
        var structured = JsonSerializer.Serialize(
            new { specversion = "1.0", id, source = "/shop", type, data });
        var headers = new Dictionary<string, string>
        {
            ["ce-specversion"] = "1.0", ["ce-id"] = id, ["ce-source"] = "/shop", ["ce-type"] = type,
        };

        var one = await TakenAsync(Signed.Post("api/events", structured, contentType: "application/cloudevents+json"));
        var two = await TakenAsync(Signed.Post("api/events", JsonSerializer.Serialize(data), headers));
        using var batch = await app.Host.TryPostAsync($"[{structured}]", "application/cloudevents-batch+json");

        var three = JsonElement.Parse(await batch.Content.ReadAsStringAsync()).GetProperty("results")[0];
        Assert.Equal((false, true, true), (one.Duplicate, two.Duplicate, three.GetProperty("duplicate").GetBoolean()));
        Assert.Equal([one.PushId, one.PushId], [two.PushId, three.GetProperty("pushId").GetString()!]);
        await ToldAsync(app);
    }

    [Theory]
    [InlineData(null, """{"kind":"sale","customer":{"id":"USER"},"order":17}""")]
    [InlineData("/payload", """{"kind":"sale","payload":{"customer":{"id":"USER"},"order":17}}""")]
    public async Task A_foreign_payload_needs_no_place_of_its_users_where_the_mapping_knows_it(string? from, string body)
    {
        var settings = new Dictionary<string, string>
        {
            ["Hooks__Sources__till__Scheme"] = "None",
            ["Hooks__Sources__till__TypeFrom"] = "/kind",
            ["Hooks__Sources__till__TypePrefix"] = $"{Some.Id("till")}.",
        };
        if (from is not null) settings["Hooks__Sources__till__DataFrom"] = from;
        await using var host = await app.Stack.StartHostAsync(settings);
        await host.PutMappingAsync($"{settings["Hooks__Sources__till__TypePrefix"]}sale", Seeking);

        using var response = await host.SendAsync(
            Signed.Post("api/sources/till", body.Replace("USER", _user, StringComparison.Ordinal)));

        Assert.Equal(1, (await AcceptedAnswer.ReadAsync(response)).Targets);
        await ToldAsync(app);
    }

    private static async Task<string> PutAsync(AppHost host)
    {
        var type = Some.Id("seeking");
        await host.PutMappingAsync(type, Seeking);
        return type;
    }

    private async Task ToldAsync(App told)
    {
        await Soon.IsTrueAsync(() => told.Simulator.PushesTo(_user).Count > 0, () => "The user was not told.");
        var message = Assert.Single(told.Simulator.PushesTo(_user).Pushes).Message;
        Assert.Equal("Order 17", message.GetProperty("title").GetString());
    }

    private async Task<AcceptedAnswer> TakenAsync(HttpRequestMessage request)
    {
        using var response = await app.Host.SendAsync(request);
        return await AcceptedAnswer.ReadAsync(response);
    }
}
