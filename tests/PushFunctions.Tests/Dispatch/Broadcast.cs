using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using PushFunctions.Dispatch;
using PushFunctions.Storage;

namespace PushFunctions.Tests.Dispatch;

/// <summary>A drawn broadcast: groups, messages and names of any permitted size, beginning at any batch.</summary>
internal sealed class Broadcast
{
    private const string Letters = "abcdefghijklmnopqrstuvwxyz0123456789_-.";

    private readonly Random _random;

    public Broadcast(int seed, int mostUsers = 900)
    {
        _random = new(seed);
        FirstBatch = _random.Next(3) switch { 0 => 0, 1 => 395, _ => 799 };
        var groups = new List<PushGroup>();
        var batch = FirstBatch;
        foreach (var users in Enumerable.Range(0, _random.Next(1, 5)).Select(_ => _random.Next(1, mostUsers)))
        {
            groups.Add(new(Message(), batch, users));
            batch += groups[^1].Batches;
        }

        EndBatch = batch;
        Layout = new(groups);
        Users = [.. Enumerable.Range(0, groups.Sum(group => group.Users)).Select(Name)];
        Lines = Encoding.ASCII.GetBytes(string.Concat(Users.Select(user => user + "\n")));
        PerParcel = _random.Next(1, Parcel.MaxBatches + 1);
        Push = Some.Push(Users.Count);
        Push.App = new('a', 64);
        Push.ExpiresAt = Some.Now;
        Push.Groups = Some.Bytes(groups);
    }

    public PushLayout Layout { get; }

    public PushRow Push { get; }

    public int FirstBatch { get; }

    public int EndBatch { get; }

    public int PerParcel { get; }

    public IReadOnlyList<string> Users { get; }

    public byte[] Lines { get; }

    /// <summary>Cuts the whole list in steps of any length, as the feed steps do.</summary>
    public IReadOnlyList<CutBatches> CutAll()
    {
        var parcels = new List<CutBatches>();
        var (batch, offset) = (FirstBatch, 0L);
        while (batch < EndBatch)
        {
            var batches = Math.Min(_random.Next(1, 50), EndBatch - batch);
            var step = new ParcelCutter(Layout).Cut(Lines.AsSpan((int)offset), batch, offset, batches, PerParcel);
            parcels.AddRange(step);
            var last = step[^1].Cut;
            (batch, offset) = (last.FirstBatch + last.Batches, last.Offset + last.Bytes);
        }

        return parcels;
    }

    public bool Draw(int oneIn) => _random.Next(oneIn) == 0;

    public int Next(int below) => _random.Next(below);

    // The number makes a name its own, the rest as long as one may be.
    private string Name(int no) =>
        $"{no}." + new string(Letters[_random.Next(Letters.Length)], Draw(3) ? 56 : _random.Next(57));

    private JsonElement Message()
    {
        var message = new JsonObject { ["title"] = "Order \"17\"", ["content"] = "漢字 😀" };
        if (_random.Next(2) == 0) message["apns"] = new JsonObject { ["x"] = new string('y', _random.Next(15_000)) };
        return JsonSerializer.SerializeToElement(message);
    }
}
