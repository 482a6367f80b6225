using Microsoft.AspNetCore.Http;
using PushFunctions.Events;
using PushFunctions.Problems;

namespace PushFunctions.Receive;

/// <summary><c>?wait=</c>: whether the sender waits for what becomes of the user. Never ignored.</summary>
public static class WaitQuery
{
    private const string Name = "wait";

    /// <summary>Whether the sender waits, where <see cref="Check"/> finds nothing wrong.</summary>
    public static bool IsAwaited(HttpRequest request) => Is(request, "true");

    /// <summary>What is wrong with it on the address that knows it; null: nothing.</summary>
    public static Problem? Check(HttpRequest request) =>
        !request.Query.ContainsKey(Name) || Is(request, "true") || Is(request, "false")
            ? null
            : Wrong("is neither true nor false. Say ?wait=true to wait for what becomes of one user, or leave it out.");

    /// <summary>What is wrong with it on an address where nobody can wait; null: nothing.</summary>
    public static Problem? CheckNobodyWaits(HttpRequest request) =>
        !request.Query.ContainsKey(Name) || Is(request, "false")
            ? null
            : Wrong("is for POST /api/events only. Leave it out here.");

    private static bool Is(HttpRequest request, string word) =>
        request.Query[Name] is [{ } value] && value.Equals(word, StringComparison.OrdinalIgnoreCase);

    private static Problem Wrong(string message) =>
        EventProblems.Invalid($"Nothing was sent. ?{Name} {message}", [new($"query:{Name}", message)]);
}
