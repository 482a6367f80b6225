using PushFunctions.Accept;
using PushFunctions.Budgets;
using PushFunctions.Events;
using PushFunctions.Expand;
using PushFunctions.Preview;
using PushFunctions.Storage;

namespace PushFunctions.Tests.Preview;

/// <summary>What a push to those who have labels would take, the way that it goes and the other one.</summary>
public sealed class PreviewWaysTests
{
    private readonly ManualTime _time = new();
    private readonly MemoryTable _budgets = new();
    private readonly MemoryTable _members = new();
    private readonly MemoryTable _labels = new();

    [Fact]
    public async Task Users_whom_the_event_names_have_but_one_way() =>
        Assert.Null((await MakeAsync(Some.Push(1), Plan(Some.Users(3)))).Ways);

    [Fact]
    public async Task Members_of_all_of_some_labels_could_be_told_by_one_call()
    {
        await SomeMembers.PutAsync(_members, "vip", Some.Users(250));
        await PutAsync("vip", desired: 250, applied: 240);

        var view = await MakeAsync(Some.Push(1), Plan() with { Members = new([], ["vip"], []) });

        var (users, labels) = (view.Ways![0], view.Ways[1]);
        Assert.Equal(("users", true, 250, MemberPrecision.Exact), (users.Via, users.Chosen, users.Targets, users.TargetsAre));
        Assert.Equal((3, "PushSingle", view.StorageOperations), (users.Calls, users.Budget!.Name, users.StorageOperations));
        Assert.Equal((view.ExpectedFinish, null), (users.ExpectedFinish, users.Places));
        Assert.Equal(("labels", false, 1, "PushByLabel"), (labels.Via, labels.Chosen, labels.Calls, labels.Budget!.Name));
        Assert.Equal((null, StorageEstimate.OfTask), (labels.Targets, labels.StorageOperations));
        Assert.Equal((0, 3), (labels.Places!.Taken, labels.Places.Limit));
        Assert.Contains("240 had it there, and 250 here", labels.Why, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Any_of_one_label_is_all_of_it()
    {
        await PutAsync("vip", desired: 5, applied: 5);

        var labels = await OtherAsync(new MemberSets(["vip"], [], []));

        Assert.Equal(1, labels.Calls);
        Assert.DoesNotContain("last synced", labels.Why, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("a,b", "", "", "no 'any' of several")]
    [InlineData("a", "", "b", "as 'none' does")]
    [InlineData("", "a,b,c,d,e,f", "", "of 5 at most, and these are 6")]
    [InlineData("", "a,new", "", "does not have 'new'")]
    [InlineData("", "gone", "", "does not have 'gone'")]
    public async Task What_the_push_service_cannot_do_is_said_and_has_no_numbers(
        string any, string all, string none, string why)
    {
        foreach (var label in "abcdef") await PutAsync($"{label}", desired: 5, applied: 5);
        await PutAsync("gone", desired: 5, applied: 5, isDeleted: true);

        var labels = await OtherAsync(new MemberSets(Split(any), Split(all), Split(none)));

        Assert.Contains(why, labels.Why, StringComparison.Ordinal);
        Assert.Equal((null, null, null, null), (labels.Calls, labels.ExpectedFinish, labels.StorageOperations, labels.Budget));
    }

    [Fact]
    public async Task Labels_could_be_told_as_users_as_the_last_sync_counted_them()
    {
        await PutAsync("vip", desired: 12_000, applied: 0);
        await PutAsync("news", desired: 4_950, applied: 0);

        var both = await OtherAsync(new TaskTarget(["vip", "news"]));
        var one = await OtherAsync(new TaskTarget(["vip"]));

        Assert.Equal(("users", false, 4_950, MemberPrecision.AtMost, 50), (both.Via, both.Chosen, both.Targets, both.TargetsAre, both.Calls));
        Assert.Equal((12_000, MemberPrecision.Estimated, 120), (one.Targets, one.TargetsAre, one.Calls));
        // 119 calls behind the first, at 20 a second, after what a feed is ahead.
        Assert.InRange(one.ExpectedSeconds!.Value, 7.4, 7.6);
        Assert.InRange(one.StorageOperations!.Value, 120, 3 * 120);
    }

    [Fact]
    public async Task What_the_push_service_would_refuse_is_said_of_the_way_that_is_gone()
    {
        await PutAsync("vip", desired: 5, applied: 5);

        var good = await MakeAsync(Task(TaskTo.Labels), Plan() with { Task = new TaskTarget(["vip"]) });
        var bad = await MakeAsync(Task(TaskTo.Labels), Plan() with { Task = new TaskTarget(["vip", "vpi"]) });

        Assert.DoesNotContain("does not have", good.Ways![0].Why, StringComparison.Ordinal);
        Assert.Contains("does not have 'vpi'", bad.Ways![0].Why, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("new", "no sync has counted 'new'")]
    [InlineData("gone", "'gone' is being deleted")]
    public async Task What_no_sync_has_counted_is_not_known(string label, string why)
    {
        await PutAsync("vip", desired: 5, applied: 5);
        await PutAsync("gone", desired: 5, applied: 5, isDeleted: true);

        var users = await OtherAsync(new TaskTarget(["vip", label]));

        Assert.Contains(why, users.Why, StringComparison.Ordinal);
        Assert.Equal((null, null, null), (users.Targets, users.Calls, users.ExpectedSeconds));
    }

    [Fact]
    public async Task Everyone_is_known_to_the_push_service_alone()
    {
        var view = await MakeAsync(Task(TaskTo.Everyone), Plan() with { Task = TaskTarget.Everyone });

        Assert.Equal(["everyone", "users"], view.Ways!.Select(way => way.Via));
        Assert.Equal([true, false], view.Ways!.Select(way => way.Chosen));
        Assert.Equal((1, "PushToEveryone"), (view.Ways![0].Calls, view.Ways[0].Budget!.Name));
        Assert.Null(view.Ways[1].Calls);
    }

    [Fact]
    public async Task A_task_that_waits_for_its_place_shows_how_long()
    {
        await _budgets.UpsertEntityAsync(new BudgetRow
        {
            PartitionKey = Some.App,
            RowKey = BudgetNames.Tasks,
            Places = string.Join(',', Enumerable.Range(0, 3).Select(
                no => $"other{no}@{(_time.Now + TimeSpan.FromSeconds(200)).ToUnixTimeMilliseconds()}!")),
        });
        await PutAsync("vip", desired: 5, applied: 5);

        var labels = await OtherAsync(new MemberSets(["vip"], [], []));

        Assert.Equal(labels.Places!.Limit, labels.Places.Taken);
        Assert.InRange(labels.ExpectedSeconds!.Value, 200, 202);
    }

    private async Task<WayView> OtherAsync(MemberSets sets) =>
        (await MakeAsync(Some.Push(1), Plan() with { Members = sets })).Ways![1];

    private async Task<WayView> OtherAsync(TaskTarget task) =>
        (await MakeAsync(Task(TaskTo.Labels), Plan() with { Task = task })).Ways![1];

    private async Task<PreviewView> MakeAsync(PushRow draft, EventPlan.Ready plan)
    {
        var store = Limits.Store(_budgets, _time);
        var byUsers = new PreviewForecast(store, SomeMembers.Count(_members, _labels, _time), _time);
        var byTask = new TaskForecast(store, new(store, _time), _time);
        var ways = new PreviewWays(byUsers, byTask, Memory.Clients(labels: _labels), _time);
        var view = plan.Task is null
            ? await byUsers.MakeAsync(draft, plan, CancellationToken.None)
            : await byTask.MakeAsync(draft, plan, CancellationToken.None);
        return view with { Ways = await ways.CompareAsync(draft, plan, view, CancellationToken.None) };
    }

    private static EventPlan.Ready Plan(params IReadOnlyList<string> users) =>
        new(new([new(Some.Message, users)], 0, null, []));

    private static PushRow Task(string to)
    {
        var push = Some.Push(1);
        push.TaskTo = to;
        return push;
    }

    private Task PutAsync(string label, int desired, int applied, bool isDeleted = false) =>
        _labels.UpsertEntityAsync(new LabelRow
        {
            PartitionKey = Some.App,
            RowKey = label,
            CreatedAt = _time.Now,
            SyncedAt = _time.Now,
            DeletedAt = isDeleted ? _time.Now : null,
            IsThere = true,
            DesiredCount = desired,
            AppliedCount = applied,
        });

    private static IReadOnlyList<string> Split(string labels) =>
        labels.Split(',', StringSplitOptions.RemoveEmptyEntries);
}
