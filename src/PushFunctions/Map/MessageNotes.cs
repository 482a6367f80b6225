using PushFunctions.Storage;

namespace PushFunctions.Map;

/// <summary>Collects what was changed on the way from an event to its messages, and says it shortly.</summary>
internal sealed class MessageNotes
{
    /// <summary>Most variables that are named.</summary>
    private const int MostNamed = 10;

    private readonly SortedDictionary<string, int> _missing = new(StringComparer.Ordinal);
    private readonly List<(CutText Text, int Users)> _cut = [];

    public void AddMissing(IEnumerable<string> pointers, int users)
    {
        foreach (var pointer in pointers) _missing[pointer] = _missing.GetValueOrDefault(pointer) + users;
    }

    public void AddCut(CutText text, int users) => _cut.Add((text, users));

    /// <param name="users">All users of the event.</param>
    public IEnumerable<string> Write(int users, IReadOnlyList<MessageGroup> groups)
    {
        foreach (var (pointer, count) in _missing.Take(MostNamed))
        {
            yield return $"{NameOf(pointer)} is missing{For(count, users)}; nothing stands in its place.";
        }

        if (_missing.Count > MostNamed) yield return $"{_missing.Count - MostNamed:N0} more variables are missing.";
        foreach (var texts in _cut.GroupBy(cut => cut.Text.Field))
        {
            var (field, longest, limit) = texts.MaxBy(cut => cut.Text.Length).Text;
            var upTo = texts.Any(cut => cut.Text.Length < longest) ? "up to " : "";
            yield return $"{field} had {upTo}{longest} characters and was cut to {limit}"
                + $"{For(texts.Sum(cut => cut.Users), users)}.";
        }

        var calls = groups.Sum(group => Calls(group.Users.Count));
        if (calls > Calls(users))
        {
            yield return $"{groups.Count:N0} distinct messages need {calls:N0} calls; one message for all would need "
                + $"{Calls(users):N0}.";
        }
    }

    /// <summary>A variable as a template names it.</summary>
    public static string NameOf(string pointer) => pointer.TrimStart('/').Replace('/', '.');

    private static string For(int count, int users) => count < users ? $" for {count:N0} of {users:N0} users" : "";

    private static int Calls(int users) => (users + PushBatch.MaxUsers - 1) / PushBatch.MaxUsers;
}
