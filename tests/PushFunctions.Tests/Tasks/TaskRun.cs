using System.Text.Json;
using Microsoft.AspNetCore.Http;
using PushFunctions.Accept;
using PushFunctions.Budgets;
using PushFunctions.Control;
using PushFunctions.Events;
using PushFunctions.Problems;
using PushFunctions.Replay;
using PushFunctions.Status;
using PushFunctions.Storage;

namespace PushFunctions.Tests.Tasks;

/// <summary>Pushes to labels and to everyone on their way, over storage and a far side in memory.</summary>
internal sealed class TaskRun : IDisposable
{
    public const string Id = "e1";

    /// <summary>The schedule of the tests, so that a push that was killed is soon over.</summary>
    public TaskRun(params IEnumerable<(string Name, string Value)> settings) => Pipeline = new(settings);

    public MemoryPipeline Pipeline { get; }

    public MemoryBed Bed => Pipeline.Bed;

    public FarSide FarSide => Bed.FarSide;

    public static TaskTarget Vips { get; } = new(["vip", "berlin"]);

    public void Dispose() => Pipeline.Dispose();

    public void Run(TimeSpan time) => Pipeline.Run(time);

    public Task<Acceptance> PostAsync(
        string id = Id, TaskTarget? to = null, bool waits = false, DateTimeOffset? sendAt = null,
        DateTimeOffset? expiresAt = null) =>
        Bed.Get<PushAcceptance>().AcceptAsync(
            new()
            {
                Id = id,
                Type = "news",
                To = null,
                Task = to ?? TaskTarget.Everyone,
                WaitsForDay = waits,
                SendAt = sendAt,
                ExpiresAt = expiresAt,
                Data = Some.Json("{}"),
                BodyHash = "hash",
            },
            new(new([new(Some.Message, [])], 2, null, [])) { Task = to ?? TaskTarget.Everyone },
            CancellationToken.None);

    /// <summary>Posts an event as its sender does: again, until there is an answer.</summary>
    public Acceptance Post()
    {
        Acceptance? answer = null;
        while (!Pipeline.LetDie(async () => answer = await PostAsync()))
        {
            // Whoever was asked has died.
        }

        return answer!;
    }

    public PushRow? Find(string id = Id) => Bed.Pushes.Find<PushRow>(IdOf(id), LedgerKey.Push);

    public PushRow Push(string id = Id) => Find(id)!;

    /// <summary>What its status says.</summary>
    public async Task<JsonElement> LookAsync(string id = Id)
    {
        var context = new DefaultHttpContext { Response = { Body = new MemoryStream() } };
        var answer = await Bed.Get<PushStatusHandler>().HandleAsync(IdOf(id), CancellationToken.None);
        await answer.ExecuteAsync(context);
        context.Response.Body.Position = 0;
        return await JsonSerializer.DeserializeAsync<JsonElement>(context.Response.Body);
    }

    public Task<ReplayResult> ReplayAsync(string id = Id, ReplayRequest? request = null, bool onlyCount = false) =>
        Bed.Get<PushReplay>().ReplayAsync(IdOf(id), request ?? ReplayRequest.OfDead, onlyCount, CancellationToken.None);

    public Task<Problem?> ControlAsync(ControlAction action, string id = Id) =>
        Bed.Get<PushControl>().DoAsync(IdOf(id), action, CancellationToken.None);

    /// <summary>Places that the day leaves.</summary>
    public async Task<int?> LeftTodayAsync() => DayBookings.LeftOn(
        await Bed.Get<BudgetStore>().ReadAsync(new(Some.App, BudgetNames.PushToEveryone), CancellationToken.None),
        Bed.Time.Now);

    public async Task<int> PlacesTakenAsync() => Places.Taken(
        await Bed.Get<BudgetStore>().ReadAsync(new(Some.App, BudgetNames.Tasks), CancellationToken.None), Bed.Time.Now);

    /// <summary>What came of its rounds.</summary>
    public IReadOnlyList<UserOutcome> Outcomes(string id = Id) =>
        [.. Push(id).ReadTasks().Select(task => task.Outcome)];

    /// <summary>The dead letters as their app lists them.</summary>
    public IReadOnlyList<DeadLetterRow> Letters =>
        [.. Bed.DeadLetters.FindAll<DeadLetterRow>("").Where(row => row.PartitionKey == Some.App)];

    /// <summary>Asserts that nothing is left of a push that has ended but its row and its place in lists.</summary>
    public void AssertOver(string id = Id)
    {
        Assert.True(Push(id).HasEnded, $"It is {Push(id).State}.");
        Assert.Empty(Bed.Index.FindAll<IndexRow>(IndexRow.Open));
        Assert.Empty(Bed.Index.FindAll<IndexRow>(IndexRow.Held));
        Assert.Equal(Push(id).State, Assert.Single(Bed.Listing.FindAll<ListingRow>("")).State);
    }

    private static string IdOf(string id) => PushIds.Create(Some.App, "", id);
}
