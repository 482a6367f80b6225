#nullable disable
namespace Azure.Data.Tables.Models;

/// <summary>A table, as it is listed.</summary>
public class TableItem(string name)
{
    public string Name { get; } = name;
}
