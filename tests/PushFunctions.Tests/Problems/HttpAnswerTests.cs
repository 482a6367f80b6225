using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging.Abstractions;
using PushFunctions.Problems;

namespace PushFunctions.Tests.Problems;

public sealed class HttpAnswerTests
{
    [Fact]
    public async Task Blames_the_sender_for_a_body_that_did_not_arrive_whole()
    {
        var answers = new HttpAnswer(NullLogger<HttpAnswer>.Instance);

        var answer = await answers.RunAsync(
            () => throw new BadHttpRequestException("Bad chunk size data."), CancellationToken.None);

        var problem = Assert.IsType<ProblemResult>(answer);
        Assert.Equal((400, ProblemCodes.MalformedJson), (problem.StatusCode, problem.Code));
    }
}
