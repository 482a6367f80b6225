using System.Collections;
using PushFunctions.Problems;

namespace PushFunctions.Templates;

/// <summary>
/// What a template asks for and the data does not have, or has as null. As something empty it is false to the engine;
/// only where it is printed it is missing.
/// </summary>
/// <param name="pointer">Where it would be.</param>
internal sealed class TemplateHole(string pointer) : IEnumerable
{
    public string Pointer => pointer;

    public TemplateHole Read(string name) => new(JsonPointer.Append(pointer, name));

    public IEnumerator GetEnumerator() => Array.Empty<object>().GetEnumerator();
}
