using System.Globalization;
using System.Text.Json;

namespace AgoraChat.Simulator;

/// <summary>Easemob's older endpoints: store a message, read it, send it to everyone.</summary>
internal static class MessageEndpoints
{
    private static readonly CallLimit OnePerSecond = CallLimit.PerSecond(1);

    public static IReadOnlyList<Endpoint> All { get; } =
    [
        new("POST", "push/message", Store) { EasemobLimit = OnePerSecond, TakesBody = true, IsEasemobOnly = true },
        new("GET", "push/message/{id}", Read) { EasemobLimit = OnePerSecond, IsEasemobOnly = true },
        new("POST", "push/task/broadcast", Broadcast)
        {
            EasemobLimit = OnePerSecond,
            TakesBody = true,
            IsEasemobOnly = true,
        },
    ];

    private static Reply Store(EndpointCall call)
    {
        if (!MessageCheck.IsGood(call.Body, call.Switches))
            return Reply.Refuse(FarSideError.BadMessage);
        var id = call.FarSide.Messages.Add(TakenMessage.Of(call.Body, call.Switches));
        return Reply.Push(json => json.WriteNumberValue(id));
    }

    private static Reply Read(EndpointCall call)
    {
        var text = call.RouteValue("id");
        return long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var id)
            && call.FarSide.Messages.Find(id) is { } message
                ? Reply.Push(json => Write(json, call.FarSide.Options, message))
                : Reply.Refuse(FarSideError.UnknownMessage(text));
    }

    private static Reply Broadcast(EndpointCall call)
    {
        if (call.Body.ValueKind != JsonValueKind.Object)
            return Reply.Illegal("The body must be an object.");
        if (call.Body.TryGetProperty("strategy", out var strategy) && !PushBody.IsStrategy(strategy))
            return Reply.Illegal($"strategy is {strategy.GetRawText()}; 0 to 4 is allowed.");
        if (!call.Body.TryGetProperty("pushMsgId", out var number)
            || number.ValueKind != JsonValueKind.Number || !number.TryGetInt64(out var id))
        {
            return Reply.Illegal("pushMsgId must be the id of a stored message.");
        }

        if (call.FarSide.Messages.Find(id) is not { } message)
            return Reply.Refuse(FarSideError.UnknownMessage($"{id}"));

        var users = call.FarSide.Users;
        return call.FarSide.Tasks.TryAdd(new()
        {
            Endpoint = call.Endpoint.Name,
            Message = message.Message,
            Users = () => users.Names,
        }) is { } task
            ? Reply.Push(json => json.WriteNumberValue(task))
            : Reply.Refuse(FarSideError.QuantityLimit);
    }

    private static void Write(Utf8JsonWriter json, SimulatorOptions options, StoredMessage message)
    {
        json.WriteStartObject();
        json.WriteString("appkey", $"{options.OrgName}#{options.AppName}");
        json.WriteNumber("timestamp", message.CreatedAt.ToUnixTimeMilliseconds());
        foreach (var member in JsonElement.Parse(message.Message).EnumerateObject())
            member.WriteTo(json);
        json.WriteEndObject();
    }
}
