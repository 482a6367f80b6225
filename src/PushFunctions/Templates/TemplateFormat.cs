using System.Diagnostics.CodeAnalysis;
using HandlebarsDotNet;
using HandlebarsDotNet.IO;

namespace PushFunctions.Templates;

/// <summary>Prints what the engine cannot: holes as nothing, lists with commas, objects as JSON.</summary>
internal sealed class TemplateFormat : IFormatterProvider, IFormatter
{
    public bool TryCreateFormatter(Type type, [NotNullWhen(true)] out IFormatter? formatter)
    {
        var isOurs = type == typeof(TemplateHole) || type == typeof(TemplateList) || type == typeof(TemplateObject)
            || type == typeof(UndefinedBindingResult);
        formatter = isOurs ? this : null;
        return isOurs;
    }

    public void Format<T>(T value, in EncodedTextWriter writer)
    {
        switch (value)
        {
            case TemplateHole hole:
                TemplateRun.Current.Lack(hole.Pointer);
                break;
            case UndefinedBindingResult undefined:
                TemplateRun.Current.Lack($"/{undefined.Value}");
                break;
            case TemplateList list:
                Print(list.ReadAll(), writer);
                break;
            case TemplateObject members:
                writer.Write(members.Text(), encode: false);
                break;
        }
    }

    private static void Print(List<object> items, in EncodedTextWriter writer)
    {
        for (var index = 0; index < items.Count; index++)
        {
            TemplateRun.Current.CountTurn();
            if (index > 0) writer.Write(",", encode: false);
            writer.Write(items[index]);
        }
    }
}
