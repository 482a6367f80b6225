using AgoraChat.Push;
using Microsoft.Extensions.Configuration;
using PushFunctions.Budgets;
using PushFunctions.Deliver;
using PushFunctions.Labels;
using PushFunctions.Preferences;
using PushFunctions.Settle;
using PushFunctions.Storage;

namespace PushFunctions.ManyPreferences;

/// <summary>Makes the calls of a part's lines, many at once: they are about different users.</summary>
public sealed class BulkCalls(PreferenceCaller caller, FarCalls calls, IConfiguration configuration, TimeProvider time)
{
    /// <summary>A far side that takes 0.3 s for an answer is still called a hundred times a second.</summary>
    private const int AtOnce = 32;

    /// <summary>So many calls in vain, and none that went well: it is not the users.</summary>
    private const int MostInVain = 32;

    /// <returns>Why the far side takes no calls at all; null: it does.</returns>
    public async Task<CallFailure?> RunAsync(
        PreferenceJobRow job, IReadOnlyList<PreferenceLine> lines, PartState state, StepTurn turn)
    {
        var run = new Run(job, lines, state, turn);
        if (configuration.GetValue<bool>(
            $"{AppsSection.Name}:{job.App}:{nameof(AgoraChatOptions.EasemobEndpoints)}"))
        {
            var named = state.Left.Where(index => IsNameAlone(lines[index], state[index]))
                .Chunk(EasemobClient.MaxDisplayNames);
            await SideBySide.ForEachAsync(
                named.ToAsyncEnumerable(), AtOnce, batch => NameAsync(run, batch), CancellationToken.None);
        }

        await SideBySide.ForEachAsync(
            state.Left.ToAsyncEnumerable().TakeWhile(_ => !run.IsOver), AtOnce, index => SetAsync(run, index),
            CancellationToken.None);
        return run.Stopped;
    }

    private static bool IsNameAlone(PreferenceLine line, LineStates state) =>
        line.Change is { DisplayName: not null, DisplayStyle: null }
        && LineState.LeftOf(line, state).Any(call => call.Kind == PreferenceCallKind.Display);

    /// <summary>
    /// Sets the names of up to fifty in one call, which is refused for one of them as a whole: then it is halved, and
    /// who is alone is called like anybody.
    /// </summary>
    private async Task NameAsync(Run run, IReadOnlyList<int> batch)
    {
        if (batch.Count == 1 || run.IsOver) return;
        var names = batch.ToDictionary(index => run.Lines[index].User!, index => run.Lines[index].Change!.DisplayName!);
        var answer = await calls.MakeAsync(
            new BudgetKey(run.Job.App, BudgetNames.DisplaySettings), FarUrgency.Bulk, tries: 1, run.CallTurn,
            (client, departure) =>
                client.Easemob.SetDisplayNamesAsync(names, departure, CancellationToken.None));
        if (answer.IsDone)
        {
            foreach (var index in batch) run.State.Done(index, PreferenceCallKind.Display);
            run.Went();
            return;
        }

        if (!answer.IsMade) return;
        if (Run.IsOfAll(answer.Failure!) || answer.Meaning == FarFailure.Away)
        {
            run.WentInVain(answer.Failure!);
            return;
        }

        var half = batch.Count / 2;
        await NameAsync(run, [.. batch.Take(half)]);
        await NameAsync(run, [.. batch.Skip(half)]);
    }

    private async Task SetAsync(Run run, int index)
    {
        var line = run.Lines[index];
        var left = LineState.LeftOf(line, run.State[index]);
        for (var next = 0; next < left.Count && !run.IsOver; next++)
        {
            var call = left[next];
            var answer = await caller.MakeAsync(
                run.Job.App, line.User!, new NotificationScope.App(), DueNow(run.Job, line.Change!), call.Kind,
                run.Way);
            if (!answer.IsMade) return;
            if (answer.IsDone)
            {
                run.State.Done(index, call.Kind);
                run.Went();
                continue;
            }

            if (Run.IsOfAll(answer.Failure!) || answer.Meaning == FarFailure.Away)
            {
                run.State.Tried(index);
                run.WentInVain(answer.Failure!);
                continue;
            }

            run.Went();
            var isUnknown = answer.Meaning == FarFailure.UnknownUser;
            run.State.Fail(index, isUnknown ? left.Skip(next) : [call], FieldOutcome.Of(answer).Reason);
            // The others would be refused for the same reason.
            if (isUnknown) return;
        }
    }

    /// <summary>Muting counts from when the lines came, however late and however often its call is made.</summary>
    private PreferenceChange DueNow(PreferenceJobRow job, PreferenceChange change)
    {
        if (change.MuteFor is not { } mute || mute == TimeSpan.Zero) return change;
        var left = job.AcceptedAt + mute - time.GetUtcNow();
        return change with
        {
            MuteFor = left <= TimeSpan.Zero ? TimeSpan.Zero : left < mute ? left : mute,
        };
    }

    /// <summary>How the calls of a part go.</summary>
    private sealed class Run(
        PreferenceJobRow job, IReadOnlyList<PreferenceLine> lines, PartState state, StepTurn turn)
    {
        private int _inVain;
        private int _went;
        private CallFailure? _stopped;

        public PreferenceJobRow Job => job;

        public IReadOnlyList<PreferenceLine> Lines => lines;

        public PartState State => state;

        public CallTurn CallTurn { get; } = new(() => turn.IsOver, turn.Stop);

        public CallWay Way => new(FarUrgency.Bulk, Tries: 1, CallTurn);

        public CallFailure? Stopped => Volatile.Read(ref _stopped);

        public bool IsOver => Stopped is not null || turn.IsOver;

        /// <summary>Whether the same would happen to any call: it is not the user's.</summary>
        public static bool IsOfAll(CallFailure failure) =>
            failure.Kind is AgoraChatErrorKind.Unauthorized or AgoraChatErrorKind.QuotaExhausted
            || failure.Error == CallFailure.AppNotConfigured;

        public void Went() => Interlocked.Increment(ref _went);

        public void WentInVain(CallFailure failure)
        {
            var isOfAll = IsOfAll(failure)
                || (Interlocked.Increment(ref _inVain) >= MostInVain && Volatile.Read(ref _went) == 0);
            if (isOfAll) Volatile.Write(ref _stopped, failure);
        }
    }
}
