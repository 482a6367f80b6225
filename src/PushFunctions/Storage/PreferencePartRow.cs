using System.Globalization;
using Azure;
using Azure.Data.Tables;

namespace PushFunctions.Storage;

/// <summary>What became of some consecutive lines of a job.</summary>
public sealed class PreferencePartRow : ITableEntity
{
    /// <summary>Behind all keys of parts.</summary>
    public const string EndKey = "part-~";

    private const string Prefix = "part-";

    /// <summary>The job's id.</summary>
    public string PartitionKey { get; set; } = "";

    public string RowKey { get; set; } = "";

    public DateTimeOffset? Timestamp { get; set; }

    public ETag ETag { get; set; }

    public int Applied { get; set; }

    public int Failed { get; set; }

    /// <summary>Lines that are tried again.</summary>
    public int Retrying { get; set; }

    /// <summary>Lines that were refused when they came.</summary>
    public int Refused { get; set; }

    /// <summary>What is done of each line, a byte each.</summary>
    public byte[] States { get; set; } = [];

    /// <summary>The lines that ended badly, with reasons, as JSON.</summary>
    public byte[] Failures { get; set; } = [];

    public static string KeyOf(int part) => string.Create(CultureInfo.InvariantCulture, $"{Prefix}{part:D6}");
}
