using PushFunctions.Events;
using PushFunctions.Problems;

namespace PushFunctions.Tests.Events;

public sealed class TaskTargetTests
{
    [Theory]
    [InlineData("""{"labels":["vip"]}""", "vip")]
    [InlineData("""{"labels":["vip","a.b_c-9","vip"]}""", "vip,a.b_c-9")]
    [InlineData("""{"everyone":true}""", "")]
    public void Labels_and_everyone_are_read(string to, string labels)
    {
        var read = Read(to);

        var appEvent = Assert.IsType<EventRead.Event>(read).Value;
        Assert.Equal(labels, string.Join(',', appEvent.Task!.Labels));
        Assert.Equal((labels.Length == 0, null, false), (appEvent.Task.IsEveryone, appEvent.To, appEvent.WaitsForDay));
    }

    [Theory]
    [InlineData("""{"labels":[]}""", "/to/labels", "names 0 labels; give 1 to 5")]
    [InlineData("""{"labels":["a","b","c","d","e","f"]}""", "/to/labels", "names 6 labels")]
    [InlineData("""{"labels":17}""", "/to/labels", "must be a list")]
    [InlineData("""{"labels":["vip",17]}""", "/to/labels/1", "is Number, not the name of a label")]
    [InlineData("""{"labels":["Vip"]}""", "/to/labels/0", "a label is named by 'vip'")]
    [InlineData("""{"labels":["a b"]}""", "/to/labels/0", "1 to 64 of a-z")]
    [InlineData("""{"labels":[".."]}""", "/to/labels/0", "is not the name of a label")]
    [InlineData("""{"labels":[""]}""", "/to/labels/0", "is not the name of a label")]
    [InlineData("""{"everyone":false}""", "/to/everyone", "must be true")]
    [InlineData("""{"everyone":"true"}""", "/to/everyone", "must be true")]
    [InlineData("""{"labels":["vip"],"everyone":true}""", "/to", "must hold exactly one of")]
    [InlineData("""{"labels":["vip"],"user":"ada"}""", "/to", "must hold exactly one of")]
    [InlineData("""{"audience":"all","everyone":true}""", "/to", "must hold exactly one of")]
    public void What_cannot_be_sent_to_is_refused(string to, string path, string message)
    {
        var problem = Assert.IsType<EventRead.Refused>(Read(to)).Problem;

        Assert.Equal(ProblemCodes.InvalidEvent, problem.Code);
        var error = Assert.Single(problem.Errors);
        Assert.Equal(path, error.Path);
        Assert.Contains(message, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_name_has_64_letters_at_most()
    {
        Assert.IsType<EventRead.Event>(Read($$"""{"labels":["{{new string('a', 64)}}"]}"""));
        Assert.IsType<EventRead.Refused>(Read($$"""{"labels":["{{new string('a', 65)}}"]}"""));
    }

    [Theory]
    [InlineData("\"wait\"", true)]
    [InlineData("\"refuse\"", false)]
    public void It_says_what_is_to_be_done_when_the_day_is_used_up(string word, bool waits) => Assert.Equal(
        waits,
        Assert.IsType<EventRead.Event>(Read("""{"everyone":true}""", $",\"whenExhausted\":{word}")).Value.WaitsForDay);

    [Theory]
    [InlineData("\"later\"")]
    [InlineData("true")]
    [InlineData("null")]
    public void Other_words_for_it_are_refused(string word) => Assert.Equal(
        "/whenExhausted",
        Assert.Single(Assert.IsType<EventRead.Refused>(
            Read("""{"everyone":true}""", $",\"whenExhausted\":{word}")).Problem.Errors).Path);

    [Theory]
    [InlineData("""{"segments":["vip","berlin"]}""", "vip,berlin", "")]
    [InlineData("""{"segments":"vip"}""", "vip", "")]
    [InlineData("""{"segments":["Vip"]}""", null, "/data/segments/0")]
    [InlineData("""{"segments":"a b"}""", null, "/data/segments")]
    [InlineData("""{"segments":null}""", null, "/data/segments")]
    [InlineData("""{}""", null, "/data/segments")]
    public void A_mapping_finds_labels_in_the_data(string data, string? labels, string path)
    {
        var to = Maps.Read("""{"type":"t","message":{},"to":{"labels":"/data/segments"}}""").Mapping.To!;
        var errors = new List<FieldError>();

        var found = Targets.FindLabels(Some.Json(data), to, errors);

        Assert.Equal(labels, found is null ? null : string.Join(',', found.Labels));
        Assert.Equal(path, string.Concat(errors.Select(error => error.Path)));
    }

    [Fact]
    public void A_mapping_says_that_everyone_gets_it() => Assert.True(
        Maps.Read("""{"type":"t","message":{},"to":{"everyone":true}}""").Mapping.To!.IsEveryone);

    private static EventRead Read(string to, string more = "") => EventReader.Read(
        System.Text.Encoding.UTF8.GetBytes($$"""{"id":"1","type":"t","to":{{to}}{{more}}}"""));
}
