using System.Text.Json;

namespace AgoraChat.Simulator;

/// <summary>
/// <c>POST push/sync/{target}</c> and <c>POST push/async/{target}</c>: one message to the user in the path.
/// </summary>
internal static class PushOne
{
    // The documents' example, the answer of one vendor of several.
    private static readonly UserAnswer Sent = new("SUCCESS", Data: JsonElement.Parse(
        """
        {
          "code": 200,
          "data": {
            "expireTokens": [],
            "sendResult": true,
            "requestId": "104410638-fd96648b6bb4344bc4f5e29b158fdb07",
            "failTokens": [],
            "msgCode": 200
          },
          "message": "Success"
        }
        """));

    private static readonly UserAnswer Queued = new("ASYNC_SUCCESS", "success", JsonElement.Parse("\"\""));

    private static readonly UserAnswer Unbound = new("FAIL", "no push binding");

    public static Reply SendSync(EndpointCall call)
    {
        if (call.FarSide.Users.Look(call.RouteValue("target")) is not { } user)
            return Send(call, UserAnswer.Unknown);
        var isUnbound = call.Switches.UnboundUsersFail && user.Bindings.IsEmpty && PushBody.IsForVendorOnly(call);
        return Send(call, isUnbound ? Unbound : Sent);
    }

    public static Reply SendAsync(EndpointCall call) => Send(call, Queued);

    private static Reply Send(EndpointCall call, UserAnswer usual)
    {
        if (PushBody.Check(call) is { } refusal)
            return Reply.Refuse(refusal);

        var user = call.RouteValue("target");
        var answer = call.Effect.AnswerFor(user) ?? usual;
        call.FarSide.Take(call, [(user, answer.IsAccepted)]);
        return Reply.Push(json =>
        {
            json.WriteStartArray();
            answer.Write(json, user: null);
            json.WriteEndArray();
        });
    }
}
