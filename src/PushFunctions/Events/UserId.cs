using System.Buffers;

namespace PushFunctions.Events;

/// <summary>Says what is wrong with a user id, and not the id: users stand in no problem and in no log.</summary>
public static class UserId
{
    public const string Form = "1 to 64 of a-z, 0-9, '_', '-' and '.'";

    private static readonly SearchValues<char> Letters =
        SearchValues.Create("abcdefghijklmnopqrstuvwxyz0123456789_-.");

    /// <returns>What is wrong; null: nothing.</returns>
    public static string? FindProblem(string id)
    {
        if (Targets.IsUser(id)) return null;
        if (id.Length == 0) return $"is empty. A user id has {Form}.";
        if (id is "." or "..") return $"is '{id}', which is not a user id: no address can carry it.";
        var at = id.AsSpan().IndexOfAnyExcept(Letters);
        return at < 0
            ? $"has {id.Length} characters. A user id has {Form}."
            : $"is not a user id: {Form} (no upper-case letters). Its character {at + 1} is another.";
    }
}
