using System.Text.Json;
using Azure.Data.Tables;
using PushFunctions.Accept;
using PushFunctions.Budgets;
using PushFunctions.Expand;
using PushFunctions.Map;
using PushFunctions.Preview;

namespace PushFunctions.Tests.Preview;

public sealed class PreviewForecastTests
{
    private static readonly BudgetKey Key = new(Some.App, BudgetNames.PushSingle);
    private static readonly TimeSpan Spacing = Limits.Of(BudgetNames.PushSingle).Spacing;

    private readonly MemoryTable _budgets = new();
    private readonly MemoryTable _members = new();
    private readonly MemoryTable _labels = new();

    [Fact]
    public async Task One_message_is_shown_whole_and_several_with_their_users()
    {
        var one = await MakeAsync(Group(250, Some.Message));
        var several = await MakeAsync(
            Group(150, Some.Message), Group(1, Some.Json("""{"title":"b"}""")));

        Assert.Equal((250, 3, 1), (one.Targets, one.Calls, one.DistinctMessages));
        Assert.Equal((true, null), (one.Message is not null, one.Messages));
        Assert.Equal((151, 3, 2), (several.Targets, several.Calls, several.DistinctMessages));
        Assert.Null(several.Message);
        Assert.Equal([150, 1], several.Messages!.Select(message => message.Users));
    }

    [Fact]
    public async Task Of_very_many_messages_the_first_are_shown()
    {
        var view = await MakeAsync([.. Enumerable.Repeat(Group(1, Some.Message), 21)]);

        Assert.Equal((21, 21, 20), (view.Calls, view.DistinctMessages, view.Messages!.Count));
        Assert.Contains("21 messages; the first 20", Assert.Single(view.Warnings), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_idle_budget_has_its_rate_left_and_one_call_is_made_at_once()
    {
        var view = await MakeAsync(Group(100, Some.Message));

        Assert.Equal(("PushSingle", 1_200, 1_194), (view.Budget.Name, view.Budget.CallsPerMinute, view.Budget.LeftThisMinute));
        Assert.Equal(Some.Now + BudgetArithmetic.Lead, view.ExpectedFinish);
        Assert.Equal("vendorOnly", view.Strategy);
    }

    [Fact]
    public async Task A_push_with_a_time_is_expected_from_then_on()
    {
        var draft = Some.Push(1_000);
        draft.SendAt = Some.Now.AddDays(1);

        var view = await Forecast().MakeAsync(draft, Plan(Group(1_000, Some.Message)), CancellationToken.None);

        Assert.Equal(Some.Now.AddDays(1), view.SendAt);
        Assert.Equal(Some.Now.AddDays(1) + 9 * Spacing, view.ExpectedFinish);
    }

    [Fact]
    public async Task A_broadcast_goes_behind_what_is_fed_and_a_single_call_before_it()
    {
        await WriteAsync(next: Some.Now, feed: Some.Now + TimeSpan.FromSeconds(30));

        var single = await MakeAsync(Group(1, Some.Message));
        var broadcast = await MakeAsync(Group(1_000, Some.Message));

        Assert.Equal(Some.Now + BudgetArithmetic.Lead, single.ExpectedFinish);
        Assert.Equal(Some.Now + TimeSpan.FromSeconds(30) + 9 * Spacing, broadcast.ExpectedFinish);
        Assert.Equal(597, broadcast.Budget.LeftThisMinute);
    }

    [Fact]
    public async Task While_everybody_is_held_back_longer_than_a_minute_nothing_is_left()
    {
        await WriteAsync(next: Some.Now + TimeSpan.FromSeconds(61), feed: Some.Now);

        var view = await MakeAsync(Group(1, Some.Message));

        Assert.Equal((0, Some.Now + TimeSpan.FromSeconds(61)), (view.Budget.LeftThisMinute, view.ExpectedFinish));
    }

    [Theory]
    [InlineData(0, true)]
    [InlineData(1, false)]
    public async Task Calls_that_come_too_late_are_warned_of(int ticks, bool warns)
    {
        var finish = Some.Now + Feeding.Lead + 9 * Spacing;
        var draft = Some.Push(1_000);
        draft.ExpiresAt = finish + TimeSpan.FromTicks(ticks);

        var view = await Forecast().MakeAsync(draft, Plan(Group(1_000, Some.Message)), CancellationToken.None);

        Assert.Equal(warns ? 1 : 0, view.Warnings.Count);
    }

    [Fact]
    public async Task Looking_changes_nothing()
    {
        await WriteAsync(Some.Now, Some.Now);
        var writes = _budgets.Writes;

        await MakeAsync(Group(1_000, Some.Message));

        Assert.Equal(writes, _budgets.Writes);
    }

    [Theory]
    [InlineData(1, 10)]
    [InlineData(2, 21)]
    [InlineData(40, 63)]
    [InlineData(41, 72)]
    public void Storage_operations_are_those_of_the_stages(int calls, int operations) =>
        Assert.Equal(operations, StorageEstimate.Of(Plan(Group(calls * 100, Some.Message)), Spacing));

    // 40 calls in one step: 10 parcels of 4 or, of messages that fill them sooner, 14 of 3, 20 of 2, 40 of 1; and the
    // messages lie in a blob.
    [Theory]
    [InlineData(10, 63)]
    [InlineData(1_000, 66)]
    [InlineData(15_000, 82)]
    [InlineData(16_000, 106)]
    [InlineData(30_000, 186)]
    public void Large_messages_leave_less_room_in_parcels(int characters, int operations) => Assert.Equal(
        operations,
        StorageEstimate.Of(
            Plan([
                .. Enumerable.Range(0, 40).Select(
                    no => Group(1, Some.Json($$"""{"n":{{no}},"text":"{{new string('x', characters)}}"}"""))),
            ]),
            Spacing));

    /// <summary>One more than for a list of the push's own: the use and two looks for a block and its commit.</summary>
    [Theory]
    [InlineData(2)]
    [InlineData(40)]
    [InlineData(41)]
    [InlineData(4_000)]
    public void An_audience_is_estimated_by_its_numbers_alone(int calls)
    {
        var list = Plan(Group(calls * 100, Some.Message));
        var audience = Plan(Group(0, Some.Message)) with
        {
            Audience = new()
            {
                Count = calls * 100,
                BlobBytes = PushLists.LinesOf(list.Messages.Groups).Length,
            },
        };

        Assert.Equal(StorageEstimate.Of(list, Spacing) + 1, StorageEstimate.Of(audience, Spacing));
        Assert.Equal((list.Targets, list.Groups[0].Batches), (audience.Targets, audience.Groups[0].Batches));
    }

    [Fact]
    public async Task Members_of_labels_are_counted_and_named_as_a_way()
    {
        await SomeMembers.PutAsync(_members, "vip", Some.Users(250));
        await SomeMembers.PutAsync(_members, "muted", Some.Users(10, from: 40));
        var plan = Plan(Group(0, Some.Message)) with { Members = new(["vip"], [], ["muted"]) };

        var view = await Forecast().MakeAsync(Some.Push(1), plan, CancellationToken.None);

        Assert.Equal((240, 3, MemberPrecision.Exact, "users"), (view.Targets, view.Calls, view.TargetsAre, view.Via));
        Assert.InRange(view.StorageOperations, 30, 60);
    }

    [Fact]
    public async Task Nobody_is_a_forecast_too()
    {
        var plan = Plan(Group(0, Some.Message)) with { Members = new(["nobody"], [], []) };

        var view = await Forecast().MakeAsync(Some.Push(1), plan, CancellationToken.None);

        Assert.Equal((0, 0, MemberPrecision.Exact), (view.Targets, view.Calls, view.TargetsAre));
    }

    private static EventPlan.Ready Plan(params IReadOnlyList<MessageGroup> messages) =>
        new(new(messages, 0, null, []));

    private static MessageGroup Group(int users, JsonElement message) => new(message, Some.Users(users));

    private Task<PreviewView> MakeAsync(params IReadOnlyList<MessageGroup> messages) =>
        Forecast().MakeAsync(Some.Push(1), Plan(messages), CancellationToken.None);

    private PreviewForecast Forecast() => new(
        Limits.Store(_budgets, new ManualTime()), SomeMembers.Count(_members, _labels, new ManualTime()), new ManualTime());

    private Task WriteAsync(DateTimeOffset next, DateTimeOffset feed) => _budgets.UpsertEntityAsync(
        new BudgetRow { PartitionKey = Key.App, RowKey = Key.Budget, Next = next, Feed = feed },
        TableUpdateMode.Replace,
        CancellationToken.None);
}
