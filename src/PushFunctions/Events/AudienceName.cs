using System.Text.Json;
using System.Text.RegularExpressions;
using PushFunctions.Problems;

namespace PushFunctions.Events;

/// <summary>The one rule for names of audiences, which become keys of a table and parts of blobs' names.</summary>
public static partial class AudienceName
{
    public const string Form =
        "1 to 128 of a-z, A-Z, 0-9, '.', '_' and '-', with a letter or digit at its beginning and its end";

    public static bool IsName(string? name) => name is not null && NameForm().IsMatch(name);

    /// <summary>Reads a name; what is wrong goes to the errors.</summary>
    /// <returns>The name, or null.</returns>
    internal static string? Read(JsonElement value, string path, List<FieldError> errors)
    {
        var name = value.ValueKind == JsonValueKind.String ? value.GetString() : null;
        if (IsName(name)) return name;
        errors.Add(new(path, name is null
            ? $"is {value.ValueKind}, not the name of an audience: {Form}."
            : $"'{EventNames.Shorten(name)}' is not the name of an audience: {Form}."));
        return null;
    }

    [GeneratedRegex(@"^[A-Za-z0-9]([A-Za-z0-9._-]{0,126}[A-Za-z0-9])?\z")]
    private static partial Regex NameForm();
}
