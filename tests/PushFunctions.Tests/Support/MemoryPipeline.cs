using System.Text;
using System.Text.Json;
using AgoraChat.Push;
using Microsoft.AspNetCore.Http;
using PushFunctions.Claims;
using PushFunctions.Control;
using PushFunctions.Dispatch;
using PushFunctions.Recover;
using PushFunctions.Settle;
using PushFunctions.Status;
using PushFunctions.Storage;

namespace PushFunctions.Tests;

/// <summary>
/// A push on its way over storage in memory: each message is handled when its time comes, the watchdog looks every
/// 15 s, and whoever handles something can die at any of its operations, or others come in between. The clock stands
/// still while anything is being done.
/// </summary>
internal sealed class MemoryPipeline : IDisposable
{
    private static readonly TimeSpan WatchdogEvery = TimeSpan.FromSeconds(15);

    /// <summary>How long the queue hides a message whose process died.</summary>
    private static readonly TimeSpan Hidden = TimeSpan.FromSeconds(20);

    private readonly PriorityQueue<(string Queue, string Text), (DateTimeOffset At, int No)> _messages = new();
    private readonly Dictionary<string, int> _told = [];
    private readonly Loop _loop = new();
    private DateTimeOffset _watchdogAt;
    private int _no;
    private int? _left;
    private bool _isDead;
    private (int Left, Func<Task> Work)? _between;

    /// <param name="settings">As environment variables would name them.</param>
    public MemoryPipeline(params IEnumerable<(string Name, string Value)> settings)
    {
        Bed = new(settings);
        _watchdogAt = Bed.Time.Now + WatchdogEvery;
        foreach (var table in (MemoryTable[])[Bed.Pushes, Bed.Index, Bed.Scheduled, Bed.Listing, Bed.DeadLetters])
            (table.Before, table.After) = (_ => Operate(), _ => Operate());
        Bed.LabelMembers.Before = _ => Operate();
        Bed.Users.BeforeAppend = Bed.Users.AfterAppend = Operate;
        // A process changes a budget's row in turn with itself: nobody comes in between.
        Bed.Budgets.Before = Bed.Budgets.After = _ =>
        {
            // Slots are reserved beside the work that waits for them: it would wait on, and not die.
            if (!MakesCalls) OperateAlone();
        };
        Bed.Dispatch.Before = Bed.Delivery.Before = Bed.Callbacks.Before = Operate;
        Bed.Dispatch.After = put => Enqueue(QueueNames.Dispatch, put.Text, put.Wait ?? TimeSpan.Zero);
        Bed.Delivery.After = put => Enqueue(QueueNames.Delivery, put.Text, put.Wait ?? TimeSpan.Zero);
        Bed.Callbacks.After = _ => Operate();
    }

    public MemoryBed Bed { get; }

    /// <summary>
    /// Whether parcels are delivered as they are by a host: each call in its slot, made to the bed's own far side.
    /// Otherwise <see cref="FarSide"/> is asked at once.
    /// </summary>
    public bool MakesCalls { get; init; }

    /// <summary>What the far side says of a user: by the name, and how often it was asked before.</summary>
    public Func<string, int, PushStatus> FarSide { get; set; } = (_, _) => PushStatus.Success;

    /// <summary>Done while calls are in the air, before their answers come.</summary>
    public Func<Task>? InTheAir { get; set; }

    /// <summary>When the last call was made; null: none was.</summary>
    public DateTimeOffset? LastCall { get; private set; }

    /// <summary>Which calls the far side refuses as a whole, by their first user; null: none.</summary>
    public Func<string, bool>? Refuses { get; set; }

    /// <summary>Whether steps that are put are lost.</summary>
    public bool DropDispatch { get; set; }

    /// <summary>How often each user was called.</summary>
    public IReadOnlyDictionary<string, int> Told => _told;

    /// <summary>Whether somebody has died since <see cref="KillAfter"/>.</summary>
    public bool IsKilled => _left < 0;

    public void Dispose() => Bed.Dispose();

    /// <summary>Lets a push be accepted, to so many users.</summary>
    public async Task<PushRow> AcceptAsync(int users, Action<PushRow>? change = null)
    {
        var names = Some.Users(users);
        var push = users <= PushBatch.MaxUsers ? Some.Draft : Some.Push(users);
        (push.Targets, push.State, push.Created, push.StepDue) = (users, PushState.Waiting, Bed.Time.Now, Bed.Time.Now);
        push.OpenRow = IndexRow.NewOpenKey(push.PushId, Bed.Time.Now);
        push.Groups = Some.Bytes(Some.Layout(users).Groups);
        if (push.IsSingle)
        {
            push.Users = Some.Bytes(names);
        }
        else
        {
            var lines = Encoding.ASCII.GetBytes(string.Concat(names.Select(name => name + "\n")));
            Bed.Users.Put(push.Blob!, lines);
            push.BlobBytes = lines.Length;
        }

        change?.Invoke(push);
        if (push.IsScheduled) await Bed.Scheduled.UpsertEntityAsync(ScheduledRow.Of(push));
        else await Bed.Index.UpsertEntityAsync(IndexRow.ForOpen(push));
        await Bed.Pushes.AddEntityAsync(push);
        if (!push.IsScheduled) await Bed.Get<PushStore>().PutFirstAsync(push, CancellationToken.None);
        return push;
    }

    public PushRow Push => Bed.Pushes.Find<PushRow>(Some.PushId, LedgerKey.Push)!;

    /// <summary>Lets whoever does the operation of this number die before it; each has one before and one after it.</summary>
    public void KillAfter(int operations) => _left = operations;

    /// <summary>Lets others do something, whole, before the operation of this number.</summary>
    public void InterruptAt(int operation, Func<Task> work) => _between = (operation, work);

    /// <summary>Whether <see cref="InterruptAt"/> is still to come.</summary>
    public bool IsToBeInterrupted => _between is not null;

    /// <summary>Asks something of the push as a client does: again, until there is an answer.</summary>
    public void Ask(ControlAction action)
    {
        while (!LetDie(() => DoAsync(action)))
        {
            // Whoever was asked has died.
        }
    }

    /// <summary>Does what is asked of the push, once.</summary>
    public Task DoAsync(ControlAction action) =>
        Bed.Get<PushControl>().DoAsync(Some.PushId, action, CancellationToken.None);

    /// <summary>Lets the watchdog look, as it does every 15 s.</summary>
    public Task WatchAsync() => Bed.Get<WatchdogHandler>().HandleAsync(CancellationToken.None);

    /// <summary>Lets time pass, and looks at the status now and then.</summary>
    public async Task RunWatchedAsync(TimeSpan time)
    {
        for (var end = Bed.Time.Now + time; Bed.Time.Now < end;)
        {
            Run(TimeSpan.FromSeconds(Math.Min(5, (end - Bed.Time.Now).TotalSeconds)));
            await LookAsync();
        }
    }

    /// <summary>Lets time pass.</summary>
    public void Run(TimeSpan time)
    {
        var end = Bed.Time.Now + time;
        while (NextAt() is { } next && next <= end)
        {
            if (next > Bed.Time.Now) Bed.Time.Advance(next - Bed.Time.Now);
            if (_watchdogAt <= Bed.Time.Now)
            {
                _watchdogAt += WatchdogEvery;
                LetDie(WatchAsync, goesElsewhere: true);
                continue;
            }

            var (queue, text) = _messages.Dequeue();
            if (DropDispatch && queue == QueueNames.Dispatch) continue;
            if (!LetDie(() => HandleAsync(queue, text))) Enqueue(queue, text, Hidden);
        }

        if (end > Bed.Time.Now) Bed.Time.Advance(end - Bed.Time.Now);
    }

    /// <summary>Loses all messages that are on the queues.</summary>
    public void Lose() => _messages.Clear();

    /// <summary>Lets time pass in which nobody does anything.</summary>
    public void Rest(TimeSpan time)
    {
        Bed.Time.Advance(time);
        _watchdogAt = Bed.Time.Now + WatchdogEvery;
    }

    /// <summary>What the push's status says; its users by outcome must sum to all of them.</summary>
    public async Task<PushView> LookAsync()
    {
        var (left, context) = (_left, new DefaultHttpContext { Response = { Body = new MemoryStream() } });
        _left = null;
        var answer = await Bed.Get<PushStatusHandler>().HandleAsync(Some.PushId, CancellationToken.None);
        await answer.ExecuteAsync(context);
        _left = left;
        context.Response.Body.Position = 0;
        var view = (await JsonSerializer.DeserializeAsync<PushView>(context.Response.Body, JsonSerializerOptions.Web))!;
        var counts = view.Counts;
        Assert.Equal(
            view.Targets,
            counts.Pending + counts.Accepted + counts.Retrying + counts.Failed + counts.Dead + counts.Expired
            + counts.Cancelled + counts.Unknown);
        Assert.True(counts is { Pending: >= 0, Retrying: >= 0 }, $"{counts}");
        return view;
    }

    /// <summary>Does something that may die on the way.</summary>
    /// <param name="goesElsewhere">Whether other threads take part, as those of a parallel loop.</param>
    /// <returns>False: it did.</returns>
    public bool LetDie(Func<Task> work, bool goesElsewhere = false)
    {
        try
        {
            if (MakesCalls) _loop.RunNext(Bed.Time, work);
            else Loop.Run(Bed.Time, work, goesElsewhere ? null : TimeSpan.Zero);
            return true;
        }
        catch (KilledException)
        {
            return false;
        }
        finally
        {
            _isDead = false;
        }
    }

    private DateTimeOffset? NextAt() => _messages.TryPeek(out _, out var place) && place.At < _watchdogAt
        ? place.At
        : _watchdogAt;

    /// <summary>Seen a second later than by the queue: nobody waits in a process for a moment of less.</summary>
    private void Enqueue(string queue, string text, TimeSpan wait) =>
        _messages.Enqueue((queue, text), (Bed.Time.Now + wait + TimeSpan.FromSeconds(1), _no++));

    private void Operate()
    {
        if (_between is { } between)
        {
            _between = between.Left == 0 ? null : between with { Left = between.Left - 1 };
            // Elsewhere: this thread waits for it.
            if (_between is null) Task.Run(between.Work).GetAwaiter().GetResult();
        }

        OperateAlone();
    }

    private void OperateAlone()
    {
        if (_left-- == 0) _isDead = true;
        // Whatever it still does to clear up, it does not.
        if (_isDead) throw new KilledException();
    }

    private async Task HandleAsync(string queue, string text)
    {
        if (queue == QueueNames.Dispatch)
        {
            await Bed.Get<DispatchHandler>().HandleAsync("m", BinaryData.FromString(text), CancellationToken.None);
            return;
        }

        Assert.True(QueueText.TryReadParcel(text, out var parcel, out _));
        if (MakesCalls || parcel.NotBefore > Bed.Time.Now || parcel.IsExpired(Bed.Time.Now))
            await Bed.Handler.HandleAsync("m", BinaryData.FromString(text), CancellationToken.None);
        else
            await DeliverAsync(parcel);
    }

    private async Task DeliverAsync(Parcel parcel)
    {
        switch (await Bed.Claims.TakeAsync(parcel, CancellationToken.None))
        {
            case Claim.Over:
                await Bed.Settlement.CompleteAsync(parcel, CancellationToken.None);
                break;
            case Claim.Busy busy:
                await Bed.Get<WorkQueues>().PutAsync(parcel, busy.Wait, CancellationToken.None);
                break;
            case Claim.Taken { Held: var held }:
                using (held)
                {
                    if (held.Row.State != ParcelState.Sending) await held.MarkSendingAsync(held.OpenBatches);
                    var hold = await Bed.Get<HeldPushes>().LookAsync(parcel.PushId, CancellationToken.None);
                    foreach (var batch in held.OpenBatches)
                    {
                        if (hold == Hold.Cancelled) UserDecisions.Cancel(held, batch);
                        else if (hold == Hold.None) await CallAsync(held, batch);
                    }

                    if (hold == Hold.Paused) await Bed.Get<ParcelReturn>().RestAsync(held);
                    else await Bed.Settlement.SettleAsync(held, CancellationToken.None);
                }

                break;
        }
    }

    private async Task CallAsync(HeldParcel held, PushBatch batch)
    {
        held.CountCall();
        LastCall = Bed.Time.Now;
        if (Refuses?.Invoke(batch.Users[0]) == true)
        {
            var refused = new CallFailure(AgoraChatErrorKind.Refused, "400 illegal_argument", MayHaveBeenSent: false);
            Bed.Decisions.Decide(held, batch, new CallOutcome.Failed(refused, Verdict.Failed));
            return;
        }

        var results = new List<UserPushResult>();
        foreach (var user in batch.Users)
        {
            var before = _told.GetValueOrDefault(user);
            _told[user] = before + 1;
            results.Add(new() { User = user, Status = FarSide(user, before) });
        }

        if (InTheAir is { } inTheAir) await inTheAir();
        Bed.Decisions.Decide(held, batch, new CallOutcome.Answered(results));
    }

    private sealed class KilledException : Exception;
}
