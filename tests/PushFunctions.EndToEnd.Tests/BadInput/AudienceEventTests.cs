using System.Net;
using System.Text.Json;
using PushFunctions.Audiences;
using PushFunctions.EndToEnd.Tests.Support;

namespace PushFunctions.EndToEnd.Tests.BadInput;

/// <summary>Events to audiences that nobody can be told through are refused, and nothing of them is kept.</summary>
public sealed class AudienceEventTests(Door door) : IClassFixture<Door>
{
    [Fact]
    public async Task An_audience_that_nobody_made_is_refused_with_how_to_make_it()
    {
        var name = Some.Id("nobodys");

        var problem = await door.RefusedAsync(HttpStatusCode.UnprocessableEntity, "unknown_audience", EventTo(name));

        Assert.Equal(["/to/audience"], problem.Paths);
        Assert.Contains($"has no audience '{name}'. PUT /api/audiences/", problem.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_audience_that_was_deleted_is_none()
    {
        await using var host = await StartListHostAsync();
        var name = Some.Id("deleted");
        await host.PutAudienceAsync(name, Some.Users(3));
        using var deleted = await host.DeleteAudienceAsync(name);

        await door.RefusedAsync(HttpStatusCode.UnprocessableEntity, "unknown_audience", EventTo(name));

        Assert.Equal(HttpStatusCode.NoContent, deleted.StatusCode);
    }

    [Fact]
    public async Task An_audience_of_bad_ids_alone_is_refused_with_how_many_there_were()
    {
        await using var host = await StartListHostAsync();
        var name = Some.Id("empty");
        var (put, _) = await host.PutAudienceAsync(name, ["Ada", "a b", "", new string('x', 65)]);

        var problem = await door.RefusedAsync(HttpStatusCode.UnprocessableEntity, "empty_audience", EventTo(name));

        Assert.Equal((0, 4), (put.Count, put.RefusedCount));
        Assert.Equal([1, 2, 3, 4], put.Refused!.Select(line => line.Line));
        Assert.All(put.Refused!, line => Assert.NotEmpty(line.Reason));
        Assert.Equal(["/to/audience"], problem.Paths);
        Assert.Contains("was uploaded without a single user id: 4 lines", problem.Detail, StringComparison.Ordinal);
        // The report is kept for whoever wants to know why.
        Assert.Equal(JsonSerializer.Serialize(put), JsonSerializer.Serialize(await host.GetAudienceAsync(name)));
    }

    [Theory]
    [InlineData("\"a b\"")]
    [InlineData("\"\"")]
    [InlineData("7")]
    public async Task A_name_that_no_audience_can_have_is_refused_by_its_path(string name)
    {
        var body = InvalidEventTests.With("to", $$"""{"audience":{{name}}}""");

        var problem = await door.RefusedAsync(HttpStatusCode.BadRequest, "invalid_event", body);

        Assert.Equal(["/to/audience"], problem.Paths);
    }

    private static string EventTo(string name) => InvalidEventTests.With("to", $$"""{"audience":"{{name}}"}""");

    /// <summary>Takes lists beside the door, and does nothing by itself.</summary>
    private Task<AppHost> StartListHostAsync() => door.Stack.StartHostAsync(functions:
    [
        typeof(PutAudienceFunction), typeof(DeleteAudienceFunction), typeof(GetAudienceFunction),
    ]);
}
