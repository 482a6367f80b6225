using System.Net;
using System.Text.Json;
using PushFunctions.EndToEnd.Tests.Support;

namespace PushFunctions.EndToEnd.Tests.BadInput;

/// <summary>Lists that are not put: what was there before stays as it was, and is all that is seen.</summary>
public sealed class RefusedAudienceTests(App app) : IClassFixture<App>
{
    private static readonly byte[] Good = "ada\nbob\n"u8.ToArray();

    public static TheoryData<string, byte[]> Unreadable => new()
    {
        { "not one line", [] },
        { "ends too early", AudienceRoutes.Pack(Good)[..^3] },
        { "damaged, or ends too early", AudienceRoutes.Pack(Good)[..14] },
        { "something follows it", [.. AudienceRoutes.Pack(Good), 7, 7] },
    };

    [Theory]
    [MemberData(nameof(Unreadable))]
    public async Task What_cannot_be_read_changes_nothing(string why, byte[] body)
    {
        var (name, etag) = await StoredAsync();

        using var response = await app.Host.TryPutAudienceAsync(name, body);

        var problem = await ProblemAnswer.ReadAsync(response, HttpStatusCode.BadRequest);
        Assert.Equal("invalid_audience", problem.Code);
        Assert.Contains(why, problem.Detail, StringComparison.Ordinal);
        await IsAsBeforeAsync(name, etag);
    }

    [Fact]
    public async Task What_unpacks_to_far_too_much_changes_nothing()
    {
        var (name, etag) = await StoredAsync();

        using var response = await app.Host.TryPutAudienceAsync(name, AudienceRoutes.Pack(new byte[20_000_000]), "gzip");

        var problem = await ProblemAnswer.ReadAsync(response, HttpStatusCode.RequestEntityTooLarge);
        Assert.Equal("audience_too_large", problem.Code);
        await IsAsBeforeAsync(name, etag);
    }

    [Theory]
    [InlineData("Audiences__MaxLines", "1", "audience_too_large", "more than 1 lines")]
    [InlineData("Audiences__MaxUnpackedBytes", "1000", "audience_too_large", "1,000 bytes once unpacked")]
    [InlineData("Audiences__MaxPutBytes", "1000", "body_too_large", "/uploads")]
    public async Task Whatever_is_beyond_a_limit_is_refused_with_the_limit(
        string setting, string value, string code, string told)
    {
        await using var host = await app.Stack.StartHostAsync(new Dictionary<string, string> { [setting] = value });
        var name = Some.Id("large");

        using var response = await host.TryPutAudienceAsync(name, AudienceRoutes.Lines(Some.Users(200)));

        var problem = await ProblemAnswer.ReadAsync(response, HttpStatusCode.RequestEntityTooLarge);
        Assert.Equal(code, problem.Code);
        Assert.Contains(told, problem.Detail, StringComparison.Ordinal);
        await IsNotThereAsync(name);
    }

    [Theory]
    [InlineData("a%2Fb")]
    [InlineData("a%7Cb")]
    [InlineData("a%20b")]
    [InlineData(".a")]
    [InlineData("a.")]
    [InlineData("%C3%A4")]
    [InlineData("a%23b")]
    public async Task A_name_that_is_none_is_refused(string name)
    {
        using var response = await app.Host.TryPutAudienceAsync(name, Good);

        Assert.Equal(
            "invalid_audience", (await ProblemAnswer.ReadAsync(response, HttpStatusCode.BadRequest)).Code);
    }

    [Theory]
    [InlineData("br", "text/plain")]
    [InlineData(null, "application/json")]
    [InlineData(null, "multipart/form-data; boundary=x")]
    public async Task Other_forms_than_lines_are_refused(string? encoding, string type)
    {
        using var response = await app.Host.TryPutAudienceAsync(Some.Id("form"), Good, encoding, type);

        Assert.Equal(
            "unsupported_media_type",
            (await ProblemAnswer.ReadAsync(response, HttpStatusCode.UnsupportedMediaType)).Code);
    }

    [Theory]
    [InlineData("If-Match", "\"another\"")]
    [InlineData("If-Match", "not a tag")]
    [InlineData("If-None-Match", "*")]
    public async Task A_condition_that_does_not_hold_changes_nothing(string header, string value)
    {
        var (name, etag) = await StoredAsync();

        using var response = await app.Host.TryPutAudienceAsync(name, "cy\n"u8.ToArray(), condition: (header, value));
        using var deleted = await app.Host.DeleteAudienceAsync(name, (header, value));

        foreach (var refused in (HttpResponseMessage[])[response, deleted])
        {
            Assert.Equal(
                "precondition_failed", (await ProblemAnswer.ReadAsync(refused, HttpStatusCode.PreconditionFailed)).Code);
        }

        await IsAsBeforeAsync(name, etag);
    }

    [Theory]
    [InlineData("""{"message":{"title":"Hello {{user.id}}","content":"c"}}""")]
    [InlineData("""{"message":{"title":"Hello {{user.name}}","content":"c"}}""")]
    public async Task A_mapping_that_speaks_to_each_user_is_refused_however_short_the_list(string mapping)
    {
        var (name, _) = await StoredAsync();
        var type = Some.Id("personal");
        await app.Host.PutMappingAsync(type, mapping);

        using var response = await app.Host.TryPostAsync(
            JsonSerializer.Serialize(new { id = Some.Id(), type, to = new { audience = name } }));

        var problem = await ProblemAnswer.ReadAsync(response, HttpStatusCode.UnprocessableEntity);
        Assert.Equal("not_available", problem.Code);
        Assert.Contains("uses 'user'", problem.Detail, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{}", "/data/segment")]
    [InlineData("""{"segment":7}""", "/data/segment")]
    [InlineData("""{"segment":"a b"}""", "/data/segment")]
    public async Task Data_without_the_name_of_the_audience_is_refused_by_its_place(string data, string path)
    {
        var type = Some.Id("seeking");
        await app.Host.PutMappingAsync(
            type, """{"message":{"title":"t","content":"c"},"to":{"audience":"/data/segment"}}""");

        using var response = await app.Host.TryPostAsync(
            $$"""{"id":"{{Some.Id()}}","type":"{{type}}","data":{{data}}}""");

        var problem = await ProblemAnswer.ReadAsync(response, HttpStatusCode.UnprocessableEntity);
        Assert.Equal("targets_not_found", problem.Code);
        Assert.Equal([path], problem.Paths);
    }

    private async Task<(string Name, string Etag)> StoredAsync()
    {
        var name = Some.Id("kept");
        return (name, (await app.Host.PutAudienceAsync(name, Some.Users(2))).Etag);
    }

    private async Task IsAsBeforeAsync(string name, string etag)
    {
        using var response = await app.Host.GetAsync($"api/audiences/{name}");
        Assert.Equal(etag, response.Headers.ETag!.ToString());
        Assert.Equal(2, (await AudienceReport.ReadAsync(response)).Count);
    }

    private async Task IsNotThereAsync(string name)
    {
        using var response = await app.Host.GetAsync($"api/audiences/{name}");
        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
    }
}
