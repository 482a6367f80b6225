using System.Text.Json;
using PushFunctions.Control;
using PushFunctions.Status;

namespace PushFunctions.Tests.Faults;

/// <summary>
/// Knows only what was answered, what the far side was sent and what is told of the pushes, and holds these against
/// each other.
/// </summary>
internal sealed class Accountant(World world, FaultPlan plan, FarSide farSide)
{
    /// <summary>So long after the answer to a pause or a cancel there may still be calls.</summary>
    private static readonly TimeSpan Late = TimeSpan.FromSeconds(5);

    private readonly Account[] _accounts = [.. plan.Events.Select(planned => new Account { IsPlanned = planned.Users > 0 })];
    private readonly List<string> _complaints = [];

    /// <summary>All that is wrong.</summary>
    public IReadOnlyList<string> Complaints => _complaints;

    /// <summary>Batches that were marked as being sent by processes that died.</summary>
    public int MarkedAtDeath { get; set; }

    /// <summary>Whether all events have their answers.</summary>
    public bool HasAllAnswers => _accounts.All(account => account.PushId is not null || account.IsRefused || !account.IsPlanned);

    public static string User(int no, int user) => $"u{no}-{user:D4}";

    public string? PushIdOf(int no) => _accounts[no].PushId;

    public TimeSpan? ExpiresAt(int no) => plan.Events[no].At + plan.Events[no].ExpiresAfter;

    public void Complain(string what) => _complaints.Add($"{world.Elapsed}: {what}");

    public void Accepted(int no, string pushId)
    {
        var account = _accounts[no];
        if (account.IsRefused) Complain($"Event {no} was refused, and then accepted.");
        if (account.PushId is { } before && before != pushId) Complain($"Event {no} is push {before} and {pushId}.");
        account.PushId = pushId;
    }

    /// <summary>Of a sender who waited: what was told must be what became of the user.</summary>
    public void Answered(int no, JsonElement answer)
    {
        Accepted(no, answer.GetProperty("pushId").GetString()!);
        var (user, outcome) = (answer.GetProperty("user").GetString()!, answer.GetProperty("outcome").GetString()!);
        if (user != User(no, 0)) Complain($"Event {no} was answered for {user}.");
        var account = _accounts[no];
        if (account.Told is { } before && before != outcome) Complain($"Event {no} was answered {before}, and then {outcome}.");
        account.Told = outcome;
    }

    public void Refused(int no, int status, string text)
    {
        var account = _accounts[no];
        // An event whose time has passed before it got through.
        var isLate = status is 400 or 422 && (plan.Events[no].ExpiresAfter ?? plan.Events[no].SendAfter) is not null;
        if (!isLate || account.PushId is not null) Complain($"Event {no} was answered {status}: {text}");
        account.IsRefused = true;
    }

    public void Resuming(int no)
    {
        var account = _accounts[no];
        account.Resumes++;
        if (account.PausedAt is { } from) account.Pauses.Add((from + Late, world.Elapsed));
        account.PausedAt = null;
    }

    public void Controlled(int no, ControlAction action, JsonElement push)
    {
        var account = _accounts[no];
        Check(no, push);
        if (action == ControlAction.Cancel) account.CancelledAt ??= world.Elapsed;
        if (action == ControlAction.Resume) account.Resumes--;
        // While somebody else resumes it, nobody knows.
        if (action == ControlAction.Pause && account.Resumes == 0 && push.GetProperty("state").GetString() == "paused")
            account.PausedAt ??= world.Elapsed;
    }

    public void Saw(int no, Reply reply)
    {
        if (reply.Status == 404) Complain($"Push {no} was answered 202 and is not there.");
        else Check(no, reply.Json);
    }

    /// <summary>Users by outcome must sum to all of them, whenever it is.</summary>
    private PushView Check(int no, JsonElement push)
    {
        var view = push.Deserialize<PushView>(JsonSerializerOptions.Web)!;
        var counts = view.Counts;
        var sum = counts.Pending + counts.Accepted + counts.Retrying + counts.Failed + counts.Dead + counts.Expired
            + counts.Cancelled + counts.Unknown;
        // Whom it goes to is found while it is sent, and whoever ends it early ends the search.
        var isPart = plan.Events[no].As == PostedAs.Members && view.Targets < plan.Events[no].Users
            && (view.Expanding is true || view.State == PushFunctions.Storage.PushState.Cancelled
                || ExpiresAt(no) <= world.Elapsed);
        if ((view.Targets != plan.Events[no].Users && !isPart)
            || sum != view.Targets || counts.Pending < 0 || counts.Retrying < 0)
        {
            Complain($"Push {no} of {plan.Events[no].Users} users tells of {view.Targets}: {counts}");
        }

        return view;
    }

    /// <summary>The last look, when all should be over.</summary>
    /// <param name="failures">Of each push, the users who are not accepted, by how they ended.</param>
    /// <param name="isTwice">Whether a user is told to be possibly told twice.</param>
    public void Close(
        Func<string, Reply> look, Func<string, IReadOnlyDictionary<string, string>> failures, Func<string, string, bool> isTwice)
    {
        if (farSide.Breach is { } breach) Complain(breach);
        if (plan.OnlyKills) CheckDoubledBatches();
        foreach (var (no, account) in _accounts.Index().Where(each => each.Item.IsPlanned))
        {
            CheckCalls(no, account);
            if (account.PushId is not { } id)
            {
                if (!account.IsRefused) Complain($"Event {no} was never answered.");
                if (account.IsRefused && CallsOf(no).Any()) Complain($"Event {no} was refused, and sent.");
                continue;
            }

            var reply = look(id);
            if (reply.Status != 200)
            {
                Complain($"Push {no} was answered 202; a look at it, {reply.Status}: {reply.Text}");
                continue;
            }

            Close(no, Check(no, reply.Json), failures(id), user => isTwice(id, user));
        }
    }

    private void Close(
        int no, PushView push, IReadOnlyDictionary<string, string> failures, Func<string, bool> isTwice)
    {
        if (push.State is not (PushFunctions.Storage.PushState.Finished or PushFunctions.Storage.PushState.Cancelled)
            || push.Counts is not { Pending: 0, Retrying: 0 })
        {
            Complain($"Push {no} has not ended: {push.State}, {push.Counts}");
            return;
        }

        // Who is to be tried again may come to anything.
        if (_accounts[no].Told is { } told and not "retrying" && told != failures.GetValueOrDefault(User(no, 0), "accepted"))
            Complain($"Event {no} was answered {told}, and its user is {failures.GetValueOrDefault(User(no, 0), "accepted")}.");
        var reached = CallsOf(no).SelectMany(call => call.Reached).GroupBy(user => user).ToDictionary(
            user => user.Key, user => user.Count());
        // They are in the order of their ids.
        var all = Enumerable.Range(0, push.Targets).Select(user => User(no, user)).ToList();
        Name(no, "were sent it, and it does not go to them", reached.Keys.Except(all));
        List<string> accepted = [.. all.Where(user => !failures.ContainsKey(user))];
        if (accepted.Count != push.Counts.Accepted)
            Complain($"Push {no} counts {push.Counts.Accepted} accepted, and lists all but {accepted.Count} as not.");
        Name(no, "are accepted and were never sent it", accepted.Where(user => !reached.ContainsKey(user)));
        Name(no, "are said not to be sent to, and were", reached.Keys.Where(
            user => failures.GetValueOrDefault(user) is "cancelled" or "expired"));

        var twice = reached.Where(user => user.Value > 1).Select(user => user.Key).ToList();
        if (twice.Count > push.PossiblyTwice)
            Complain($"Push {no}: {twice.Count} users were told twice, {twice[0]} among them, and {push.PossiblyTwice} are said to be.");
        Name(no, "were told twice, and nothing says so", twice.Take(5).Where(user => !isTwice(user)));
        if (plan.IsWithoutDoubt) Name(no, "were told twice, although nothing was in doubt", twice);
        if (plan.IsWithoutDoubt && push.PossiblyTwice > 0)
            Complain($"Push {no}: {push.PossiblyTwice} users are said to be told twice, although nothing was in doubt.");
    }

    private void Name(int no, string what, IEnumerable<string> users)
    {
        var named = users.ToList();
        if (named.Count > 0) Complain($"Push {no}: {named.Count} users {what}: {string.Join(", ", named.Take(5))}");
    }

    private IEnumerable<FarSideCall> CallsOf(int no) => farSide.Calls.Where(call => call.Event == no);

    private void CheckCalls(int no, Account account)
    {
        if (CallsOf(no).FirstOrDefault(call => call.At > account.CancelledAt + Late) is { } cancelled)
            Complain($"Push {no} was cancelled at {account.CancelledAt}, and called for at {cancelled.At}.");
        if (CallsOf(no).FirstOrDefault(call => call.At > ExpiresAt(no) + Late) is { } expired)
            Complain($"Push {no} expired at {ExpiresAt(no)}, and was called for at {expired.At}.");
        var begins = plan.Events[no].At + plan.Events[no].SendAfter - TimeSpan.FromSeconds(0.1);
        if (CallsOf(no).FirstOrDefault(call => call.At < begins) is { } early)
            Complain($"Push {no} was to be sent at {begins}, and called for at {early.At}.");
        foreach (var (from, to) in account.Pauses)
        {
            if (CallsOf(no).FirstOrDefault(call => call.At > from && call.At < to) is { } paused)
                Complain($"Push {no} was paused from {from} to {to}, and called for at {paused.At}.");
        }
    }

    /// <summary>Of a process that dies, no more is doubled than what it had marked as being sent.</summary>
    private void CheckDoubledBatches()
    {
        var seen = new HashSet<(int, string)>();
        var doubled = 0;
        foreach (var call in farSide.Calls)
        {
            var users = call.Reached.Select(user => (call.Event, user)).ToList();
            if (users.Exists(seen.Contains)) doubled++;
            seen.UnionWith(users);
        }

        if (doubled > MarkedAtDeath)
            Complain($"{doubled} calls were made twice; processes that died had marked {MarkedAtDeath}.");
    }

    private sealed class Account
    {
        public required bool IsPlanned { get; init; }

        public string? PushId { get; set; }

        public bool IsRefused { get; set; }

        /// <summary>What a sender who waited was told of the user.</summary>
        public string? Told { get; set; }

        public TimeSpan? CancelledAt { get; set; }

        public TimeSpan? PausedAt { get; set; }

        public int Resumes { get; set; }

        /// <summary>From when to when no call may be made.</summary>
        public List<(TimeSpan From, TimeSpan To)> Pauses { get; } = [];
    }
}
