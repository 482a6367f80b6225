using Azure;
using PushFunctions.Storage;

namespace PushFunctions.Labels;

/// <summary>A label that a run holds, and its row's version as the run knows it.</summary>
public sealed class HeldLabel(LabelPartition label, string run, ETag etag)
{
    public LabelPartition Label { get; } = label;

    public string Run { get; } = run;

    public ETag ETag { get; set; } = etag;
}
