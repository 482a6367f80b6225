using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using PushFunctions.Settle;

namespace PushFunctions.Deliver;

/// <summary>
/// Messages that were refused whoever got them, as far as this process knows: their other batches need not find it out
/// at full length. One of which any call was taken is none of them, whoever was refused before or is later.
/// </summary>
public sealed class SpoiledMessages
{
    private const int Most = 1_000;

    // Null: a call was taken.
    private readonly ConcurrentDictionary<string, CallFailure?> _messages = new();

    /// <summary>Whether the message is known to be refused like this.</summary>
    public bool Knows(string pushId, JsonElement message, CallFailure failure) =>
        _messages.TryGetValue(KeyOf(pushId, message), out var known) && known?.IsLike(failure) == true;

    /// <summary>Whoever got it was refused, as far as was asked.</summary>
    public void Add(string pushId, JsonElement message, CallFailure failure)
    {
        MakeRoom();
        _messages.TryAdd(KeyOf(pushId, message), failure);
    }

    /// <summary>A call with it was taken.</summary>
    public void Taken(string pushId, JsonElement message)
    {
        MakeRoom();
        _messages[KeyOf(pushId, message)] = null;
    }

    private void MakeRoom()
    {
        // To find one out again costs some calls.
        if (_messages.Count >= Most) _messages.Clear();
    }

    private static string KeyOf(string pushId, JsonElement message) =>
        $"{pushId}|{Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(message.GetRawText())))}";
}
