using System.Collections.Immutable;

namespace AgoraChat.Simulator;

/// <summary>The devices that vendors push to. One device has at most one token per certificate.</summary>
internal static class Bindings
{
    private const string Order = "timestamp entities action duration";

    /// <summary>
    /// <c>PUT users/{user}/push/binding</c>: an empty token unbinds the device from one certificate, an empty
    /// certificate from all.
    /// </summary>
    public static Reply Put(EndpointCall call)
    {
        if (call.Body.Text("device_id") is not { Length: > 0 } device)
            return Reply.Refuse(FarSideError.InvalidParameter("device_id"));
        if (call.Body.Text("notifier_name") is not { } notifier)
            return Reply.Refuse(FarSideError.InvalidParameter("notifier_name"));
        if (call.Body.Text("device_token") is not { } token)
            return Reply.Refuse(FarSideError.InvalidParameter("device_token"));

        var binding = new DeviceBinding(device, token, notifier);
        if (call.FarSide.Users.Change(call.RouteValue("user"), user => Bound(user, binding)) is null)
            return Reply.Refuse(UnknownUser.InSettings(call));
        return Answer(call, IsUnbinding(binding) ? [] : [binding]);
    }

    /// <summary><c>GET users/{user}/push/binding</c>: all certificates of all devices.</summary>
    public static Reply Get(EndpointCall call) =>
        call.FarSide.Users.Look(call.RouteValue("user")) is { } user
            ? Answer(call, user.Bindings)
            : Reply.Refuse(UnknownUser.InSettings(call));

    private static bool IsUnbinding(DeviceBinding binding) =>
        binding.NotifierName.Length == 0 || binding.DeviceToken.Length == 0;

    private static FarSideUser Bound(FarSideUser user, DeviceBinding binding)
    {
        var others = user.Bindings.RemoveAll(old =>
            old.DeviceId == binding.DeviceId
            && (binding.NotifierName.Length == 0 || old.NotifierName == binding.NotifierName));
        return user with { Bindings = IsUnbinding(binding) ? others : others.Add(binding) };
    }

    private static Reply Answer(EndpointCall call, ImmutableList<DeviceBinding> bindings) =>
        Reply.Im(new(call, Order)
        {
            Entities = json =>
            {
                foreach (var binding in bindings)
                    binding.Write(json);
            },
        });
}
