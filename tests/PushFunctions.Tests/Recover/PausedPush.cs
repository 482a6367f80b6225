using AgoraChat.Push;
using PushFunctions.Control;
using PushFunctions.Storage;

namespace PushFunctions.Tests.Recover;

/// <summary>When a push was paused.</summary>
public enum PausedWhen
{
    BeforeItWasFed,

    InTheMiddleOfFeeding,

    UsersWereDue,

    UsersWereDueBelowTheMark,

    TriesWerePlanned,

    CallsWereInTheAir,

    /// <summary>To one user, who was not called.</summary>
    SingleWaited,

    /// <summary>To 100 users, some of whom were to be tried again.</summary>
    SingleUsersWereDue,

    SingleTriesWerePlanned,

    SingleCallsWereInTheAir,
}

/// <summary>A push that rests while its time comes to its end.</summary>
internal static class PausedPush
{
    private static readonly TimeSpan Moment = TimeSpan.FromSeconds(0.25);

    /// <returns>The pipeline, a second before the push's time is over.</returns>
    public static async Task<MemoryPipeline> MakeAsync(PausedWhen when)
    {
        var pipeline = new MemoryPipeline();
        // Users are due half a minute after their first try, and some two minutes after their second.
        var expiresAt = Some.Now.AddMinutes(when == PausedWhen.UsersWereDueBelowTheMark ? 5 : 1);
        var accepts = pipeline.AcceptAsync(UsersOf(when), push => push.ExpiresAt = expiresAt);
        pipeline.FarSide = when switch
        {
            PausedWhen.UsersWereDueBelowTheMark => (_, _) => PushStatus.Error,
            _ => (user, _) => user.EndsWith('7') ? PushStatus.Error : PushStatus.Success,
        };
        await accepts;
        switch (when)
        {
            case PausedWhen.InTheMiddleOfFeeding:
                pipeline.Run(TimeSpan.FromSeconds(3));
                break;
            case PausedWhen.UsersWereDue or PausedWhen.SingleUsersWereDue:
                pipeline.Run(TimeSpan.FromSeconds(20));
                break;
            case PausedWhen.UsersWereDueBelowTheMark:
                while (pipeline.Push.Retrying == 0) pipeline.Run(Moment);
                break;
            case PausedWhen.TriesWerePlanned or PausedWhen.SingleTriesWerePlanned:
                while (!HasPlanned(pipeline)) pipeline.Run(Moment);
                break;
            case PausedWhen.CallsWereInTheAir or PausedWhen.SingleCallsWereInTheAir:
                pipeline.InTheAir = () => pipeline.DoAsync(ControlAction.Pause);
                pipeline.Run(TimeSpan.FromSeconds(20));
                pipeline.InTheAir = null;
                break;
        }

        pipeline.Ask(ControlAction.Pause);
        // Who is due becomes so while it rests, all that is in the air comes back, and nobody knows of it any more.
        pipeline.Run(expiresAt.AddSeconds(-1) - pipeline.Bed.Time.Now);
        return pipeline;
    }

    private static int UsersOf(PausedWhen when) => when switch
    {
        PausedWhen.InTheMiddleOfFeeding => 10_000,
        PausedWhen.SingleWaited => 1,
        PausedWhen.SingleUsersWereDue or PausedWhen.SingleTriesWerePlanned or PausedWhen.SingleCallsWereInTheAir => 100,
        _ => 1_000,
    };

    private static bool HasPlanned(MemoryPipeline pipeline) =>
        pipeline.Bed.Pushes.FindAll<ParcelRow>(Some.PushId).Any(
            row => LedgerKey.IsRetry(row.RowKey) && row.State == ParcelState.Planned);
}
