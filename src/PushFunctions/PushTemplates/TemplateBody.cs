using System.Text.Json;
using Microsoft.AspNetCore.Http;
using PushFunctions.Events;
using PushFunctions.Preferences;
using PushFunctions.Problems;

namespace PushFunctions.PushTemplates;

/// <summary>Reads a template that is to be created or put.</summary>
public static class TemplateBody
{
    private const int MaxBytes = 16 * 1024;

    private const string Name = "name";
    private const string Title = "title";
    private const string Content = "content";

    /// <param name="request">The request.</param>
    /// <param name="name">The name in the address; null: the body has it.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public static async Task<(TemplateText? Template, Problem? Problem)> ReadAsync(
        HttpRequest request, string? name, CancellationToken cancellationToken)
    {
        if (RequestBody.CheckType(request) is { } wrongType) return (null, wrongType);
        if (await RequestBody.ReadAsync(request, MaxBytes, cancellationToken) is not { } body)
            return (null, PreferenceBody.TooLargeFor("A template", MaxBytes));
        return StrictJson.Read(
            RequestBody.WithoutMark(body), root => Read(root, name), problem => (null, problem));
    }

    private static (TemplateText? Template, Problem? Problem) Read(JsonElement root, string? name)
    {
        CanonicalJson.RequireUnicode(root);
        if (root.ValueKind != JsonValueKind.Object)
            return (null, TemplateProblems.Invalid([new("", "is not a JSON object with name, title and content.")]));
        var errors = UnknownMembers.Find(root, "", [Name, Title, Content]).ToList();
        var named = name ?? "";
        if (name is null || root.TryGetProperty(Name, out _))
        {
            var said = Text(root, Name, TemplateRules.FindProblem, errors);
            if (name is not null && said is not null && said != name)
            {
                errors.Add(new(
                    "/name", $"is '{EventNames.Shorten(said)}', and the address names '{EventNames.Shorten(name)}'."));
            }

            named = name ?? said ?? "";
        }

        var title = Text(root, Title, TemplateRules.FindTextProblem, errors);
        var content = Text(root, Content, TemplateRules.FindTextProblem, errors);
        return errors.Count > 0
            ? (null, TemplateProblems.Invalid(errors))
            : (new(named, title!, content!), null);
    }

    private static string? Text(
        JsonElement root, string member, Func<string, string?> findProblem, List<FieldError> errors)
    {
        var text = EventNames.Text(root, member);
        var problem = text is null ? "is missing or not a string." : findProblem(text);
        if (problem is null) return text;
        errors.Add(new($"/{member}", problem));
        return null;
    }
}
