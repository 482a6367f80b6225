using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using PushFunctions.Settle;

namespace PushFunctions.Deliver;

/// <summary>
/// Messages that were refused whoever got them, as far as this process knows: their other batches need not find it out
/// at full length.
/// </summary>
public sealed class SpoiledMessages
{
    private const int Most = 1_000;

    private readonly ConcurrentDictionary<string, CallFailure> _failures = new();

    /// <summary>Whether the message is known to be refused like this.</summary>
    public bool Knows(string pushId, JsonElement message, CallFailure failure) =>
        !_failures.IsEmpty && _failures.TryGetValue(KeyOf(pushId, message), out var known) && known.IsLike(failure);

    public void Add(string pushId, JsonElement message, CallFailure failure)
    {
        // To find one out again costs some calls.
        if (_failures.Count >= Most) _failures.Clear();
        _failures[KeyOf(pushId, message)] = failure;
    }

    private static string KeyOf(string pushId, JsonElement message) =>
        $"{pushId}|{Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(message.GetRawText())))}";
}
