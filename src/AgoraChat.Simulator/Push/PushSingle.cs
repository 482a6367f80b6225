namespace AgoraChat.Simulator;

/// <summary><c>POST push/single</c>: one message to up to 100 users, each answered for.</summary>
internal static class PushSingle
{
    public const int MaxTargets = 100;

    public static Reply Send(EndpointCall call)
    {
        if (BodyTexts.Problem(call.Body, "targets", "user ids", MaxTargets) is { } problem)
            return Reply.Illegal(problem);
        if (PushBody.Check(call) is { } refusal)
            return Reply.Refuse(refusal);

        var answers = Users(call).Select(user => (User: user, Answer: Answer(call, user))).ToList();
        call.FarSide.Take(call, [.. answers.Select(each => (each.User, each.Answer.IsAccepted))]);
        return Reply.Push(json =>
        {
            json.WriteStartArray();
            foreach (var (user, answer) in answers)
                answer.Write(json, user);
            json.WriteEndArray();
        });
    }

    public static IReadOnlyList<string> Users(EndpointCall call) => BodyTexts.Read(call.Body, "targets");

    private static UserAnswer Answer(EndpointCall call, string user) =>
        call.Effect.AnswerFor(user) ?? (IsRefused(call, user) ? UserAnswer.Unknown : UserAnswer.Queued);

    private static bool IsRefused(EndpointCall call, string user) =>
        call.Switches.UnknownUsersFail && !call.FarSide.Users.Exists(user);
}
