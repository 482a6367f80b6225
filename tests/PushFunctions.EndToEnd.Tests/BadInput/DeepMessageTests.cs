using System.Net;
using System.Text.Json;
using PushFunctions.EndToEnd.Tests.Support;

namespace PushFunctions.EndToEnd.Tests.BadInput;

/// <summary>Messages nested as deep as may be, and deeper, wherever they come in.</summary>
public sealed class DeepMessageTests(App app) : IClassFixture<App>
{
    public static TheoryData<string> Doors => ["api/events", "api/events?wait=true", "api/events/preview"];

    [Theory]
    [MemberData(nameof(Doors))]
    public async Task A_message_of_32_levels_is_taken(string door)
    {
        using var response = await PostAsync(door, Event(32));

        Assert.True(response.IsSuccessStatusCode, await response.Content.ReadAsStringAsync());
    }

    [Theory]
    [MemberData(nameof(Doors))]
    public async Task A_deeper_one_is_refused_by_its_place(string door)
    {
        foreach (var levels in (int[])[33, 60, 61, 62])
        {
            using var response = await PostAsync(door, Event(levels));

            var problem = await ProblemAnswer.ReadAsync(response, HttpStatusCode.BadRequest);
            Assert.Equal(("invalid_event", "/push"), (problem.Code, Assert.Single(problem.Paths)));
        }
    }

    [Fact]
    public async Task A_mapping_with_a_message_that_is_too_deep_is_not_put()
    {
        using var taken = await app.Host.SendAsync(Put("deep.32", 32));
        using var refused = await app.Host.SendAsync(Put("deep.33", 33));
        using var rendered = await PostAsync("api/events/preview", JsonSerializer.Serialize(new
        {
            id = Some.Id(), type = "deep.32", to = new { users = Some.Users(3) },
        }));

        Assert.Equal(HttpStatusCode.Created, taken.StatusCode);
        var problem = await ProblemAnswer.ReadAsync(refused, HttpStatusCode.BadRequest);
        Assert.Equal(("invalid_mapping", "/message"), (problem.Code, Assert.Single(problem.Paths)));
        using var preview = JsonDocument.Parse(await rendered.Content.ReadAsStringAsync());
        Assert.Equal(3, preview.RootElement.GetProperty("messages").GetArrayLength());
    }

    private static string Event(int levels) => $$"""
        {"id":"{{Some.Id()}}","type":"note","to":{"user":"{{Some.User()}}"},
         "push":{"title":"t","content":"c","other":{{Deep(levels - 1)}} } }
        """;

    private static string Deep(int levels) =>
        string.Concat(Enumerable.Repeat("{\"a\":", levels - 1)) + "{}" + new string('}', levels - 1);

    private static HttpRequestMessage Put(string type, int levels)
    {
        var mapping = $$$"""{"message":{"title":"{{user.id}}","content":"c","other":{{{Deep(levels - 1)}}} } }""";
        var request = Signed.Post($"api/mappings/{type}", mapping);
        request.Method = HttpMethod.Put;
        return request;
    }

    private Task<HttpResponseMessage> PostAsync(string door, string body) => app.Host.SendAsync(Signed.Post(door, body));
}
