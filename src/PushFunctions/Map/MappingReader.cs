using System.Text.Json;
using AgoraChat.Push;
using PushFunctions.Problems;

namespace PushFunctions.Map;

/// <summary>Reads a mapping from JSON, compiles it, and says all that is wrong with it at once.</summary>
public static class MappingReader
{
    /// <summary>Most bytes of a mapping: it must fit into one column of a table.</summary>
    public const int MaxBytes = 60 * 1024;

    private static readonly string[] Fields =
        ["type", "message", "to", "strategy", "onOverflow", "onMissing", "expiresAfter", "languages"];

    /// <param name="type">The type, where something else says it; then the mapping may leave it out.</param>
    /// <param name="counting">
    /// How the app's far side counts characters. Files are for all apps: what one of them could send passes.
    /// </param>
    /// <exception cref="InvalidOperationException">A string is not valid Unicode.</exception>
    public static MappingRead Read(
        JsonElement root, string? type = null, CharacterCounting counting = CharacterCounting.EachOnce)
    {
        if (root.ValueKind != JsonValueKind.Object) return Wrong("", "must be one JSON object.");
        var errors = UnknownMembers.Find(root, "", Fields).ToList();
        var mapping = Read(new MappingFields(root, errors), type);
        if (errors.Count > 0) return new MappingRead.Wrong(errors);
        try
        {
            var compiled = new CompiledMapping(mapping);
            errors.AddRange(MessageProbe.FindProblems(mapping, counting));
            return errors.Count > 0 ? new MappingRead.Wrong(errors) : new MappingRead.Ready(compiled);
        }
        catch (Templates.TemplateException exception)
        {
            return Wrong(exception.Path, exception.Why);
        }
    }

    private static Mapping Read(MappingFields fields, string? type) => new()
    {
        Type = fields.Type(type),
        Message = fields.Message("/message", fields.Root),
        Languages = fields.Languages(),
        To = fields.Targets(),
        Strategy = fields.Strategy((int)PushStrategy.VendorOnly),
        OnOverflow = fields.Choice("onOverflow", ("refuse", Overflow.Refuse), ("truncate", Overflow.Truncate)),
        OnMissing = fields.Choice("onMissing", ("empty", Lack.Empty), ("refuse", Lack.Refuse)),
        ExpiresAfter = fields.Duration("expiresAfter"),
    };

    private static MappingRead.Wrong Wrong(string path, string message) => new([new(path, message)]);
}
