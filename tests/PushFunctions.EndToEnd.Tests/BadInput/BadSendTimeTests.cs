using System.Net;
using System.Text.Json;
using PushFunctions.EndToEnd.Tests.Support;

namespace PushFunctions.EndToEnd.Tests.BadInput;

/// <summary>Times that no event can be sent at are refused, and nothing of it is kept.</summary>
public sealed class BadSendTimeTests(Door door) : IClassFixture<Door>
{
    [Theory]
    [InlineData("2020-01-01T00:00:00Z", "give a moment to come")]
    [InlineData("2999-01-01T00:00:00Z", "at most 366 days ahead")]
    [InlineData("9999-12-31T23:59:59.9999999Z", "at most 366 days ahead")]
    [InlineData("2027-01-01T00:00:00", "ISO 8601")]
    [InlineData("2027-01-01", "ISO 8601")]
    [InlineData("tomorrow", "ISO 8601")]
    [InlineData("2027-02-30T00:00:00Z", "ISO 8601")]
    public async Task A_time_that_is_none_or_too_far_is_refused_with_what_is_allowed(string sendAt, string said)
    {
        var problem = await door.RefusedAsync(
            HttpStatusCode.BadRequest, "invalid_event", InvalidEventTests.With("sendAt", $"\"{sendAt}\""));

        Assert.Equal(["/sendAt"], problem.Paths);
        Assert.Contains(said, problem.Detail, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(-62, "give a moment to come, or leave it out to send at once")]
    [InlineData(366 * 86_400 + 300, "at most 366 days ahead")]
    public async Task A_time_just_beyond_what_is_allowed_is_refused_as_well(int seconds, string said)
    {
        var sendAt = TimeProvider.System.GetUtcNow().AddSeconds(seconds);

        var problem = await door.RefusedAsync(
            HttpStatusCode.BadRequest, "invalid_event", InvalidEventTests.With("sendAt", $"\"{sendAt:O}\""));

        Assert.Equal(["/sendAt"], problem.Paths);
        Assert.Contains(said, problem.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_year_ahead_is_not_too_far()
    {
        var appEvent = Some.Event(Some.Users(250));
        appEvent["sendAt"] = TimeProvider.System.GetUtcNow().AddDays(365);

        var push = await door.Host.PostAsync(appEvent);

        Assert.Equal("waiting", (await push.LookAsync()).State);
    }

    [Theory]
    [InlineData("17")]
    [InlineData("null")]
    [InlineData("[]")]
    public async Task A_time_is_a_string(string sendAt)
    {
        var problem = await door.RefusedAsync(
            HttpStatusCode.BadRequest, "invalid_event", InvalidEventTests.With("sendAt", sendAt));

        Assert.Equal(["/sendAt"], problem.Paths);
    }

    [Fact]
    public async Task An_end_before_the_time_is_refused_by_its_path()
    {
        var appEvent = Some.Event(Some.Users(250));
        appEvent["sendAt"] = TimeProvider.System.GetUtcNow().AddDays(2);
        appEvent["expiresAt"] = TimeProvider.System.GetUtcNow().AddDays(1);

        var problem = await door.RefusedAsync(
            HttpStatusCode.BadRequest, "invalid_event", JsonSerializer.Serialize(appEvent));

        Assert.Equal(["/expiresAt"], problem.Paths);
        Assert.Contains("not after sendAt", problem.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_waits_for_an_answer_cannot_name_a_time()
    {
        var appEvent = Some.Event(Some.User());
        appEvent["sendAt"] = TimeProvider.System.GetUtcNow().AddDays(2);

        var problem = await door.RefusedAsync(
            HttpStatusCode.BadRequest, "invalid_event", () => door.Host.TryAwaitAsync(appEvent));

        Assert.Equal(["/sendAt"], problem.Paths);
    }
}
