using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using AgoraChat.Push;
using PushFunctions.Templates;

namespace PushFunctions.Map;

/// <summary>The making of one event's messages, from its first user to its last.</summary>
internal sealed class MessageMaking(CompiledMapping? mapping, MessageSource source, TemplateRun run)
{
    private readonly Dictionary<string, (JsonElement Message, List<string> Users)> _groups =
        new(StringComparer.Ordinal);
    private readonly MessageNotes _notes = new();
    private readonly object _data = TemplateData.From(source.Data, $"/{TemplateData.DataName}");
    private readonly TemplateObject _push = TemplateData.Push(source.PushId, source.PushNumber);
    private int _bytes;

    /// <summary>In the order of their first users.</summary>
    public IReadOnlyList<MessageGroup> Groups =>
    [
        .. _groups.Values
            .Select(group => new MessageGroup(group.Message, [.. group.Users.Order(StringComparer.Ordinal)]))
            .OrderBy(group => group.Users is [var first, ..] ? first : "", StringComparer.Ordinal),
    ];

    public IReadOnlyList<string> Warnings => [.. _notes.Write(Count(source.Users), Groups)];

    /// <summary>Makes the messages of all users, up to the first that cannot be sent.</summary>
    /// <returns>Why the event has no messages; null: all are made.</returns>
    /// <exception cref="TemplateException">A template was stopped, or cannot be filled from this data.</exception>
    /// <exception cref="TemplateTimeException">It takes too long on this host as it is now.</exception>
    public Mapped? MakeAll()
    {
        if (mapping is null) return Add([], source.Users, user: null);
        if (source.Unnamed is not null)
            return Make(mapping.VariantFor(mapping.HasLanguages ? Language(source.Data) : null));
        return source.Users
            .GroupBy(user => mapping.VariantFor(mapping.HasLanguages ? LanguageOf(user) : null))
            .Select(variant => Make(variant.Key, [.. variant]))
            .FirstOrDefault(problem => problem is not null);
    }

    /// <summary>One message for users whom nobody names here.</summary>
    private Mapped? Make(MessageTemplate variant)
    {
        var message = Fill(variant, user: "");
        return run.HasReadUser ? new Mapped.Personal() : FindLack([], null) ?? Add(message, [], user: null);
    }

    private Mapped? Make(MessageTemplate variant, IReadOnlyList<string> users)
    {
        var first = Fill(variant, users[0]);
        // What never looks at its user is the same for all.
        if (!run.HasReadUser) return FindLack(users, null) ?? Add(first, users, user: null);
        var problem = FindLack([users[0]], users[0]) ?? Add(first, [users[0]], users[0]);
        foreach (var user in users.Skip(1))
        {
            if (problem is not null) return problem;
            var message = Fill(variant, user);
            problem = FindLack([user], user) ?? Add(message, [user], user);
        }

        return problem;
    }

    private JsonObject Fill(MessageTemplate variant, string user)
    {
        run.BeginMessage();
        var root = TemplateData.Root(_data, _push, user, source.UserData.GetValueOrDefault(user));
        return variant.FillFrom(root, run, source.Push);
    }

    private Mapped.Lacking? FindLack(IReadOnlyList<string> users, string? user)
    {
        if (run.Missing.Count > 0 && mapping!.Mapping.OnMissing == Lack.Refuse)
            return new Mapped.Lacking([.. run.Missing], user);
        _notes.AddMissing(run.Missing, Count(users));
        return null;
    }

    /// <param name="user">The user, where each may have another message.</param>
    private Mapped? Add(JsonObject message, IReadOnlyList<string> users, string? user)
    {
        foreach (var (name, value) in source.Push ?? []) message[name] = value?.DeepClone();
        if (mapping is { Mapping.OnOverflow: Overflow.Truncate })
            MessageCut.Apply(message, source.Counting, text => _notes.AddCut(text, Count(users)));
        var json = JsonSerializer.SerializeToUtf8Bytes(message, MapJson.Relaxed.JsonObject);
        // The members of one variant's messages come in one order; those of two variants may not.
        var key = Encoding.UTF8.GetString(mapping is { HasLanguages: true } ? MessageKey.Of(message) : json);
        if (_groups.TryGetValue(key, out var group))
        {
            group.Users.AddRange(users);
            return null;
        }

        var element = JsonElement.Parse(json);
        if (PushMessage.FindProblems(element, source.Counting) is { Count: > 0 } problems)
        {
            return new Mapped.Refused(
                problems,
                Rendered: mapping is not null,
                CanBeCut: mapping is { Mapping.OnOverflow: Overflow.Refuse }
                    && problems.Any(wrong => wrong.Path is "title" or "subTitle" or "content"),
                user);
        }

        _groups.Add(key, (element, [.. users]));
        _bytes += json.Length;
        return _bytes > MessageMapper.MaxBytes ? new Mapped.TooLarge(_groups.Count) : null;
    }

    private int Count(IReadOnlyList<string> users) => source.Unnamed ?? users.Count;

    private string? LanguageOf(string user) =>
        Language(source.UserData.GetValueOrDefault(user)) ?? Language(source.Data);

    private static string? Language(JsonElement data) =>
        data.ValueKind == JsonValueKind.Object
        && data.TryGetProperty("language", out var language)
        && language.ValueKind == JsonValueKind.String
            ? language.GetString()
            : null;
}
