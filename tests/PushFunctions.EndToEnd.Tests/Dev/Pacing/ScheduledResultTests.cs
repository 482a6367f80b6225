using PushFunctions.Dev.Crowd;

namespace PushFunctions.EndToEnd.Tests.Dev.Pacing;

public sealed class ScheduledResultTests
{
    private static readonly ScheduledResult Good = new()
    {
        Waiting = 50_000,
        Without = new([20, 20, 20], [7, 7, 7]),
        With = new([80, 1, 900], [7, 7, 8]),
        Pages = [200, 10],
        Near = [0, 1_000],
        Far = [0, 1_000],
        Users = 10_000,
        Accepted = 1,
        Expired = 9_999,
        LastCall = 250,
    };

    public static TheoryData<string> Faults => [.. Bad.Keys];

    private static readonly Dictionary<string, ScheduledResult> Bad = new()
    {
        ["slow"] = Good with { With = new([80.1, 80.1, 1], [7, 7, 7]) },
        ["asks more"] = Good with { With = new([20, 20, 20], [8, 8, 7]) },
        ["a slow page"] = Good with { Pages = [200.1, 10] },
        ["near early"] = Good with { Near = [-1, 10] },
        ["near late"] = Good with { Near = [10, 1_001] },
        ["far early"] = Good with { Far = [-1, 10] },
        ["far late"] = Good with { Far = [10, 1_001] },
        ["lost"] = Good with { Expired = 9_998 },
        ["nobody told"] = Good with { Accepted = 0, Expired = 10_000 },
        ["nobody expired"] = Good with { Accepted = 10_000, Expired = 0 },
        ["told after the end"] = Good with { LastCall = 251 },
    };

    [Fact]
    public void At_its_goals_it_is_within_them() => Assert.All(Good.Figures(), figure => Assert.True(figure.IsMet, figure.Name));

    [Theory]
    [MemberData(nameof(Faults))]
    public void Beyond_one_of_them_it_is_not(string fault) =>
        Assert.Single(Bad[fault].Figures(), figure => !figure.IsMet);
}
