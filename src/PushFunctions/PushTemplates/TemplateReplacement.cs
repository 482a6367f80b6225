using AgoraChat.Push;
using PushFunctions.Preferences;
using PushFunctions.Problems;
using PushFunctions.Storage;

namespace PushFunctions.PushTemplates;

/// <summary>
/// Replaces a template: the far side can only delete and create. Both texts lie in a row from before the one call until
/// after the other, so that whatever dies in between, one of them comes back.
/// </summary>
public sealed class TemplateReplacement(FarTemplates far, StorageClients storage, TimeProvider time)
{
    /// <summary>Longer than any request waits.</summary>
    private static readonly TimeSpan Held = TimeSpan.FromMinutes(4);

    public Task<TemplateChangeRow?> FindAsync(string app, string name, CancellationToken cancellationToken) =>
        storage.Preferences.FindAsync<TemplateChangeRow>(
            TemplateChangeRow.Partition, TemplateChangeRow.KeyOf(app, name), cancellationToken);

    /// <returns>The template as it is then; or why not.</returns>
    public async Task<(PushTemplate? Template, Problem? Problem)> ReplaceAsync(
        string app, TemplateText text, PushTemplate old, CallWay way)
    {
        var row = new TemplateChangeRow
        {
            RowKey = TemplateChangeRow.KeyOf(app, text.Name), App = app, Name = text.Name,
            Title = text.Title, Content = text.Content, OldTitle = old.TitlePattern, OldContent = old.ContentPattern,
            Until = time.GetUtcNow() + Held,
        };
        if (!await storage.Preferences.TryAddAsync(row, CancellationToken.None))
            return (null, TemplateProblems.Changing(text.Name));
        return await RunAsync(row, way);
    }

    /// <summary>Goes on with a replacement that somebody has left; two at once are harmless.</summary>
    public async Task ResumeAsync(TemplateChangeRow row, CallWay way)
    {
        row.Until = time.GetUtcNow() + Held;
        if (!await storage.Preferences.TryReplaceAsync(row, CancellationToken.None)) return;
        var found = await far.FindAsync(row.App, row.Name, way);
        if (found.IsDone && FarTemplates.IsSame(found.Value!, NewOf(row))) await ForgetAsync(row);
        else if (found.IsDone) await RunAsync(row, way);
        else if (found.Meaning == FarFailure.UnknownTemplate) await CreateAsync(row, way);
        else await LeaveAsync(row);
    }

    private static TemplateText NewOf(TemplateChangeRow row) => new(row.Name, row.Title, row.Content);

    private async Task<(PushTemplate? Template, Problem? Problem)> RunAsync(TemplateChangeRow row, CallWay way)
    {
        var deleted = await far.DeleteAsync(row.App, row.Name, way);
        if (deleted.IsDone || deleted.Meaning == FarFailure.UnknownTemplate) return await CreateAsync(row, way);
        if (deleted.Meaning == FarFailure.Away && (deleted.IsRepeat || deleted.Failure?.MayHaveBeenSent == true))
        {
            await LeaveAsync(row);
            return (null, TemplateProblems.Pending(row.Name, deleted.Failure?.Description));
        }

        // The old one is there, and stays.
        await ForgetAsync(row);
        return (null, TemplateProblems.Of(deleted.Meaning, deleted.Failure, row.App, row.Name));
    }

    private async Task<(PushTemplate? Template, Problem? Problem)> CreateAsync(TemplateChangeRow row, CallWay way)
    {
        var created = await far.CreateAsync(row.App, NewOf(row), way);
        if (created.IsDone)
        {
            await ForgetAsync(row);
            return (created.Value, null);
        }

        // Anything but the texts may be mended, and they are sent again.
        if (created.Failure?.HttpStatus is not (400 or 413 or 422))
        {
            await LeaveAsync(row);
            return (null, TemplateProblems.Pending(row.Name, created.Failure?.Description));
        }

        await RestoreAsync(row, way);
        return (null, TemplateProblems.Restored(row.Name, created.Failure.Description));
    }

    private async Task RestoreAsync(TemplateChangeRow row, CallWay way)
    {
        (row.Title, row.Content) = (row.OldTitle, row.OldContent);
        var restored = await far.CreateAsync(row.App, NewOf(row), way);
        if (restored.IsDone) await ForgetAsync(row);
        else await LeaveAsync(row);
    }

    private Task<bool> ForgetAsync(TemplateChangeRow row) =>
        storage.Preferences.TryDeleteAsync(row, CancellationToken.None);

    /// <summary>For the timer.</summary>
    private Task<bool> LeaveAsync(TemplateChangeRow row)
    {
        row.Until = time.GetUtcNow();
        return storage.Preferences.TryReplaceAsync(row, CancellationToken.None);
    }
}
