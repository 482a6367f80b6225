using System.Text;
using System.Text.Json;
using Azure.Data.Tables;
using PushFunctions.Storage;
using PushFunctions.Stories;

namespace PushFunctions.Tests.Stories;

/// <summary>Pushes in memory with lists and settled parcels, and what is told of their users over HTTP.</summary>
internal sealed class StoryBed : IDisposable
{
    public MemoryBed Memory { get; } = new();

    public void Dispose() => Memory.Dispose();

    /// <summary>A push whose list these users are.</summary>
    public async Task AddAsync(PushRow push, IReadOnlyList<string> users)
    {
        var lines = Encoding.ASCII.GetBytes(string.Concat(users.Select(user => $"{user}\n")));
        push.BlobBytes = lines.Length;
        Memory.Users.Put(push.Blob!, lines);
        await Memory.Pushes.UpsertEntityAsync(push, TableUpdateMode.Replace);
    }

    /// <summary>A parcel all of whose users ended so.</summary>
    public Task AddAsync(PushRow push, ParcelCut cut, IEnumerable<string> users, UserOutcome outcome)
    {
        var names = users.ToList();
        var book = new OutcomeBook(names.Count);
        for (var user = 0; user < names.Count; user++) book[user] = new(outcome, "S", "", 1);
        var row = new ParcelRow
        {
            PartitionKey = LedgerKey.Segment(push.PushId, cut.FirstBatch),
            RowKey = LedgerKey.Parcel(cut.FirstBatch),
            State = ParcelState.Settled,
            Count = names.Count,
            Batches = cut.Batches,
            Offset = cut.Offset,
            Bytes = cut.Bytes,
            Users = outcome == UserOutcome.Accepted ? null : Some.Bytes(names),
        };
        row.Write(book);
        return Memory.Pushes.AddEntityAsync(row);
    }

    /// <summary>All users of all pages.</summary>
    public async Task<IReadOnlyList<string>> AllAsync(string query, int limit)
    {
        var users = new List<string>();
        for (string? cursor = ""; cursor is not null;)
        {
            var (status, page) = await ListAsync($"{query}&limit={limit}{(cursor.Length > 0 ? $"&cursor={cursor}" : "")}");
            Assert.Equal(200, status);
            Assert.InRange(page.GetProperty("failures").GetArrayLength(), 0, limit);
            users.AddRange(page.GetProperty("failures").EnumerateArray().Select(failure => Text(failure, "user")!));
            cursor = page.TryGetProperty("cursor", out var next) ? next.GetString() : null;
        }

        return users;
    }

    /// <summary>A member that is a text.</summary>
    public static string? Text(JsonElement owner, string member) => owner.GetProperty(member).GetString();

    public async Task<(int Status, JsonElement Body)> StoryAsync(string user, string pushId = Some.PushId)
    {
        var (status, _, body) = await Asked.SendAsync(
            _ => Memory.Get<UserStoryHandler>().HandleAsync(pushId, user, CancellationToken.None));
        return (status, body);
    }

    public async Task<(int Status, JsonElement Body)> ListAsync(string query, string pushId = Some.PushId)
    {
        var (status, _, body) = await Asked.SendAsync(
            request => Memory.Get<ListFailuresHandler>().HandleAsync(request, pushId, CancellationToken.None), $"?{query}");
        return (status, body);
    }
}
