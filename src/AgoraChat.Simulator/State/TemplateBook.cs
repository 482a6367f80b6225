namespace AgoraChat.Simulator;

/// <summary>The push templates that were created.</summary>
internal sealed class TemplateBook
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, StoredTemplate> _templates = new(StringComparer.Ordinal);

    /// <summary>Whether it is a name of those that are always there.</summary>
    public static bool IsBuiltIn(string name) => name is "default" or "detail";

    /// <summary>Whether a receiver can choose it.</summary>
    public bool Exists(string name) => IsBuiltIn(name) || Find(name) is not null;

    /// <returns>The created template; null when there is none.</returns>
    public StoredTemplate? Find(string name)
    {
        lock (_gate)
            return _templates.GetValueOrDefault(name);
    }

    /// <returns>Whether the name was free.</returns>
    public bool TryAdd(StoredTemplate template)
    {
        lock (_gate)
            return _templates.TryAdd(template.Name, template);
    }

    /// <returns>The template as changed; null when there is none.</returns>
    public StoredTemplate? Change(string name, Func<StoredTemplate, StoredTemplate> change)
    {
        lock (_gate)
            return _templates.TryGetValue(name, out var template) ? _templates[name] = change(template) : null;
    }

    /// <returns>The template that is gone; null when there was none.</returns>
    public StoredTemplate? Remove(string name)
    {
        lock (_gate)
            return _templates.Remove(name, out var template) ? template : null;
    }

    public void Reset()
    {
        lock (_gate)
            _templates.Clear();
    }
}
