using System.Text.Json.Serialization.Metadata;

namespace AgoraChat.Push;

/// <summary>How and when one user gets the pushes of offline messages.</summary>
/// <remarks>
/// Modes, quiet hours, muting and templates need the advanced push features, to be activated in the console. Source:
/// "Offline push configuration".
/// </remarks>
public sealed class SettingsClient
{
    private const string Notifications = "users/{user}/notification/{chattype}/{key}";
    private const string Language = "users/{user}/notification/language";
    private const string Template = "users/{user}/notification/template";

    private readonly FarSide _farSide;

    internal SettingsClient(FarSide farSide) => _farSide = farSide;

    /// <summary>Sets display name, display style and the older interface's hours without pushes, in one call.</summary>
    /// <returns>The user afterwards.</returns>
    /// <exception cref="ArgumentException">The user id is empty, or the update changes nothing.</exception>
    /// <exception cref="AgoraChatException">
    /// The call failed; <see cref="AgoraChatErrorKind.NotFound"/> when there is no such user.
    /// </exception>
    /// <remarks>
    /// <c>PUT users/{user}</c>; 100 calls per second per app key. Source: "Offline push configuration".
    /// </remarks>
    public Task<UserProfile> UpdateUserAsync(string user, UserUpdate update, CancellationToken cancellationToken) =>
        UpdateUserAsync(user, update, new CallDeparture(), cancellationToken);

    /// <summary>The same for who must know when the call left, in whatever way it ends.</summary>
    /// <inheritdoc cref="UpdateUserAsync(string, UserUpdate, CancellationToken)"/>
    public async Task<UserProfile> UpdateUserAsync(
        string user, UserUpdate update, CallDeparture departure, CancellationToken cancellationToken)
    {
        var call = FarSideCall.Put("users/{user}", user)
            .With(UserUpdateRequest.From(update), AgoraChatJson.Relaxed.UserUpdateRequest)
            with { Departure = departure };
        return UserEntity.One(call.Endpoint, await _farSide.CallAsync(call, cancellationToken));
    }

    /// <summary>Sets mode, quiet hours and muting, for the whole app or one conversation.</summary>
    /// <returns>All that is set afterwards, as far as the answer tells.</returns>
    /// <exception cref="ArgumentException">
    /// An id is empty; the update changes nothing; quiet hours for a conversation; the mode
    /// <see cref="NotificationMode.Default"/> for the app; a conversation of the user with himself.
    /// </exception>
    /// <exception cref="AgoraChatException">
    /// The call failed; <see cref="AgoraChatErrorKind.NotFound"/> when there is no such user.
    /// </exception>
    /// <remarks>
    /// <c>PUT users/{user}/notification/{chattype}/{key}</c>; 100 calls per second per app key. Source: "Offline push
    /// configuration".
    /// </remarks>
    public Task<NotificationState> SetNotificationsAsync(
        string user, NotificationScope scope, NotificationUpdate update, CancellationToken cancellationToken) =>
        SetNotificationsAsync(user, scope, update, new CallDeparture(), cancellationToken);

    /// <summary>The same for who must know when the call left, in whatever way it ends.</summary>
    /// <inheritdoc cref="SetNotificationsAsync(string, NotificationScope, NotificationUpdate, CancellationToken)"/>
    public Task<NotificationState> SetNotificationsAsync(
        string user, NotificationScope scope, NotificationUpdate update, CallDeparture departure,
        CancellationToken cancellationToken)
    {
        var (type, key) = scope.Of(user);
        var call = FarSideCall.Put(Notifications, user, type, key)
            .With(NotificationRequest.From(update, scope), AgoraChatJson.Relaxed.NotificationRequest);
        return StateAsync(call with { Departure = departure }, cancellationToken);
    }

    /// <summary>Reads mode, quiet hours and muting, of the whole app or one conversation.</summary>
    /// <exception cref="ArgumentException">An id is empty, or a conversation of the user with himself.</exception>
    /// <exception cref="AgoraChatException">
    /// The call failed; <see cref="AgoraChatErrorKind.NotFound"/> when there is no such user.
    /// </exception>
    /// <remarks>
    /// <c>GET users/{user}/notification/{chattype}/{key}</c>; 100 calls per second per app key. Source: "Offline push
    /// configuration".
    /// </remarks>
    public Task<NotificationState> GetNotificationsAsync(
        string user, NotificationScope scope, CancellationToken cancellationToken)
    {
        var (type, key) = scope.Of(user);
        return StateAsync(FarSideCall.Get(Notifications, user, type, key), cancellationToken);
    }

    /// <summary>Sets the language that pushes are translated to.</summary>
    /// <param name="user">The user's id.</param>
    /// <param name="language">A language's code, such as <c>en</c>; empty for no translation.</param>
    /// <param name="cancellationToken">Gives up; it may have been set.</param>
    /// <returns>The language that is set now; empty for none.</returns>
    /// <exception cref="ArgumentException">The user id is empty.</exception>
    /// <exception cref="AgoraChatException">
    /// The call failed; <see cref="AgoraChatErrorKind.NotFound"/> when there is no such user.
    /// </exception>
    /// <remarks>
    /// <c>PUT users/{user}/notification/language</c>; 100 calls per second per app key. Source: "Offline push
    /// configuration".
    /// </remarks>
    public Task<string> SetLanguageAsync(string user, string language, CancellationToken cancellationToken) =>
        SetLanguageAsync(user, language, new CallDeparture(), cancellationToken);

    /// <summary>The same for who must know when the call left, in whatever way it ends.</summary>
    /// <inheritdoc cref="SetLanguageAsync(string, string, CancellationToken)"/>
    public Task<string> SetLanguageAsync(
        string user, string language, CallDeparture departure, CancellationToken cancellationToken)
    {
        var call = FarSideCall.Put(Language, user).With(new(language), AgoraChatJson.Relaxed.LanguageRequest);
        return LanguageAsync(call with { Departure = departure }, cancellationToken);
    }

    /// <summary>Reads the language that pushes are translated to.</summary>
    /// <returns>The language; empty for none.</returns>
    /// <inheritdoc cref="SetLanguageAsync(string, string, CancellationToken)" path="/exception"/>
    /// <remarks>
    /// <c>GET users/{user}/notification/language</c>; 100 calls per second per app key. Source: "Offline push
    /// configuration".
    /// </remarks>
    public Task<string> GetLanguageAsync(string user, CancellationToken cancellationToken) =>
        LanguageAsync(FarSideCall.Get(Language, user), cancellationToken);

    /// <summary>Chooses the template of the pushes to a user.</summary>
    /// <param name="user">The user's id.</param>
    /// <param name="template">The template's name.</param>
    /// <param name="userToken">This user's own token: the far side does not take the app's here. A secret.</param>
    /// <param name="cancellationToken">Gives up; it may have been set.</param>
    /// <returns>The template that is set now.</returns>
    /// <exception cref="ArgumentException">A name is empty, or the token is empty or cannot be one.</exception>
    /// <exception cref="AgoraChatException">
    /// The call failed; <see cref="AgoraChatErrorKind.NotFound"/> when there is no such user or template,
    /// <see cref="AgoraChatErrorKind.Unauthorized"/> when the token was not taken.
    /// </exception>
    /// <remarks>
    /// <c>PUT users/{user}/notification/template</c>; 100 calls per second per app key. Source: Easemob, "Set up push";
    /// Agora does not document it.
    /// </remarks>
    public async Task<string> SetTemplateAsync(
        string user, string template, string userToken, CancellationToken cancellationToken)
    {
        Arguments.Present(template, "template's name");
        var call = FarSideCall.Put(Template, user).With(new(template), AgoraChatJson.Relaxed.TemplateChoice);
        return await ChoiceAsync(call, userToken, cancellationToken) ?? template;
    }

    /// <summary>Reads which template the pushes to a user have.</summary>
    /// <param name="user">The user's id.</param>
    /// <param name="userToken">This user's own token, as for setting it. A secret.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The template's name; null when none was chosen.</returns>
    /// <inheritdoc cref="SetTemplateAsync" path="/exception"/>
    /// <remarks>
    /// <c>GET users/{user}/notification/template</c>; 100 calls per second per app key. Source: Easemob, "Set up push";
    /// Agora does not document it.
    /// </remarks>
    public Task<string?> GetTemplateAsync(string user, string userToken, CancellationToken cancellationToken) =>
        ChoiceAsync(FarSideCall.Get(Template, user), userToken, cancellationToken);

    private async Task<NotificationState> StateAsync(FarSideCall call, CancellationToken cancellationToken)
    {
        var answer = await DataAsync(call, AgoraChatJson.Relaxed.NotificationAnswer, cancellationToken);
        return answer?.ToState() ?? new NotificationState();
    }

    private async Task<string> LanguageAsync(FarSideCall call, CancellationToken cancellationToken)
    {
        var answer = await DataAsync(call, AgoraChatJson.Relaxed.LanguageAnswer, cancellationToken);
        return answer?.Language ?? "";
    }

    private async Task<string?> ChoiceAsync(
        FarSideCall call, string userToken, CancellationToken cancellationToken)
    {
        var own = call with { Token = Arguments.Token(userToken) };
        var answer = await DataAsync(own, AgoraChatJson.Relaxed.TemplateChoice, cancellationToken);
        return answer?.TemplateName is { Length: > 0 } name ? name : null;
    }

    // How the far side tells that nothing was ever set is not documented; without data nothing is.
    private async Task<T?> DataAsync<T>(FarSideCall call, JsonTypeInfo<T> type, CancellationToken cancellationToken)
        where T : class
    {
        var answer = await _farSide.CallAsync(call, cancellationToken);
        return Answers.Find(answer, "data") is { } data ? Answers.Read(call.Endpoint, data, type) : null;
    }
}
