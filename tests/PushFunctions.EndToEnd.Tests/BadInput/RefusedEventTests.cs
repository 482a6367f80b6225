using System.Net;
using System.Text.Json;
using PushFunctions.EndToEnd.Tests.Support;

namespace PushFunctions.EndToEnd.Tests.BadInput;

/// <summary>Events of the right form that this app, as it is set up, does not send.</summary>
public sealed class RefusedEventTests(Door door) : IClassFixture<Door>
{
    [Theory]
    [InlineData("""{"title":"a"}""", "/push/content")]
    [InlineData("""{"content":"a"}""", "/push/title")]
    [InlineData("""{"title":"","content":"b"}""", "/push/title")]
    [InlineData("""{"title":17,"content":"b"}""", "/push/title")]
    [InlineData("""{"title":"123456789012345678901234567890123","content":"b"}""", "/push/title")]
    [InlineData("""{"title":"a","subTitle":"12345678901","content":"b"}""", "/push/subTitle")]
    [InlineData("""{"title":"a","content":"b","ext":"text"}""", "/push/ext")]
    [InlineData("""{"title":"a","content":"b","apns":{"priority":7}}""", "/push/apns/priority")]
    public async Task A_message_over_the_limits_is_refused_by_its_path(string push, string path)
    {
        var problem = await RefusedMessageAsync(push);

        Assert.Contains(path, problem.Paths);
    }

    [Fact]
    public async Task A_content_of_more_than_100_characters_is_refused_with_both_numbers()
    {
        var push = JsonSerializer.Serialize(new { title = "a", content = new string('b', 101) });

        var problem = await RefusedMessageAsync(push);

        Assert.Equal(["/push/content"], problem.Paths);
        Assert.Contains("101", problem.Detail, StringComparison.Ordinal);
        Assert.Contains("100", problem.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task More_than_ten_pairs_in_ext_are_refused()
    {
        var ext = Enumerable.Range(0, 11).ToDictionary(number => $"k{number}", number => "v");
        var push = JsonSerializer.Serialize(new { title = "a", content = "b", ext });

        var problem = await RefusedMessageAsync(push);

        Assert.Contains("11", problem.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_message_of_more_than_16_kilobytes_is_refused()
    {
        var apns = new { x = new string('y', 17_000) };

        await RefusedMessageAsync(JsonSerializer.Serialize(new { title = "a", content = "b", apns }));
    }

    [Fact]
    public async Task A_type_without_mapping_and_message_is_refused_and_the_known_ones_are_named()
    {
        var problem = await door.RefusedAsync(
            HttpStatusCode.UnprocessableEntity, "unknown_type", InvalidEventTests.With("push", null));

        Assert.Equal(["/type"], problem.Paths);
        Assert.Contains("order.paid, order.shipped", problem.Detail, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("other")]
    [InlineData("Default")]
    [InlineData("a/b#c?d\\e")]
    public async Task An_app_that_is_not_configured_is_refused_and_the_configured_ones_are_named(string app)
    {
        var body = InvalidEventTests.With("app", JsonSerializer.Serialize(app));

        var problem = await door.RefusedAsync(HttpStatusCode.UnprocessableEntity, "unknown_app", body);

        Assert.Contains("Configured are: default", problem.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_push_that_is_not_known_is_not_found()
    {
        foreach (var id in (string[])[new('a', 26), "x", "a..b", "a%b", "a'b", new('9', 5_000), "' or 1 eq 1"])
        {
            var problem = await door.RefusedAsync(
                HttpStatusCode.NotFound, "unknown_push",
                () => door.Host.GetAsync($"api/pushes/{Uri.EscapeDataString(id)}"));
            Assert.Contains("pushId", problem.Detail, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("GET", "api/events")]
    [InlineData("PUT", "api/events")]
    [InlineData("DELETE", "api/pushes/aaaaaaaaaaaaaaaaaaaaaaaaaa")]
    [InlineData("POST", "api/health")]
    [InlineData("GET", "api/nothing")]
    public async Task A_wrong_method_or_path_is_not_found(string method, string path)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), new Uri(path, UriKind.Relative));

        using var response = await door.Host.SendAsync(request);

        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
    }

    private Task<ProblemAnswer> RefusedMessageAsync(string push) => door.RefusedAsync(
        HttpStatusCode.BadRequest, "invalid_message", InvalidEventTests.With("push", push));
}
