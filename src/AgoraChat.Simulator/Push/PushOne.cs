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

    public static Reply SendSync(EndpointCall call) =>
        Send(call, call.FarSide.Users.Exists(call.RouteValue("target")) ? Sent : UserAnswer.Unknown);

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
