using System.Diagnostics.CodeAnalysis;
using HandlebarsDotNet;
using HandlebarsDotNet.Compiler;
using HandlebarsDotNet.Iterators;
using HandlebarsDotNet.MemberAccessors;
using HandlebarsDotNet.ObjectDescriptors;
using HandlebarsDotNet.PathStructure;

namespace PushFunctions.Templates;

/// <summary>
/// Tells the engine how to look into values: one way for all types. Its own ways reach the properties of .NET, and a
/// loop over values of several types uses that of the first for all of them.
/// </summary>
internal sealed class TemplateMembers : IObjectDescriptorProvider, IMemberAccessor, IIterator
{
    private static readonly DictionaryIterator<Dictionary<string, object>, string, object> Members = new();
    private static readonly ListIterator<List<object>, object> Items = new();

    public static object Read(object? instance, string name)
    {
        TemplateRun.Current.CountSteps(1);
        return instance switch
        {
            TemplateObject members => members.Read(name),
            TemplateList items => items.Read(name),
            TemplateHole hole => hole.Read(name),
            _ => new TemplateHole($"/{name}"),
        };
    }

    public bool TryGetDescriptor(Type type, [NotNullWhen(true)] out ObjectDescriptor? value)
    {
        value = new(type, this, (_, _) => Array.Empty<object>(), _ => this);
        return true;
    }

    public bool TryGetValue(object instance, ChainSegment memberName, out object? value)
    {
        value = Read(instance, memberName.TrimmedValue);
        return true;
    }

    public void Iterate(
        in EncodedTextWriter writer,
        BindingContext context,
        ChainSegment[] blockParamsVariables,
        object input,
        TemplateDelegate template,
        TemplateDelegate ifEmpty)
    {
        switch (input)
        {
            case TemplateObject members:
                Members.Iterate(writer, context, blockParamsVariables, members.ReadAll(), Turn, ifEmpty);
                break;
            case TemplateList items:
                Items.Iterate(writer, context, blockParamsVariables, items.ReadAll(), Turn, ifEmpty);
                break;
            default:
                ifEmpty(writer, context);
                break;
        }

        void Turn(EncodedTextWriter inner, BindingContext frame)
        {
            TemplateRun.Current.CountTurn();
            template(inner, frame);
        }
    }
}
