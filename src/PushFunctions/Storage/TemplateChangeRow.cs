using Azure;
using Azure.Data.Tables;

namespace PushFunctions.Storage;

/// <summary>
/// A template that is being replaced at the far side, with both texts: between the deletion of the one and the creation
/// of the other they are nowhere else. The row goes when one of them is there.
/// </summary>
public sealed class TemplateChangeRow : ITableEntity
{
    public const string Partition = "templates";

    public string PartitionKey { get; set; } = Partition;

    public string RowKey { get; set; } = "";

    public DateTimeOffset? Timestamp { get; set; }

    public ETag ETag { get; set; }

    public string App { get; set; } = "";

    public string Name { get; set; } = "";

    /// <summary>What is to be there.</summary>
    public string Title { get; set; } = "";

    public string Content { get; set; } = "";

    /// <summary>What was there.</summary>
    public string OldTitle { get; set; } = "";

    public string OldContent { get; set; } = "";

    /// <summary>Until then somebody is at it.</summary>
    public DateTimeOffset Until { get; set; }

    public static string KeyOf(string app, string name) => $"{app}|{name}";
}
