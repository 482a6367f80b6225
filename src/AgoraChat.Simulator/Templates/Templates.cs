namespace AgoraChat.Simulator;

/// <summary>Creates, shows, changes and deletes push templates; each answer shows the template.</summary>
internal static class Templates
{
    private const string Order = "uri timestamp organization application action data duration applicationName";
    private const int MaxNameLength = 64;

    /// <summary><c>POST notification/template</c>.</summary>
    public static Reply Post(EndpointCall call)
    {
        var name = call.Body.Text("name") ?? "";
        if (!IsName(name) || (TemplateBook.IsBuiltIn(name) && !call.Switches.BuiltInTemplatesCanBeCreated))
            return Reply.Refuse(FarSideError.InvalidParameter("name"));
        if (WrongPattern(call) is { } wrong)
            return Reply.Refuse(FarSideError.InvalidParameter(wrong));

        var template = new StoredTemplate
        {
            Name = name,
            Title = Title(call),
            Content = Content(call),
            CreatedAt = call.At,
            UpdatedAt = call.At,
        };
        return call.FarSide.Templates.TryAdd(template)
            ? Answer(call, template)
            : Reply.Refuse(FarSideError.Duplicate($"template {name} already exists"));
    }

    /// <summary><c>GET notification/template/{name}</c>.</summary>
    public static Reply Get(EndpointCall call) => Answer(call, call.FarSide.Templates.Find(Name(call)));

    /// <summary><c>DELETE notification/template/{name}</c>.</summary>
    public static Reply Delete(EndpointCall call) => Answer(call, call.FarSide.Templates.Remove(Name(call)));

    /// <summary><c>PUT notification/template/{name}</c>.</summary>
    public static Reply Put(EndpointCall call) => WrongPattern(call) is { } wrong
        ? Reply.Refuse(FarSideError.InvalidParameter(wrong))
        : Answer(call, call.FarSide.Templates.Change(Name(call), old => old with
        {
            Title = Title(call),
            Content = Content(call),
            UpdatedAt = call.At,
        }));

    private static string Name(EndpointCall call) => call.RouteValue("name");

    private static bool IsName(string name) =>
        name.Length is > 0 and <= MaxNameLength && name.All(char.IsAsciiLetterOrDigit);

    private static string Title(EndpointCall call) => call.Body.Text("title_pattern") ?? "";

    private static string Content(EndpointCall call) => call.Body.Text("content_pattern") ?? "";

    private static string? WrongPattern(EndpointCall call)
    {
        if (Title(call).Length == 0)
            return "title_pattern";
        return Content(call).Length == 0 ? "content_pattern" : null;
    }

    private static Reply Answer(EndpointCall call, StoredTemplate? template) => template is null
        ? Reply.Refuse(FarSideError.UnknownTemplate(Name(call)))
        : Reply.Im(new(call, Order) { Data = template.Write });
}
