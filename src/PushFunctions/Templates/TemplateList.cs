using System.Collections;
using System.Globalization;
using System.Text.Json;
using PushFunctions.Problems;

namespace PushFunctions.Templates;

/// <summary>A list of the data.</summary>
internal sealed class TemplateList(string pointer, JsonElement[] items) : IEnumerable
{
    /// <summary>An item by its index, or the list's <c>length</c>.</summary>
    public object Read(string name) =>
        name == "length" ? items.Length
        : int.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out var index) && index < items.Length
            ? Item(index)
            : new TemplateHole(JsonPointer.Append(pointer, name));

    public List<object> ReadAll() => [.. Enumerable.Range(0, items.Length).Select(Item)];

    /// <summary>For the engine, which asks whether this is empty.</summary>
    public IEnumerator GetEnumerator() => items.GetEnumerator();

    private object Item(int index) => TemplateData.Inside(
        items[index], JsonPointer.Append(pointer, index.ToString(CultureInfo.InvariantCulture)));
}
