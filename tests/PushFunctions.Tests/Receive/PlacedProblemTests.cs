using System.Text;
using PushFunctions.Accept;
using PushFunctions.Events;
using PushFunctions.Receive;

namespace PushFunctions.Tests.Receive;

public sealed class PlacedProblemTests
{
    [Theory]
    [InlineData("/data/eta", "/3/data/eta")]
    [InlineData("/push/title", "/3/push/title")]
    [InlineData("/push", "/3/push")]
    [InlineData("/push/content", "/push/content")]
    [InlineData("/pushed", "/3/pushed")]
    public void Paths_are_the_senders_but_for_members_that_a_mapping_made(string path, string place)
    {
        var problem = PlacedProblem.Of(
            new(400, "code", "Title", $"Mend what is named in errors: {path} is wrong.") { Errors = [new(path, "is wrong.")] },
            Event("""{"id":"1","type":"t","to":{"user":"ada"},"push":{"title":"t"} }"""));

        Assert.Equal(place, Assert.Single(problem.Errors).Path);
        Assert.Equal($"Mend what is named in errors: {place} is wrong.", problem.Detail);
    }

    [Fact]
    public void What_has_no_place_is_all_of_the_body()
    {
        var problem = PlacedProblem.Of(
            new(400, "code", "Title", "Wrong: /to is missing.") { Errors = [new("/to", "is missing."), new("/data", "too")] },
            Event("""{"id":"1","type":"t","to":{"user":"ada"} }""") with { Place = _ => "" });

        Assert.Equal(["", ""], problem.Errors.Select(error => error.Path));
        Assert.Equal("Wrong: is missing.", problem.Detail);
    }

    [Fact]
    public void A_problem_of_no_field_stays_as_it_is() =>
        Assert.Same(AcceptProblems.TooManyPushes, PlacedProblem.Of(
            AcceptProblems.TooManyPushes, Event("""{"id":"1","type":"t","to":{"user":"ada"} }""")));

    [Fact]
    public void What_is_wrong_with_all_of_a_body_is_said_of_it()
    {
        Assert.Contains("Nothing was sent. The body is a batch;", AcceptProblems.BatchCannotWait.Detail, StringComparison.Ordinal);
        Assert.Contains("Nothing was sent. The body is a batch;", AcceptProblems.BatchHasNoPreview.Detail, StringComparison.Ordinal);
    }

    private static AppEvent Event(string json) => Assert.IsType<EventRead.Event>(EventReader.Read(
        Encoding.UTF8.GetBytes(json), EventHead.None with { Place = path => $"/3{path}" })).Value;
}
