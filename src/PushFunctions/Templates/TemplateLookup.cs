using System.Globalization;
using System.Text.Json;
using HandlebarsDotNet;
using HandlebarsDotNet.Features;
using HandlebarsDotNet.Helpers;
using HandlebarsDotNet.PathStructure;
using HandlebarsDotNet.Runtime;

namespace PushFunctions.Templates;

/// <summary>
/// The helper <c>lookup</c>. The engine's own keeps every name that was ever looked up, and names come from data.
/// </summary>
internal sealed class TemplateLookup : IHelperDescriptor<HelperOptions>, IFeature, IFeatureFactory
{
    public PathInfo Name { get; } = "lookup";

    public IFeature CreateFeature() => this;

    public void OnCompiling(ICompiledHandlebarsConfiguration configuration) =>
        configuration.Helpers["lookup"] = new Ref<IHelperDescriptor<HelperOptions>>(this);

    public void CompilationCompleted()
    {
    }

    public object? Invoke(in HelperOptions options, in Context context, in Arguments arguments) =>
        arguments.Length == 2
            ? TemplateMembers.Read(arguments[0], NameOf(arguments[1]))
            : throw new HandlebarsException("'lookup' needs what to look in and what to look for.");

    public void Invoke(
        in EncodedTextWriter output, in HelperOptions options, in Context context, in Arguments arguments) =>
        output.Write(Invoke(options, context, arguments));

    private static string NameOf(object? value) => value switch
    {
        string name => name,
        JsonElement number => number.GetRawText(),
        IConvertible plain => plain.ToString(CultureInfo.InvariantCulture),
        _ => "",
    };
}
