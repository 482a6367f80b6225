using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace AgoraChat.Push;

/// <summary>Reads, writes and checks the sections of one kind; typed or JSON, they are checked as JSON.</summary>
/// <param name="name">What the message calls it.</param>
/// <param name="form">The metadata that reads and writes it.</param>
/// <param name="rules">What its members ask of each other.</param>
internal sealed class SectionForm<T>(
    string name, JsonTypeInfo<T> form, Func<string, JsonElement, IEnumerable<PushMessageProblem>>? rules = null)
    : ISectionForm
    where T : MessagePart
{
    public string Name => name;

    public IReadOnlyList<PushMessageProblem> FindProblems(JsonElement section)
    {
        List<PushMessageProblem> problems = [.. PartForm.FindProblems(name, section, form)];
        if (rules is not null && section.ValueKind == JsonValueKind.Object)
            problems.AddRange(rules(name, section));
        return problems;
    }

    public JsonElement Normalise(JsonElement section) => Write(section.Deserialize(form)!);

    public T? Read(JsonElement? section) => section?.Deserialize(form);

    /// <exception cref="ArgumentException">It cannot be sent; the message says all that is wrong.</exception>
    public Section<T> Check(T section)
    {
        var json = Write(section);
        return FindProblems(json) is { Count: > 0 } problems
            ? throw new ArgumentException(PushMessageProblem.Join(problems))
            : new(section, json);
    }

    private JsonElement Write(T section)
    {
        try
        {
            return JsonSerializer.SerializeToElement(section, form);
        }
        catch (Exception exception) when (exception is ArgumentException or InvalidOperationException or JsonException)
        {
            throw new ArgumentException(PushMessageRules.NotUnicode(name), exception);
        }
    }
}
