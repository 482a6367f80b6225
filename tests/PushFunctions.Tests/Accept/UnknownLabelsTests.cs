using PushFunctions.Accept;
using PushFunctions.Problems;
using PushFunctions.Storage;

namespace PushFunctions.Tests.Accept;

/// <summary>What is said of labels that nobody has and nobody put.</summary>
public sealed class UnknownLabelsTests
{
    private readonly ManualTime _time = new();
    private readonly MemoryTable _labels = new();
    private readonly MemoryTable _members;
    private readonly UnknownLabels _unknown;

    public UnknownLabelsTests()
    {
        _members = new() { Clock = _time };
        _unknown = new(Memory.Clients(labels: _labels, members: _members));
    }

    [Fact]
    public async Task A_label_that_somebody_has_or_has_put_is_known()
    {
        await SomeMembers.PutAsync(_members, "had", ["ada"]);
        await PutAsync("put", deleted: false);

        Assert.Equal((null, 0), await FindAsync(new(["had"], ["put"], ["had"])));
    }

    [Theory]
    [InlineData("any")]
    [InlineData("all")]
    public async Task An_unknown_one_of_those_who_get_it_is_a_problem(string set)
    {
        await SomeMembers.PutAsync(_members, "had", ["ada"]);
        IReadOnlyList<string> names = ["had", "goldd"];

        var (problem, _) = await _unknown.FindAsync(
            Some.App, set == "any" ? new(names, [], []) : new([], names, []), CancellationToken.None);

        Assert.Equal((422, ProblemCodes.UnknownLabel), (problem!.Status, problem.Code));
        Assert.Contains("'goldd'", Assert.Single(problem.Errors).Message, StringComparison.Ordinal);
        Assert.DoesNotContain("'had'", problem.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_unknown_one_that_leaves_nobody_out_is_warned_of()
    {
        await SomeMembers.PutAsync(_members, "had", ["ada"]);

        var (problem, warnings) = await _unknown.FindAsync(
            Some.App, new(["had"], [], ["muted", "mutedd"]), CancellationToken.None);

        Assert.Null(problem);
        Assert.Equal(2, warnings.Count);
        Assert.Contains("'mutedd'", warnings[1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_label_that_is_to_go_is_known_once_somebody_is_put_again()
    {
        await SomeMembers.PutAsync(_members, "vip", ["ada"]);
        await PutAsync("vip", deleted: true);

        Assert.Equal((ProblemCodes.UnknownLabel, 0), await FindAsync(new(["vip"], [], [])));

        _time.Advance(TimeSpan.FromSeconds(1));
        await SomeMembers.PutAsync(_members, "vip", ["zoe"]);

        Assert.Equal((null, 0), await FindAsync(new(["vip"], [], [])));
    }

    [Fact]
    public async Task So_is_one_that_was_put_again_itself_with_nobody()
    {
        await SomeMembers.PutAsync(_members, "vip", ["ada"]);
        await PutAsync("vip", deleted: true, again: true);

        Assert.Equal((null, 0), await FindAsync(new(["vip"], [], [])));
    }

    [Fact]
    public async Task Labels_of_another_app_are_others()
    {
        await SomeMembers.PutAsync(_members, "shop|vip", ["ada"]);

        Assert.Equal((ProblemCodes.UnknownLabel, 0), await FindAsync(new(["vip"], [], [])));
    }

    private async Task<(string? Code, int Warnings)> FindAsync(MemberSets sets)
    {
        var (problem, warnings) = await _unknown.FindAsync(Some.App, sets, CancellationToken.None);
        return (problem?.Code, warnings.Count);
    }

    private Task PutAsync(string label, bool deleted, bool again = false) => _labels.UpsertEntityAsync(new LabelRow
    {
        PartitionKey = Some.App,
        RowKey = label,
        IsPutAgain = again,
        CreatedAt = _time.Now,
        DeletedAt = deleted ? _time.Now : null,
    });
}
