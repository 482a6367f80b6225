using System.Text.Json.Nodes;
using PushFunctions.Dev.Load;

namespace PushFunctions.EndToEnd.Tests.Dev.Load;

public sealed class BenchRecordTests
{
    [Fact]
    public void Keeps_what_was_run_and_when_and_each_goal_with_whether_it_was_met()
    {
        var kept = Keep(
            Figure.AtLeast("share", 0.98, 0.99, "0 %"), Figure.Exactly("refused", 0, 0), Figure.Told("hosts", 2));

        var expected = JsonNode.Parse("""
            {
              "bench": "limit",
              "form": "limit-1200",
              "at": "2026-11-20T08:00:00+00:00",
              "commit": "abc",
              "isWithinGoals": false,
              "figures": [
                { "name": "share", "value": "98 %", "goal": "at least 99 %", "isMet": false },
                { "name": "refused", "value": "0", "goal": "0", "isMet": true },
                { "name": "hosts", "value": "2" }
              ],
              "result": { "share": 0.98 }
            }
            """);
        Assert.True(JsonNode.DeepEquals(expected, kept), $"{kept}");
    }

    [Fact]
    public void Is_within_its_goals_when_all_of_them_are_met() =>
        Assert.True((bool?)Keep(Figure.AtMost("growth", 64, 64), Figure.Told("hosts", 2))!["isWithinGoals"]);

    [Fact]
    public void Says_in_plain_letters_that_the_sources_were_changed() =>
        Assert.Contains("\"abc+changes\"", ToJson("abc+changes", []), StringComparison.Ordinal);

    private static JsonNode Keep(params IReadOnlyList<Figure> figures) => JsonNode.Parse(ToJson("abc", figures))!;

    private static string ToJson(string commit, IReadOnlyList<Figure> figures) => BenchRecord.Of(
        new("limit", "1200"), Calls.Start, commit, figures, new JsonObject { ["share"] = 0.98 }).ToJson();
}
