using PushFunctions.Budgets;
using PushFunctions.Dispatch;
using PushFunctions.Storage;

namespace PushFunctions.Tests.Dispatch;

/// <summary>
/// Broadcasts that are fed in turn, in virtual time: steps come up to 0.3 s late, calls are made in their order, those
/// of single users first.
/// </summary>
internal sealed class FeedingRun(BudgetLimit? limit = null)
{
    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(10);

    private readonly Random _random = new(3);
    private readonly Dictionary<string, PushRow> _pushes = [];
    private readonly PriorityQueue<(string Push, int Calls, DateTimeOffset Due), DateTimeOffset> _hidden = new();
    private readonly PriorityQueue<string, (DateTimeOffset Due, int No)> _work = new();
    private readonly PriorityQueue<string, DateTimeOffset> _steps = new();
    private readonly List<(DateTimeOffset At, string Push)> _calls = [];
    private readonly Dictionary<string, int> _called = [];
    private DateTimeOffset _single = DateTimeOffset.MaxValue;
    private int _no;

    public DateTimeOffset Now { get; private set; } = Some.Now;

    public Budget Budget { get; } = new(new(), new() { Limit = limit ?? new(CallsPerMinute: 1_200) });

    /// <summary>How long it takes from one event to a single user to the next, from now on; null: there are none.</summary>
    public TimeSpan? SinglesEvery
    {
        get;
        set => (field, _single) = (value, value is null ? DateTimeOffset.MaxValue : Now);
    }

    /// <summary>The calls of broadcasts.</summary>
    public IReadOnlyList<(DateTimeOffset At, string Push)> Calls => _calls;

    public bool IsDone => _pushes.Values.All(push => CalledOf(push.PushId) == push.Batches);

    /// <summary>Lets a broadcast come at a moment.</summary>
    public void Add(string id, int calls, DateTimeOffset at)
    {
        var push = Some.Push(calls * 100);
        (push.PartitionKey, push.State, push.Created, push.StepDue) = (id, PushState.Waiting, at, at);
        _pushes[id] = push;
        _steps.Enqueue(id, at);
    }

    public IReadOnlyCollection<PushRow> Pushes => _pushes.Values;

    public int CalledOf(string id) => _called.GetValueOrDefault(id);

    /// <summary>What a push's status would say now.</summary>
    public DateTimeOffset ExpectFinish(string id)
    {
        var push = _pushes[id];
        var accepted = CalledOf(id) * 100;
        var counts = new PushCounts(push.Targets - accepted, accepted, 0, 0, 0, 0, 0, 0, 0, 0);
        return ExpectedFinish.Of(push, counts, lastDue: null, Budget, Now);
    }

    public void Until(DateTimeOffset end)
    {
        for (; Now < end; Now += Tick)
        {
            CallSingles();
            while (_steps.TryPeek(out var push, out var due) && due <= Now)
            {
                _steps.Dequeue();
                Step(_pushes[push]);
            }

            CallBroadcasts();
        }
    }

    private void Step(PushRow push)
    {
        if (!push.IsFed) Feed(push);
        else push.StepDue = Now + DispatchPace.CloseEvery;
        if (push.IsFed && CalledOf(push.PushId) == push.Batches) push.State = PushState.Finished;
        else _steps.Enqueue(push.PushId, push.StepDue + TimeSpan.FromSeconds(_random.NextDouble() * 0.3));
    }

    private void Feed(PushRow push)
    {
        var spacing = Budget.SpacingAt(Now);
        var turn = DispatchPace.CallsPerStep(spacing, FeedingPushes.CountWith(Budget.Row, push.PushId, Now));
        var calls = Math.Min(turn, push.Batches - push.NextBatch);
        push.State = PushState.Sending;
        push.NextBatch += calls;
        var start = Feeding.Feed(Budget, Now, calls);
        var end = start + calls * spacing;
        FeedingPushes.Note(
            Budget.Row, push.PushId, Now, end - DispatchPace.StepLead, push.Batches - push.NextBatch);
        foreach (var parcel in Enumerable.Range(0, calls).Chunk(DispatchPace.BatchesPerParcel(spacing)))
            Put(push.PushId, parcel.Length, start + parcel[0] * spacing);
        push.StepDue = end - (push.IsFed ? TimeSpan.Zero : DispatchPace.StepLead);
    }

    /// <summary>A queue hides messages for whole seconds, rounded down.</summary>
    private void Put(string push, int calls, DateTimeOffset due)
    {
        var hidden = Math.Max(0, Math.Floor((due - Now - DispatchPace.ParcelLead).TotalSeconds));
        _hidden.Enqueue((push, calls, due), Now.AddSeconds(hidden));
    }

    private void CallBroadcasts()
    {
        while (_hidden.TryPeek(out var parcel, out var seen) && seen <= Now)
        {
            _hidden.Dequeue();
            for (var call = 0; call < parcel.Calls; call++) _work.Enqueue(parcel.Push, (parcel.Due, _no++));
        }

        while (_work.TryPeek(out var first, out _))
        {
            var slots = BudgetArithmetic.Reserve(Budget, Now, 1, unfed: 0, Now.AddSeconds(0.1));
            if (slots.Count == 0) break;
            _calls.Add((slots[0], first));
            _called[first] = CalledOf(first) + 1;
            _work.Dequeue();
        }
    }

    private void CallSingles()
    {
        while (_single <= Now)
        {
            BudgetArithmetic.Reserve(Budget, Now, 1, unfed: 1, Now.AddSeconds(0.6));
            _single += SinglesEvery!.Value;
        }
    }
}
