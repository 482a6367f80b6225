using System.Text.Json;
using PushFunctions.Problems;

namespace PushFunctions.Events;

/// <summary>Reads users one by one: ids, or objects of an id and the user's own data.</summary>
internal sealed class TargetReading
{
    private const int MostNamed = 10;

    private readonly SortedSet<string> _ids = new(StringComparer.Ordinal);
    private readonly Dictionary<string, JsonElement> _data = new(StringComparer.Ordinal);
    private readonly List<FieldError> _errors = [];
    private int _read;

    public void Add(JsonElement value, string path)
    {
        _read++;
        if (value.ValueKind != JsonValueKind.Object)
        {
            AddId(value, path);
            return;
        }

        if (!value.TryGetProperty("id", out var id))
        {
            _errors.Add(new($"{path}/id", $"is missing; a user is an id, or {{\"id\": \"…\", \"data\": {{…}}}}."));
            return;
        }

        var isNew = AddId(id, $"{path}/id");
        if (!value.TryGetProperty("data", out var data)) return;
        if (data.ValueKind != JsonValueKind.Object) _errors.Add(new($"{path}/data", "must be an object."));
        else if (isNew is { } user) _data.Add(user, data.Clone());
    }

    /// <returns>The users; null when there are errors.</returns>
    public TargetUsers? Finish(string path, List<FieldError> errors, List<string> warnings)
    {
        errors.AddRange(_errors.Take(MostNamed));
        if (_errors.Count > MostNamed)
            errors.Add(new(path, $"{_errors.Count} users are not valid; the first {MostNamed} are named."));
        if (_errors.Count > 0) return null;
        if (_ids.Count < _read)
        {
            warnings.Add(
                $"Users named more than once are told once; left out: {_read - _ids.Count} of {_read} entries.");
        }

        return new([.. _ids], _data);
    }

    /// <returns>The id, when it is a good one that was not there before.</returns>
    private string? AddId(JsonElement value, string path)
    {
        var id = value.ValueKind == JsonValueKind.String ? value.GetString() : null;
        var problem = id is null
            ? $"is {value.ValueKind}, not a string. A user id has {UserId.Form}."
            : UserId.FindProblem(id);
        if (problem is null) return _ids.Add(id!) ? id : null;
        _errors.Add(new(path, problem));
        return null;
    }
}
