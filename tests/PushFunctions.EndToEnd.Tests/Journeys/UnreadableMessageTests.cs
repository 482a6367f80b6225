using System.Text;
using PushFunctions.EndToEnd.Tests.Support;

namespace PushFunctions.EndToEnd.Tests.Journeys;

/// <summary>Messages on the work queues that nobody can work on.</summary>
public sealed class UnreadableMessageTests(App app) : IClassFixture<App>
{
    private const string Parcel = """
        {"v":1,"app":"default","pushId":"aaaaaaaaaaaaaaaaaaaaaaaaaa","parcel":"parcel|0000000","urgency":2,"strategy":2,
        "due":"2026-01-01T00:00:00Z","messages":[{"title":"a","content":"b"}],
        "batches":[{"no":0,"m":0,"users":["ada"]}]}
        """;

    private const string Step =
        """{"v":1,"app":"a","pushId":"p","kind":"feed","due":"2026-01-01T00:00:00Z"}""";

    public static TheoryData<string, string> Garbage => new()
    {
        { "push-delivery", "{\"broken\": " },
        { "push-delivery", "{\"v\":1}" },
        { "push-delivery", "null" },
        { "push-delivery", Parcel.Replace("\"v\":1", "\"v\":99", StringComparison.Ordinal) },
        { "push-delivery", Parcel.Replace("parcel|0000000", "nonsense", StringComparison.Ordinal) },
        { "push-delivery", Parcel.Replace("\"m\":0", "\"m\":1", StringComparison.Ordinal) },
        { "push-delivery", Parcel.Replace("[\"ada\"]", "[]", StringComparison.Ordinal) },
        { "push-delivery", Parcel.Replace("[{\"no\"", "null,\"x\":[{\"no\"", StringComparison.Ordinal) },
        { "push-delivery", Parcel.Replace("\"strategy\":2", "\"strategy\":9", StringComparison.Ordinal) },
        { "push-delivery", Parcel.Replace("aaaaaaaaaaaaaaaaaaaaaaaaaa", "a/b", StringComparison.Ordinal) },
        { "push-dispatch", "[]" },
        { "push-dispatch", "{\"v\":1,\"app\":\"default\"}" },
        { "push-dispatch", Step.Replace("\"v\":1", "\"v\":2", StringComparison.Ordinal) },
        { "push-dispatch", Step.Replace("feed", "fly", StringComparison.Ordinal) },
        { "push-dispatch", Step.Replace("feed", "retry", StringComparison.Ordinal) },
        { "push-dispatch", Step.Replace("\"p\"", "\"a/b\"", StringComparison.Ordinal) },
    };

    [Theory]
    [MemberData(nameof(Garbage))]
    public Task A_message_that_does_not_parse_is_a_dead_letter_with_its_body(string queue, string text) =>
        IsSetAsideAsync(queue, Convert.ToBase64String(Encoding.UTF8.GetBytes(text)), text);

    [Theory]
    [InlineData("push-delivery")]
    [InlineData("push-dispatch")]
    public Task A_message_that_is_not_base64_is_a_dead_letter_with_its_body(string queue) =>
        IsSetAsideAsync(queue, "*** not base64 ***", "*** not base64 ***");

    [Theory]
    [InlineData("push-delivery")]
    [InlineData("push-dispatch")]
    public async Task A_message_of_bytes_that_are_no_text_is_a_dead_letter_with_all_of_them(string queue)
    {
        // As text each byte would be three, and too long for a column.
        var bytes = Enumerable.Repeat((byte)0xFF, 30_000).ToArray();
        await app.Stored.Queue(queue).SendMessageAsync(Convert.ToBase64String(bytes));

        await Soon.IsTrueAsync(
            async () => (await app.Stored.DeadLettersAsync())
                .Any(letter => letter.Queue == queue && letter.Body!.AsSpan().SequenceEqual(bytes)),
            () => "No dead letter has the bytes.");
    }

    [Fact]
    public async Task Work_after_it_goes_on()
    {
        await app.Stored.Queue("push-delivery").SendMessageAsync("***");
        var users = Some.Users(150);

        var end = await (await app.PostAsync(Some.Event(users))).FinishedAsync();

        Assert.Equal(150, end.Counts.Accepted);
    }

    private async Task IsSetAsideAsync(string queue, string message, string body)
    {
        var sent = await app.Stored.Queue(queue).SendMessageAsync(message);
        var bodies = new List<string>();

        await Soon.IsTrueAsync(
            async () =>
            {
                bodies = [.. (await app.Stored.DeadLettersAsync()).Where(letter => letter.Queue == queue)
                    .Select(letter => Encoding.UTF8.GetString(letter.Body!))];
                return bodies.Contains(body);
            },
            () => $"{sent.Value.MessageId} is not among {string.Join(", ", bodies)}");

        // First the dead letter, then the message goes.
        await Soon.IsTrueAsync(
            async () => await app.Stored.CountAsync($"{queue}-poison") == 0, () => "Its message is still there.");
    }
}
