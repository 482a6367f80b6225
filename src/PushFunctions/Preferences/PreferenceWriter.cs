using AgoraChat.Push;

namespace PushFunctions.Preferences;

/// <summary>Sets a change by its calls, one after the other, for somebody who waits.</summary>
public sealed class PreferenceWriter(PreferenceCaller caller)
{
    public async Task<PreferenceOutcome> ApplyAsync(PreferenceTarget target, PreferenceChange change, CallWay way)
    {
        var fields = new Dictionary<string, FieldOutcome>(StringComparer.Ordinal);
        FieldOutcome? unknownUser = null;
        DateTimeOffset? mutedUntil = null;
        foreach (var call in PreferencePlan.For(change))
        {
            // The others would be refused for the same reason.
            if (unknownUser is not null)
            {
                Note(call, unknownUser);
                continue;
            }

            var answer = await caller.MakeAsync(target.App, target.User, target.Scope, change, call.Kind, way);
            var outcome = FieldOutcome.Of(answer);
            if (outcome.Meaning == FarFailure.UnknownUser) unknownUser = outcome;
            mutedUntil ??= (answer.Value as NotificationState)?.MutedUntil;
            Note(call, outcome);
        }

        return new(fields, mutedUntil);

        void Note(PlannedCall call, FieldOutcome outcome)
        {
            foreach (var field in call.Fields) fields[field] = outcome;
        }
    }
}
