using System.Text.Json;

namespace AgoraChat.Simulator.Tests;

/// <summary>The calls in a few words, for a reader who comes from time to time.</summary>
public sealed class CallNoteTests : SimulatorTest
{
    protected override SimulatorOptions Options => new() { NotesKept = 5 };

    [Fact]
    public async Task Each_answered_call_is_noted_with_its_number()
    {
        Simulator.Limits.Set("push/single", 1);
        await PushAsync("ada", "bob");
        await PushAsync("cleo");

        var (_, notes) = await SendAsync(HttpMethod.Get, "simulator/notes");

        Assert.Equal(
            """[{"no":1,"at":"2026-11-20T08:00:00+00:00","endpoint":"push/single","status":200,"users":2,"""
            + "\"first\":\"ada\"},"
            + """{"no":2,"at":"2026-11-20T08:00:00+00:00","endpoint":"push/single","status":429,"users":0}]""",
            notes.GetProperty("notes").GetRawText());
    }

    [Theory]
    [InlineData("", new[] { 1, 2, 3 })]
    [InlineData("?after=1", new[] { 2, 3 })]
    [InlineData("?after=1&limit=1", new[] { 2 })]
    [InlineData("?after=3", new int[0])]
    [InlineData("?after=9", new int[0])]
    public async Task Those_after_a_number_are_told_oldest_first(string query, int[] numbers)
    {
        for (var call = 0; call < 3; call++)
            await PushAsync("ada");

        var (_, notes) = await SendAsync(HttpMethod.Get, $"simulator/notes{query}");

        Assert.Equal(numbers, Numbers(notes));
    }

    [Fact]
    public async Task A_reset_counts_from_1_again()
    {
        await PushAsync("ada");
        await PushAsync("ada");
        await PostAsync("simulator/reset", "");
        await PushAsync("bob");

        var (_, notes) = await SendAsync(HttpMethod.Get, "simulator/notes");

        var note = Assert.Single(notes.GetProperty("notes").EnumerateArray());
        Assert.Equal((1, "bob"), (note.GetProperty("no").GetInt32(), note.GetProperty("first").GetString()));
    }

    [Fact]
    public async Task Who_comes_late_sees_by_the_number_that_some_are_forgotten()
    {
        for (var call = 0; call < 8; call++)
            await PushAsync("ada");

        var (_, notes) = await SendAsync(HttpMethod.Get, "simulator/notes?after=1");

        Assert.Equal([4, 5, 6, 7, 8], Numbers(notes));
    }

    [Theory]
    [InlineData("after=-1", "after is \"-1\"; 0 or more is allowed.")]
    [InlineData("limit=0", "limit is \"0\"; 1 or more is allowed.")]
    public async Task A_wrong_number_is_refused(string query, string reason)
    {
        var (status, body) = await SendAsync(HttpMethod.Get, $"simulator/notes?{query}");

        Assert.Equal((400, reason), (status, body.GetProperty("error").GetString()));
    }

    private static IEnumerable<int> Numbers(JsonElement notes) =>
        notes.GetProperty("notes").EnumerateArray().Select(note => note.GetProperty("no").GetInt32());
}
