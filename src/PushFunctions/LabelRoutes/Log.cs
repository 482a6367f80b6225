using Microsoft.Extensions.Logging;

namespace PushFunctions.LabelRoutes;

internal static partial class Log
{
    [LoggerMessage(6020, LogLevel.Information, "Label {Label} was put.")]
    public static partial void Put(this ILogger log, string label);

    [LoggerMessage(6021, LogLevel.Information, "Label {Label} is to be deleted.")]
    public static partial void Deleted(this ILogger log, string label);

    [LoggerMessage(6022, LogLevel.Information, "Label {Label}: {Count} users were added.")]
    public static partial void MembersAdded(this ILogger log, string label, int count);

    [LoggerMessage(6023, LogLevel.Information, "Label {Label}: {Count} users were removed.")]
    public static partial void MembersRemoved(this ILogger log, string label, int count);

    [LoggerMessage(6024, LogLevel.Information,
        "A reconcile of {Count} labels of app {App} was asked for; dry run: {IsDryRun}.")]
    public static partial void ReconcileBegun(this ILogger log, string app, int count, bool isDryRun);
}
