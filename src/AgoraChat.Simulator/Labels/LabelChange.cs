namespace AgoraChat.Simulator;

/// <summary>How adding or removing went for each user. The first word about a user stands.</summary>
internal sealed class LabelChange
{
    private readonly Dictionary<string, string> _failed = new(StringComparer.Ordinal);
    private readonly List<string> _leftOut = [];

    /// <param name="call">What is answered; its faults fail users with their <c>desc</c>.</param>
    /// <param name="users">The users named.</param>
    public LabelChange(EndpointCall call, IReadOnlyList<string> users)
    {
        Users = [.. users.Distinct(StringComparer.Ordinal)];
        foreach (var user in Users)
        {
            if (call.Effect.AnswerFor(user) is not { IsAccepted: false } answer)
                continue;
            if (answer.PushStatus == UserAnswer.LeftOut)
                _leftOut.Add(user);
            else
                _failed.Add(user, answer.Desc ?? answer.PushStatus);
        }

        Users = [.. Users.Except(_leftOut).Where(user => !_failed.ContainsKey(user))];
    }

    /// <summary>Those for whom it may yet succeed.</summary>
    public IReadOnlyList<string> Users { get; private set; }

    public void Fail(Func<string, bool> isHit, string reason)
    {
        foreach (var user in Users.Where(isHit))
            _failed.Add(user, reason);
        Users = [.. Users.Where(user => !_failed.ContainsKey(user))];
    }

    public Reply Answer() => Reply.Push(json =>
    {
        json.WriteStartObject();
        json.WriteStartArray("success");
        foreach (var user in Users)
            json.WriteStringValue(user);
        json.WriteEndArray();
        json.WriteStartObject("fail");
        foreach (var (user, reason) in _failed)
            json.WriteString(user, reason);
        json.WriteEndObject();
        json.WriteEndObject();
    });
}
