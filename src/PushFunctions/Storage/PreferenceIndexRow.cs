using Azure;
using Azure.Data.Tables;

namespace PushFunctions.Storage;

/// <summary>Names a job that goes on, or one that has ended, by when it did.</summary>
public sealed class PreferenceIndexRow : ITableEntity
{
    public const string Open = "open";
    public const string Ended = "ended";

    public string PartitionKey { get; set; } = "";

    public string RowKey { get; set; } = "";

    public DateTimeOffset? Timestamp { get; set; }

    public ETag ETag { get; set; }

    public string Job { get; set; } = "";

    public DateTimeOffset At { get; set; }

    public static PreferenceIndexRow OfOpen(string job, DateTimeOffset at) =>
        new() { PartitionKey = Open, RowKey = job, Job = job, At = at };

    public static PreferenceIndexRow OfEnded(string job, DateTimeOffset at) =>
        new() { PartitionKey = Ended, RowKey = $"{IndexRow.TimeKey(at)}|{job}", Job = job, At = at };
}
