using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Logging.Abstractions;
using PushFunctions.Problems;

namespace PushFunctions.Tests.Problems;

public sealed class HttpAnswerTests
{
    private readonly HttpAnswer _answers = new(NullLogger<HttpAnswer>.Instance);

    [Fact]
    public async Task Blames_the_sender_for_a_body_that_did_not_arrive_whole()
    {
        var answer = await _answers.RunAsync(
            () => throw new BadHttpRequestException("Bad chunk size data."), CancellationToken.None);

        var problem = Assert.IsType<ProblemResult>(answer);
        Assert.Equal((400, ProblemCodes.MalformedJson), (problem.StatusCode, problem.Code));
    }

    [Fact]
    public async Task Blames_nobody_when_the_sender_has_gone()
    {
        var answer = await _answers.RunAsync(
            () => throw new SenderGoneException(new IOException("Connection reset by peer.")), CancellationToken.None);

        Assert.Equal(499, Assert.IsType<StatusCodeHttpResult>(answer).StatusCode);
    }

    [Fact]
    public async Task Takes_what_is_cancelled_by_nobody_for_a_defect()
    {
        var answer = await _answers.RunAsync(() => throw new TaskCanceledException(), CancellationToken.None);

        Assert.Equal(500, Assert.IsType<ProblemResult>(answer).StatusCode);
    }

    public static TheoryData<Exception> Defects =>
        [new InvalidOperationException("inner words"), new Azure.RequestFailedException(403, "inner words")];

    [Theory]
    [MemberData(nameof(Defects))]
    public async Task What_an_exception_says_is_for_the_log_alone(Exception defect)
    {
        var context = new DefaultHttpContext { Response = { Body = new MemoryStream() } };

        await (await _answers.RunAsync(() => throw defect, CancellationToken.None)).ExecuteAsync(context);

        var body = Encoding.UTF8.GetString(((MemoryStream)context.Response.Body).ToArray());
        Assert.Contains("urn:pushfunctions:", body, StringComparison.Ordinal);
        Assert.DoesNotContain("inner words", body, StringComparison.Ordinal);
        Assert.DoesNotContain("Exception", body, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", body, StringComparison.Ordinal);
    }
}
