using AgoraChat.Push;
using PushFunctions.Budgets;
using PushFunctions.Deliver;

namespace PushFunctions.Preferences;

/// <summary>Makes the planned calls of a change.</summary>
public sealed class PreferenceCaller(FarCalls calls)
{
    /// <param name="app">The app.</param>
    /// <param name="user">The user.</param>
    /// <param name="scope">The whole app, or a conversation.</param>
    /// <param name="change">What is to be set.</param>
    /// <param name="kind">Which of its calls.</param>
    /// <param name="way">How it is made.</param>
    /// <returns>The state afterwards, where the answer tells one.</returns>
    public Task<FarAnswer<NotificationState?>> MakeAsync(
        string app, string user, NotificationScope scope, PreferenceChange change, PreferenceCallKind kind,
        CallWay way)
    {
        var key = new BudgetKey(app, PlannedCall.BudgetOf(kind));
        return calls.MakeAsync<NotificationState?>(
            key, way.Urgency, way.Tries, way.Turn,
            async (client, departure) =>
            {
                switch (kind)
                {
                    case PreferenceCallKind.Display:
                        await client.Settings.UpdateUserAsync(
                            user, new() { DisplayName = change.DisplayName, DisplayStyle = change.DisplayStyle },
                            departure, CancellationToken.None);
                        return null;
                    case PreferenceCallKind.Notifications:
                        return await client.Settings.SetNotificationsAsync(
                            user, scope,
                            new() { Mode = change.Mode, QuietHours = change.QuietHours, MuteFor = change.MuteFor },
                            departure, CancellationToken.None);
                    default:
                        await client.Settings.SetLanguageAsync(
                            user, change.Language!, departure, CancellationToken.None);
                        return null;
                }
            });
    }
}

/// <summary>How calls are made.</summary>
public sealed record CallWay(FarUrgency Urgency, int Tries, CallTurn Turn);
