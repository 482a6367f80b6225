using Azure;
using Azure.Core;
using Azure.Core.Pipeline;
using PushFunctions.Tests.Faults.Storage;

namespace PushFunctions.Tests.Faults;

/// <summary>The way to storage: each operation takes its time, and some of them fail by the plan.</summary>
internal sealed class Network(World world, FaultPlan plan, Hosts hosts)
{
    private readonly ILookup<int, Fault.StorageFails> _failures =
        plan.Faults.OfType<Fault.StorageFails>()
            .SelectMany(fault => Enumerable.Range(0, fault.Times).Select(more => (No: fault.Operation + more, fault)))
            .ToLookup(each => each.No, each => each.fault);

    private readonly Dictionary<int, Fault.DeleteUnanswered> _unanswered =
        plan.Faults.OfType<Fault.DeleteUnanswered>()
            .SelectMany(fault => Enumerable.Range(0, fault.Times).Select(more => (No: fault.Delete + more, fault)))
            .GroupBy(each => each.No).ToDictionary(group => group.Key, group => group.First().fault);

    private readonly ILookup<int, Fault.Kill> _kills =
        plan.Faults.OfType<Fault.Kill>().ToLookup(kill => kill.No);

    private readonly IReadOnlyList<Fault.StorageAway> _outages = [.. plan.Faults.OfType<Fault.StorageAway>()];

    private readonly BlobService _blobs = new();
    private int _deletes;

    public TableService Tables { get; } = new() { RowsAnAnswer = plan.RowsAnAnswer };

    public QueueService Queues { get; } = new(world);

    public int Operations { get; private set; }

    /// <summary>Whose operation is being done.</summary>
    public Host? Writer { get; private set; }

    private bool IsFaulty => world.Elapsed < plan.FaultsUntil;

    private bool IsAway => IsFaulty && _outages.Any(away => world.Elapsed >= away.From && world.Elapsed < away.From + away.For);

    public Task<Response> AskAsync(Host host, StorageCall call, CancellationToken cancellationToken)
    {
        var answer = new TaskCompletionSource<Response>();
        // Where the app calls it off itself, what goes on would leave the thread if it went on at once.
        cancellationToken.UnsafeRegister(
            _ => world.After(TimeSpan.Zero, () =>
            {
                if (host.IsAlive) answer.TrySetCanceled(cancellationToken);
            }),
            null);
        var no = ++Operations;
        var failure = IsFaulty ? FailureOf(no, call) : null;
        // Bytes that are on their way arrive, whatever becomes of who sent them; half of them are.
        var hasLeft = world.Random.Next(2) == 0;
        world.After(Latency(), () => Arrive());
        if (IsFaulty) Kill(host, KillMoment.BeforeOperation, no);
        return answer.Task;

        void Arrive()
        {
            if (!host.IsAlive && !hasLeft) return;
            if (IsAway)
            {
                Fail(world.Between(0.05, 3));
                return;
            }

            switch (failure?.How)
            {
                case StorageFailure.Busy:
                    Reply(new StorageAnswer(503), Latency());
                    break;
                case StorageFailure.Unheard:
                    Fail(failure.After);
                    break;
                case StorageFailure.LostAnswer:
                    Do(host, call);
                    Fail(failure.After);
                    break;
                case StorageFailure.DoneAndFailed:
                    Do(host, call);
                    Reply(new StorageAnswer(500), Latency());
                    break;
                case var other:
                    Reply(Do(host, call), other == StorageFailure.Slow ? failure!.After : Latency());
                    break;
            }

            if (IsFaulty) Kill(host, KillMoment.AfterOperation, no);
        }

        void Reply(Response response, TimeSpan after) => world.After(after, () =>
        {
            if (host.IsAlive) answer.TrySetResult(response);
        });

        void Fail(TimeSpan after) => world.After(after, () =>
        {
            if (host.IsAlive) answer.TrySetException(new RequestFailedException("Nothing was heard.", new IOException()));
        });
    }

    private Fault.StorageFails? FailureOf(int no, StorageCall call)
    {
        var delete = call.Method == "DELETE" ? _unanswered.GetValueOrDefault(++_deletes) : null;
        return delete is null
            ? _failures[no].FirstOrDefault()
            : new Fault.StorageFails(no, StorageFailure.LostAnswer, delete.After);
    }

    /// <summary>Lets the host die if the plan wants it here.</summary>
    public void Kill(Host host, KillMoment moment, int no)
    {
        if (_kills[no].FirstOrDefault(kill => kill.When == moment) is { } kill) hosts.Kill(host, kill.NextAfter);
    }

    private StorageAnswer Do(Host host, StorageCall call)
    {
        Writer = host;
        return call.Host[0] switch
        {
            't' => Tables.Answer(call),
            'q' => Queues.Answer(call),
            _ => _blobs.Answer(call),
        };
    }

    private TimeSpan Latency() =>
        world.Random.Next(50) == 0 ? world.Between(0.02, 0.4) : world.Between(0.001, 0.012);
}

/// <summary>Stands under the storage clients of one host.</summary>
internal sealed class StorageTransport(Network network, Host host) : HttpPipelineTransport
{
    public override Request CreateRequest() => new StorageRequest();

    public override void Process(HttpMessage message) =>
        throw new NotSupportedException("The app asks its storage asynchronously.");

    public override async ValueTask ProcessAsync(HttpMessage message) =>
        message.Response = await network
            .AskAsync(host, StorageCall.Of(message.Request), message.CancellationToken)
            .ConfigureAwait(false);
}
