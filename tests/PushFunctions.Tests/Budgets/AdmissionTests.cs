using PushFunctions.Budgets;

namespace PushFunctions.Tests.Budgets;

public sealed class AdmissionTests
{
    private static readonly CallTicket Broadcast = new(Urgency: 2, Begun: false, Some.Now, Fed: true);

    /// <summary>Ten calls a second.</summary>
    private readonly Admission _admission = new(TimeSpan.FromMilliseconds(100));

    [Fact]
    public async Task About_a_second_of_calls_may_begin()
    {
        var first = Enter(Broadcast, calls: 4);
        var second = Enter(Broadcast, calls: 4);
        var third = Enter(Broadcast, calls: 4);
        var fourth = Enter(Broadcast, calls: 1);

        Assert.IsType<Entry.Begun>(await first);
        Assert.IsType<Entry.Begun>(await second);
        Assert.IsType<Entry.Begun>(await third);
        Assert.False(fourth.IsCompleted);
    }

    [Fact]
    public async Task The_next_begins_when_enough_have_got_their_slots()
    {
        await Enter(Broadcast, calls: 12);
        var next = Enter(Broadcast, calls: 1);

        _admission.Leave(2);
        Assert.False(next.IsCompleted);
        _admission.Leave(1);

        Assert.IsType<Entry.Begun>(await next);
    }

    [Fact]
    public async Task Each_call_gives_its_place_back_once()
    {
        var places = Assert.IsType<Entry.Begun>(await Enter(Broadcast, calls: 11)).Places;
        var next = Enter(Broadcast, calls: 1);

        for (var time = 0; time < 2; time++) places[0].Dispose();
        Assert.Equal((11, false), (places.Count, next.IsCompleted));
        places[1].Dispose();

        Assert.IsType<Entry.Begun>(await next);
    }

    /// <summary>A host runs 64 messages at once: without an end to the line, no single event would be picked up.</summary>
    [Fact]
    public async Task Who_finds_a_long_line_comes_back_when_it_has_had_its_turns()
    {
        await Enter(Broadcast, calls: 10);
        var waiting = Enumerable.Range(0, 40).Select(_ => Enter(Broadcast, calls: 4)).ToList();

        var heldBack = Assert.IsType<Entry.HeldBack>(await Enter(Broadcast, calls: 4));
        _admission.Leave(4);

        Assert.Equal(TimeSpan.FromSeconds(16), heldBack.Wait);
        Assert.IsType<Entry.Begun>(await waiting[0]);
        Assert.False(Enter(Broadcast, calls: 4).IsCompleted);
    }

    [Fact]
    public async Task The_most_urgent_begins_first_then_those_begun_then_the_oldest()
    {
        await Enter(Broadcast, calls: 10);
        var order = new List<string>();
        using var begun = new SemaphoreSlim(0);
        Task[] waiting =
        [
            Note("new", Broadcast),
            Note("old", Broadcast with { Due = Some.Now.AddSeconds(-1) }),
            Note("begun", Broadcast with { Begun = true }),
            Note("retry", Broadcast with { Urgency = 1 }), Note("new, too", Broadcast),
        ];

        for (var turn = 0; turn < waiting.Length; turn++)
        {
            _admission.Leave(10);
            Assert.True(await begun.WaitAsync(TimeSpan.FromSeconds(30)));
        }

        await Task.WhenAll(waiting);

        Assert.Equal(["retry", "begun", "old", "new", "new, too"], order);

        async Task Note(string name, CallTicket ticket)
        {
            await Enter(ticket, calls: 10);
            order.Add(name);
            begun.Release();
        }
    }

    [Fact]
    public async Task Who_gives_up_takes_no_place()
    {
        using var cancel = new CancellationTokenSource();
        await Enter(Broadcast, calls: 10);
        var givenUp = _admission.EnterAsync(Broadcast with { Urgency = 1 }, calls: 10, cancel.Token);
        var next = Enter(Broadcast, calls: 1);

        await cancel.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => givenUp);
        _admission.Leave(10);

        Assert.IsType<Entry.Begun>(await next);
    }

    [Fact]
    public async Task After_a_long_hold_back_who_waits_is_sent_back()
    {
        await Enter(Broadcast, calls: 10);
        var waiting = Enter(Broadcast, calls: 1);

        _admission.HeldBackUntil(Some.Now.AddSeconds(9.9), Some.Now);
        Assert.False(waiting.IsCompleted);
        _admission.HeldBackUntil(Some.Now.AddSeconds(30), Some.Now);

        Assert.Equal(new Entry.HeldBack(TimeSpan.FromSeconds(30)), await waiting);
    }

    [Fact]
    public async Task Slots_that_lie_far_apart_are_no_hold_back()
    {
        var slow = new Admission(TimeSpan.FromSeconds(60));
        await slow.EnterAsync(Broadcast, calls: 1, CancellationToken.None);
        var waiting = slow.EnterAsync(Broadcast, calls: 1, CancellationToken.None);

        slow.HeldBackUntil(Some.Now.AddSeconds(120), Some.Now);

        Assert.False(waiting.IsCompleted);
    }

    private Task<Entry> Enter(CallTicket ticket, int calls) =>
        _admission.EnterAsync(ticket, calls, CancellationToken.None);
}
