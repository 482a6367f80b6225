using System.Text;
using System.Text.Json;
using PushFunctions.Storage;

namespace PushFunctions.Dispatch;

/// <summary>Counts the bytes that a parcel's JSON will have, so that it stays within a queue message. Pure.</summary>
public sealed class ParcelRoom(PushLayout layout)
{
    /// <summary>Room for all of a parcel's JSON but its messages and users.</summary>
    private const int Frame = 2 * 1024;

    /// <summary>What a batch has around its users, and a user around its name.</summary>
    private const int AroundBatch = 40;
    private const int AroundUser = 3;

    private readonly HashSet<int> _groups = [];
    private int _bytes = Frame;

    public bool Fits(int group, IEnumerable<string> users) => _bytes + BytesOf(group, users) <= Parcel.MaxBytes;

    public void Take(int group, IEnumerable<string> users)
    {
        _bytes += BytesOf(group, users);
        _groups.Add(group);
    }

    private int BytesOf(int group, IEnumerable<string> users) =>
        AroundBatch + users.Sum(user => user.Length + AroundUser) + (_groups.Contains(group) ? 0 : MessageBytes(group));

    private int MessageBytes(int group) => Encoding.UTF8.GetByteCount(
        JsonSerializer.Serialize(layout.Groups[group].Message, StorageJson.Relaxed.JsonElement));
}
