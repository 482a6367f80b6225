namespace AgoraChat.Simulator;

/// <summary>The tasks: how many there may be, and that each runs when its time has come.</summary>
/// <remarks>Time is looked at when somebody calls: what was due by then has run before they are answered.</remarks>
internal sealed class TaskBook(
    SimulatorOptions options,
    SwitchBook switches,
    TimeProvider time,
    Action<PushTaskPlan, DateTimeOffset, IReadOnlyList<string>> send)
{
    // That of the documents' example.
    private const long FirstId = 968_120_369_184_112_182;

    private readonly Lock _gate = new();
    private readonly Queue<PushTask> _started = [];
    private readonly List<PushTask> _waiting = [];
    private readonly List<PushTask> _places = [];
    private long _nextId = FirstId;

    /// <summary>The waiting tasks and the last that started, by their ids.</summary>
    public IReadOnlyList<TaskState> List()
    {
        lock (_gate)
        {
            RunDue();
            var now = time.GetUtcNow();
            FreePlaces(now);
            return [.. _started.Concat(_waiting).OrderBy(task => task.Id).Select(task => State(task, now))];
        }
    }

    /// <returns>The task's id; null when all places are taken.</returns>
    public long? TryAdd(PushTaskPlan plan)
    {
        lock (_gate)
        {
            var now = time.GetUtcNow();
            FreePlaces(now);
            if (_places.Count >= switches.Current.TaskPlaces)
                return null;

            var duration = TimeSpan.FromSeconds(switches.Current.TaskSeconds);
            var task = new PushTask { Id = _nextId++, Plan = plan, CreatedAt = now, Duration = duration };
            _places.Add(task);
            _waiting.Add(task);
            RunDue();
            return task.Id;
        }
    }

    /// <summary>Runs what is due.</summary>
    public void Run()
    {
        lock (_gate)
            RunDue();
    }

    public void Reset()
    {
        lock (_gate)
        {
            _started.Clear();
            _waiting.Clear();
            _places.Clear();
            _nextId = FirstId;
        }
    }

    private void RunDue()
    {
        if (_waiting.Count == 0)
            return;

        var now = time.GetUtcNow();
        foreach (var task in _waiting.Where(task => task.StartsAt <= now).OrderBy(task => task.StartsAt).ToList())
        {
            _waiting.Remove(task);
            var users = task.Plan.Users();
            task.Users = users.Count;
            send(task.Plan, task.StartsAt, users);
            _started.Enqueue(task);
            if (_started.Count > options.JournalSize)
                _started.Dequeue();
        }
    }

    private void FreePlaces(DateTimeOffset now)
    {
        var held = TimeSpan.FromSeconds(switches.Current.TaskPlaceSeconds);
        var isFreed = switches.Current.FinishedTasksFreePlaces;
        _places.RemoveAll(task =>
            now - task.CreatedAt >= held || (isFreed && task.Plan.IsSmall && task.EndsAt <= now));
    }

    private TaskState State(PushTask task, DateTimeOffset now) => new(
        task.Id,
        task.Plan.Endpoint,
        task.StateAt(now),
        task.CreatedAt,
        task.StartsAt,
        task.Users,
        _places.Contains(task));
}
