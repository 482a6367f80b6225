using System.Globalization;
using HandlebarsDotNet;

namespace PushFunctions.Templates;

/// <summary>One template, compiled. It may be filled on many threads at once.</summary>
public sealed class TextTemplate
{
    private readonly string _path;
    private readonly int _expressions;
    private readonly HandlebarsTemplate<TextWriter, object, object> _template;

    /// <param name="engine">What compiles it; one engine serves all templates of a mapping.</param>
    /// <param name="path">Where it is in its mapping.</param>
    /// <exception cref="TemplateException">It does not compile, or costs more than is allowed.</exception>
    public TextTemplate(IHandlebars engine, string text, string path)
    {
        _path = path;
        _expressions = TemplateCheck.CountExpressions(text);
        if (TemplateCheck.FindProblem(text) is { } problem) throw new TemplateException(path, problem);
        try
        {
            _template = engine.Compile(new StringReader(text));
            // Some mistakes show only when it is filled.
            var nothing = TemplateData.Root(
                new TemplateHole($"/{TemplateData.DataName}"), TemplateData.Push("", 0), "", default);
            Fill(nothing, new(time: null));
        }
        catch (Exception exception) when (exception is not TemplateException)
        {
            // What the engine cannot read it answers with exceptions of its own and of any other kind.
            throw new TemplateException(
                path, $"is not a template: {TemplateCheck.Place(text, exception)}", exception);
        }
    }

    /// <summary>A new engine. It keeps what it compiles, so it should live no longer than a mapping.</summary>
    public static IHandlebars CreateEngine() => Handlebars.Create(new HandlebarsConfiguration
    {
        NoEscape = true,
        FormatProvider = CultureInfo.InvariantCulture,
        FormatterProviders = { new TemplateFormat() },
        ObjectDescriptorProviders = { new TemplateMembers() },
        CompileTimeConfiguration = { Features = { new TemplateLookup() } },
    });

    /// <exception cref="TemplateException">It cannot be filled from this, or costs more than is allowed.</exception>
    /// <exception cref="TemplateTimeException">It takes too long on this host as it is now.</exception>
    internal string Fill(TemplateObject root, TemplateRun run)
    {
        try
        {
            return run.Do(_expressions, () =>
            {
                var writer = new TemplateWriter(run);
                _template(writer, root);
                return writer.ToString();
            });
        }
        catch (Exception exception)
        {
            if (exception.GetBaseException() is TemplateTimeException late) throw late;
            var why = exception.GetBaseException() is TemplateLimitException limit
                ? $"was stopped: {limit.Message}."
                : $"cannot be filled: {exception.Message}";
            throw new TemplateException(_path, why, exception);
        }
    }
}
