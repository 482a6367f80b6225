using Microsoft.Extensions.Logging;
using PushFunctions.Storage;

namespace PushFunctions.Labels;

internal static partial class Log
{
    [LoggerMessage(6000, LogLevel.Information, "Label {Label}: {Changes} changes were made; {Members} users have it.")]
    public static partial void Synced(this ILogger log, string label, int changes, int members);

    [LoggerMessage(6001, LogLevel.Warning, "Label {Label}: the sync ended early, the next one goes on: {Why}.")]
    public static partial void SyncFailed(this ILogger log, string label, string why);

    [LoggerMessage(6002, LogLevel.Warning,
        "Label {Label} is gone at the push service; it is created again with all its members.")]
    public static partial void LabelLost(this ILogger log, string label);

    [LoggerMessage(6003, LogLevel.Warning,
        "{Count} partitions of LabelMembers or LabelApplied name no label of a configured app.")]
    public static partial void Strangers(this ILogger log, int count);

    [LoggerMessage(6004, LogLevel.Error,
        "Storage gave the partition {Partition} after {Last}; the rest of the labels is left to the next sync.")]
    public static partial void TablesOutOfOrder(this ILogger log, string partition, string last);

    [LoggerMessage(6005, LogLevel.Warning, "Label {Label} could not be written to; the next sync meets it again.")]
    public static partial void NotPlanned(this ILogger log, Exception exception, string label);

    [LoggerMessage(6006, LogLevel.Warning,
        "Label {Label} was held by another run for ten minutes; {Kind} is left to the timer.")]
    public static partial void HeldTooLong(this ILogger log, string label, LabelStepKind kind);

    [LoggerMessage(6010, LogLevel.Warning, "The labels of app {App} could not be listed for a reconcile: {Why}.")]
    public static partial void NotListed(this ILogger log, string app, string why);

    [LoggerMessage(6011, LogLevel.Warning, "Label {Label}: its members could not be listed for a reconcile: {Why}.")]
    public static partial void NotCompared(this ILogger log, string label, string why);

    [LoggerMessage(6012, LogLevel.Warning,
        "Label {Label}: of {Found} users the push service had it otherwise than was known; {Repaired} are repaired.")]
    public static partial void DriftFound(this ILogger log, string label, int found, int repaired);

    [LoggerMessage(6013, LogLevel.Information,
        "App {App} has {Count} labels at the push service that the bridge does not know; they are left alone.")]
    public static partial void UnknownLabels(this ILogger log, string app, int count);
}
