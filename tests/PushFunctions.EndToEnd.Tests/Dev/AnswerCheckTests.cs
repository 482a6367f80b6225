using PushFunctions.Dev.Fuzz;
using PushFunctions.Dev.Grammar;

namespace PushFunctions.EndToEnd.Tests.Dev;

public sealed class AnswerCheckTests
{
    private const string Problem = """{"code":"invalid_event"}""";

    [Theory]
    [InlineData(202, """{"pushId":"a"}""", "It must be refused")]
    [InlineData(500, Problem, "The answer was 500")]
    [InlineData(503, Problem, "The answer was 503")]
    [InlineData(0, "", "without an answer")]
    [InlineData(400, "oops", "no problem with a code")]
    [InlineData(400, "{}", "no problem with a code")]
    [InlineData(400, """{"code":"no_such"}""", "no code no_such")]
    public void Finds_what_is_wrong_with_the_answer_to_a_bad_request(int status, string body, string fault) =>
        Assert.Contains(fault, AnswerCheck.FindFault(Input(), new(status, body)), StringComparison.Ordinal);

    [Fact]
    public void Finds_that_no_answer_came() => Assert.NotNull(AnswerCheck.FindFault(Input(), WireAnswer.Hung));

    [Fact]
    public void Finds_nothing_wrong_with_a_refusal_that_says_why() =>
        Assert.Null(AnswerCheck.FindFault(Input(), new(400, Problem)));

    [Fact]
    public void Lets_a_request_without_an_end_go_unanswered() =>
        Assert.Null(AnswerCheck.FindFault(Input(Framing.CutShort), WireAnswer.None));

    [Theory]
    [InlineData(202, """{"pushId":"a"}""", "a")]
    [InlineData(200, """{"results":[{"pushId":"a"},{"problem":{}},{"pushId":"b"}]}""", "a b")]
    [InlineData(400, """{"results":[{"problem":{}}]}""", "")]
    public void Reads_the_pushes_that_an_answer_promises(int status, string body, string pushes) =>
        Assert.Equal(pushes, string.Join(' ', AnswerCheck.PushesOf(new(status, body))));

    private static FuzzInput Input(Framing framing = Framing.Length) =>
        new(0, "bad", Expectation.Refused, new("/api/events") { Framing = framing });
}
