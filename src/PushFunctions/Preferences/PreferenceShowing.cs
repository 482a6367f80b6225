using AgoraChat.Push;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;
using PushFunctions.Budgets;
using PushFunctions.Problems;

namespace PushFunctions.Preferences;

/// <summary>Reads what the push service reports of a user's notifications.</summary>
public sealed class PreferenceShowing(
    FarCalls calls, BudgetStore budgets, IOptions<PreferenceOptions> options, TimeProvider time)
{
    private static readonly string[] OfApp =
        [BudgetNames.DisplaySettings, BudgetNames.Notifications, BudgetNames.Language];

    private static readonly string[] OfConversation = [BudgetNames.Notifications];

    private const string NotReported =
        "The app has not the advanced push features, so that mode, quietHours and mutedUntil are not known.";

    /// <summary>The whole app's, merged from three calls.</summary>
    public async Task<IResult> ShowAsync(PreferenceTarget target, CancellationToken cancellationToken)
    {
        if (await FindWaitAsync(target, OfApp, cancellationToken) is { } away) return away;
        using var turn = new AwaitedTurn(options.Value.WaitTime, time);
        var profile = await AskAsync(
            target, BudgetNames.DisplaySettings, turn.Way, client =>
                client.Users.FindAsync(target.User, CancellationToken.None));
        if (!profile.IsDone) return Problem(target, profile.Meaning, profile);
        if (profile.Value is null)
            return new ProblemResult(PreferenceProblems.UnknownUser(target.App));
        var state = await StateAsync(target, turn.Way);
        var isClosed = state.Meaning == FarFailure.NotEnabled;
        if (!state.IsDone && !isClosed) return Problem(target, state.Meaning, state);
        var language = await AskAsync(
            target, BudgetNames.Language, turn.Way, client =>
                client.Settings.GetLanguageAsync(target.User, CancellationToken.None));
        if (!language.IsDone && language.Meaning != FarFailure.NotEnabled)
            return Problem(target, language.Meaning, language);
        return new JsonAnswer<NotificationsView>(
            new(
                target.User, profile.Value.DisplayName,
                PreferenceWords.Of(profile.Value.DisplayStyle ?? DisplayStyle.Notice),
                state.Value?.Mode is { } mode ? PreferenceWords.Of(mode) : null,
                state.Value?.QuietHours?.ToString(), MutedUntil(state.Value), language.Value ?? "",
                isClosed ? [NotReported] : null),
            PreferencesJson.Relaxed.NotificationsView);
    }

    /// <summary>One conversation's.</summary>
    public async Task<IResult> ShowConversationAsync(PreferenceTarget target, CancellationToken cancellationToken)
    {
        if (await FindWaitAsync(target, OfConversation, cancellationToken) is { } away) return away;
        using var turn = new AwaitedTurn(options.Value.WaitTime, time);
        var state = await StateAsync(target, turn.Way);
        if (!state.IsDone) return Problem(target, state.Meaning, state);
        return new JsonAnswer<ConversationNotificationsView>(
            new(
                target.User, target.Conversation!,
                PreferenceWords.Of(state.Value?.Mode ?? NotificationMode.Default), MutedUntil(state.Value)),
            PreferencesJson.Relaxed.ConversationNotificationsView);
    }

    private async Task<IResult?> FindWaitAsync(
        PreferenceTarget target, IEnumerable<string> names, CancellationToken cancellationToken) =>
        await AwaitedTurn.LookAsync(
            budgets, target.App, names, options.Value.WaitTime, time, cancellationToken) is { } wait
            ? new ProblemResult(PreferenceProblems.Away(why: null, wait))
            : null;

    private Task<FarAnswer<NotificationState>> StateAsync(PreferenceTarget target, CallWay way) => AskAsync(
        target, BudgetNames.Notifications, way, client =>
            client.Settings.GetNotificationsAsync(target.User, target.Scope, CancellationToken.None));

    private Task<FarAnswer<T>> AskAsync<T>(
        PreferenceTarget target, string budget, CallWay way, Func<AgoraChatPushClient, Task<T>> call) =>
        calls.MakeAsync(new(target.App, budget), way.Urgency, way.Tries, way.Turn, (client, _) => call(client));

    /// <summary>One that is over is none.</summary>
    private DateTimeOffset? MutedUntil(NotificationState? state) =>
        state?.MutedUntil > time.GetUtcNow() ? state.MutedUntil : null;

    private static ProblemResult Problem<T>(PreferenceTarget target, FarFailure meaning, FarAnswer<T> answer) =>
        new(PreferenceProblems.Of(meaning, answer.Failure, target.App));
}
