using System.Diagnostics.CodeAnalysis;
using System.Text.Json;

namespace PushFunctions.Storage;

/// <summary>
/// Reads queue messages. A message we cannot read is a value, since it must be set aside and not tried again.
/// </summary>
public static class QueueText
{
    private const int MostStrategy = 4;

    public static bool TryReadParcel(
        string text, [NotNullWhen(true)] out Parcel? parcel, [NotNullWhen(false)] out string? why)
    {
        parcel = Read(text, StorageJson.Relaxed.Parcel, out why);
        if (parcel is { Version: not Parcel.CurrentVersion })
        {
            why = $"Version {parcel.Version} of a parcel is not known here; this app reads {Parcel.CurrentVersion}.";
            parcel = null;
        }
        else if (parcel is not null && FindProblem(parcel) is { } problem)
        {
            why = problem;
            parcel = null;
        }

        return parcel is not null;
    }

    public static bool TryReadStep(
        string text, [NotNullWhen(true)] out DispatchStep? step, [NotNullWhen(false)] out string? why)
    {
        step = Read(text, StorageJson.Relaxed.DispatchStep, out why);
        if (step is { Version: not DispatchStep.CurrentVersion })
        {
            why = $"Version {step.Version} of a step is not known here; this app reads {DispatchStep.CurrentVersion}.";
            step = null;
        }
        else if (step is { Kind: StepKind.Retry, Bucket: null })
        {
            why = "A retry step without its bucket.";
            step = null;
        }
        else if (step is not null && !LedgerKey.IsPush(step.PushId))
        {
            why = $"'{step.PushId}' is not the id of a push.";
            step = null;
        }

        return step is not null;
    }

    public static bool TryReadCheck(
        string text, [NotNullWhen(true)] out AudienceCheckStep? step, [NotNullWhen(false)] out string? why)
    {
        step = Read(text, StorageJson.Relaxed.AudienceCheckStep, out why);
        if (step is { FormatVersion: not AudienceCheckStep.CurrentVersion })
        {
            why = $"Version {step.FormatVersion} of a check is not known here; "
                + $"this app reads {AudienceCheckStep.CurrentVersion}.";
            step = null;
        }
        else if (step is not null && !LedgerKey.IsPush(step.Audience))
        {
            why = $"'{step.Audience}' is no key of an audience.";
            step = null;
        }

        return step is not null;
    }

    public static bool TryReadNotice(
        string text, [NotNullWhen(true)] out Notice? notice, [NotNullWhen(false)] out string? why)
    {
        notice = Read(text, StorageJson.Relaxed.Notice, out why);
        if (notice is { Version: not Notice.CurrentVersion })
        {
            why = $"Version {notice.Version} of a notice is not known here; this app reads {Notice.CurrentVersion}.";
            notice = null;
        }
        else if (notice is not null && !IsHeaderText(notice.Id))
        {
            why = "The id of a notice goes into a header: 1 to 200 letters, digits, '-' and '_'.";
            notice = null;
        }

        return notice is not null;
    }

    public static bool TryReadLabelStep(
        string text, [NotNullWhen(true)] out LabelStep? step, [NotNullWhen(false)] out string? why)
    {
        step = Read(text, StorageJson.Relaxed.LabelStep, out why);
        if (step is { Version: not LabelStep.CurrentVersion })
        {
            why = $"Version {step.Version} of a label's step is not known here; "
                + $"this app reads {LabelStep.CurrentVersion}.";
            step = null;
        }
        else if (step is not null && !(LabelPartition.IsLabel(step.Label) && LedgerKey.IsPush(step.App)))
        {
            why = $"'{step.Label}' of app '{step.App}' is no label.";
            step = null;
        }

        return step is not null;
    }

    public static bool TryReadPreferenceStep(
        string text, [NotNullWhen(true)] out PreferenceStep? step, [NotNullWhen(false)] out string? why)
    {
        step = Read(text, StorageJson.Relaxed.PreferenceStep, out why);
        if (step is { Version: not PreferenceStep.CurrentVersion })
        {
            why = $"Version {step.Version} of a step of preferences is not known here; "
                + $"this app reads {PreferenceStep.CurrentVersion}.";
            step = null;
        }
        else if (step is not null && !PreferenceJobRow.IsId(step.Job))
        {
            why = $"'{step.Job}' names no preferences of many.";
            step = null;
        }

        return step is not null;
    }

    private static bool IsHeaderText(string id) =>
        id.Length is > 0 and <= 200 && id.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '_');

    /// <summary>What no one could deliver, however often it came back.</summary>
    private static string? FindProblem(Parcel parcel)
    {
        if (!LedgerKey.IsPush(parcel.PushId)) return $"'{parcel.PushId}' is not the id of a push.";
        if (parcel.Strategy is < 0 or > MostStrategy)
            return $"Strategy {parcel.Strategy} is not known; 0 to {MostStrategy} are.";
        if (!LedgerKey.IsParcel(parcel.Row)) return $"'{parcel.Row}' is not the name of a parcel.";
        if (parcel.Batches.Count == 0) return "A parcel without batches.";
        foreach (var batch in parcel.Batches)
        {
            if (batch is null || batch.Users.Any(user => user is null)) return "A batch, or a user of one, is null.";
            if (batch.Message < 0 || batch.Message >= parcel.Messages.Count)
                return $"Batch {batch.No} has message {batch.Message} of {parcel.Messages.Count}.";
        }

        return null;
    }

    private static T? Read<T>(
        string text, System.Text.Json.Serialization.Metadata.JsonTypeInfo<T> type, out string? why)
        where T : class
    {
        try
        {
            var value = JsonSerializer.Deserialize(text, type);
            why = value is null ? "The message is null." : null;
            return value;
        }
        catch (Exception exception) when (exception is JsonException or ArgumentException or NotSupportedException)
        {
            why = exception.Message;
            return null;
        }
    }
}
