using System.Text.Json;

namespace PushFunctions.Problems;

/// <summary>Finds the members of an object that nobody reads: a name that is misspelt would have no effect.</summary>
public static class UnknownMembers
{
    public static IEnumerable<FieldError> Find(JsonElement owner, string path, IReadOnlyList<string> known) =>
        from member in owner.EnumerateObject()
        where !known.Contains(member.Name)
        select new FieldError(
            JsonPointer.Append(path, member.Name), $"is not known; known are {string.Join(", ", known)}.");
}
