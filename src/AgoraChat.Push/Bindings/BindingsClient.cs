namespace AgoraChat.Push;

/// <summary>Which devices get the pushes of a user. Client SDKs bind theirs themselves.</summary>
/// <remarks>
/// 100 calls per second per app key. Agora has these calls since version 1.3.0 and no page about them. Source: Easemob,
/// "Bind and unbind push information".
/// </remarks>
public sealed class BindingsClient
{
    private const string Endpoint = "users/{user}/push/binding";

    private readonly FarSide _farSide;

    internal BindingsClient(FarSide farSide) => _farSide = farSide;

    /// <summary>Binds a device to a user.</summary>
    /// <returns>All bindings of this device afterwards.</returns>
    /// <exception cref="ArgumentException">
    /// The user id or a member of the binding is empty; the far side would take that as to unbind.
    /// </exception>
    /// <exception cref="AgoraChatException">
    /// The call failed; <see cref="AgoraChatErrorKind.NotFound"/> when there is no such user.
    /// </exception>
    /// <remarks>
    /// <c>PUT users/{user}/push/binding</c>. Source: Easemob, "Bind and unbind push information".
    /// </remarks>
    public Task<IReadOnlyList<DeviceBinding>> BindAsync(
        string user, DeviceBinding binding, CancellationToken cancellationToken)
    {
        Arguments.Present(binding.DeviceToken, "device token");
        return PutAsync(user, binding, cancellationToken);
    }

    /// <summary>Unbinds a device from a user as far as one certificate goes.</summary>
    /// <inheritdoc cref="BindAsync" path="/returns"/>
    /// <exception cref="ArgumentException">The user id, the device id or the certificate's name is empty.</exception>
    /// <inheritdoc cref="BindAsync" path="/exception[@cref='T:AgoraChat.Push.AgoraChatException']"/>
    /// <remarks>
    /// <c>PUT users/{user}/push/binding</c> without a device token. Source: Easemob, "Bind and unbind push
    /// information".
    /// </remarks>
    public Task<IReadOnlyList<DeviceBinding>> UnbindAsync(
        string user, string deviceId, string notifierName, CancellationToken cancellationToken) =>
        PutAsync(
            user, new() { DeviceId = deviceId, DeviceToken = "", NotifierName = notifierName }, cancellationToken);

    /// <summary>Unbinds a device from a user altogether.</summary>
    /// <inheritdoc cref="BindAsync" path="/returns"/>
    /// <exception cref="ArgumentException">The user id or the device id is empty.</exception>
    /// <inheritdoc cref="BindAsync" path="/exception[@cref='T:AgoraChat.Push.AgoraChatException']"/>
    /// <remarks>
    /// <c>PUT users/{user}/push/binding</c> without a certificate's name. Source: Easemob, "Bind and unbind push
    /// information".
    /// </remarks>
    public Task<IReadOnlyList<DeviceBinding>> UnbindDeviceAsync(
        string user, string deviceId, CancellationToken cancellationToken) =>
        CallAsync(
            Put(user, new() { DeviceId = deviceId, DeviceToken = "", NotifierName = "" }), cancellationToken);

    /// <summary>All bindings of all devices of a user; none is an answer, too.</summary>
    /// <exception cref="ArgumentException">The user id is empty.</exception>
    /// <inheritdoc cref="BindAsync" path="/exception[@cref='T:AgoraChat.Push.AgoraChatException']"/>
    /// <remarks>
    /// <c>GET users/{user}/push/binding</c>. Source: Easemob, "Query push binding information".
    /// </remarks>
    public Task<IReadOnlyList<DeviceBinding>> ListAsync(string user, CancellationToken cancellationToken) =>
        CallAsync(FarSideCall.Get(Endpoint, user), cancellationToken);

    private Task<IReadOnlyList<DeviceBinding>> PutAsync(
        string user, DeviceBinding binding, CancellationToken cancellationToken)
    {
        // An empty name would unbind everything.
        Arguments.Present(binding.NotifierName, "notifier name");
        return CallAsync(Put(user, binding), cancellationToken);
    }

    private static FarSideCall Put(string user, DeviceBinding binding)
    {
        Arguments.Present(binding.DeviceId, "device id");
        return FarSideCall.Put(Endpoint, user).With(binding, AgoraChatJson.Relaxed.DeviceBinding);
    }

    private async Task<IReadOnlyList<DeviceBinding>> CallAsync(FarSideCall call, CancellationToken cancellationToken)
    {
        var answer = await _farSide.CallAsync(call, cancellationToken);
        var entities = Answers.Member(call.Endpoint, answer, "entities");
        return Lists.Read(call.Endpoint, entities, AgoraChatJson.Relaxed.ListDeviceBinding);
    }
}
