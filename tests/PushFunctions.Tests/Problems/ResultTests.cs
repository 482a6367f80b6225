using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.Http;
using PushFunctions.Problems;
using PushFunctions.Receive;

namespace PushFunctions.Tests.Problems;

public sealed class ResultTests
{
    private static readonly JsonTypeInfo<string> Text =
        (JsonTypeInfo<string>)JsonSerializerOptions.Web.GetTypeInfo(typeof(string));

    [Fact]
    public void No_result_of_ours_shows_the_worker_more_than_a_number_or_a_name()
    {
        var results = typeof(ProblemResult).Assembly.GetTypes().Where(type => type.IsAssignableTo(typeof(IResult))).ToList();

        Assert.Contains(typeof(AcceptedResult), results);
        Assert.All(
            results.SelectMany(type => type.GetProperties()),
            property => Assert.Contains(property.PropertyType, new[] { typeof(int), typeof(string) }));
    }

    [Fact]
    public async Task An_answer_is_written_as_JSON()
    {
        var context = new DefaultHttpContext { Response = { Body = new MemoryStream() } };

        await new JsonAnswer<string>("ok", Text).ExecuteAsync(context);

        Assert.Equal("application/json; charset=utf-8", context.Response.ContentType);
        context.Response.Body.Position = 0;
        Assert.Equal("ok", await JsonSerializer.DeserializeAsync<string>(context.Response.Body));
    }
}
