using System.Text.Json;

namespace AgoraChat.Simulator;

/// <summary>The endpoints for who is in a label.</summary>
internal static class MemberEndpoints
{
    private const int MostUsers = 100;

    private const string Members = "push/label/{label}/user";

    public static IReadOnlyList<Endpoint> All { get; } =
    [
        Of("POST", Members, Add) with { TakesBody = true, Users = Usernames },
        Of("GET", Members + "/{member}", Get),
        Of("GET", Members, List),
        Of("DELETE", Members, Remove) with { TakesBody = true, Users = Usernames },
    ];

    private static Endpoint Of(string method, string pattern, Func<EndpointCall, Reply> handle) =>
        new(method, pattern, handle) { Group = LimitGroup.Labels, EasemobLimit = CallLimit.PerSecond(30) };

    private static IReadOnlyList<string> Usernames(EndpointCall call) => BodyTexts.Read(call.Body, "usernames");

    private static Reply Add(EndpointCall call)
    {
        if (BodyTexts.Problem(call.Body, "usernames", "user ids", MostUsers) is { } problem)
            return Reply.Illegal(problem);

        var change = new LabelChange(call, Usernames(call));
        change.Fail(user => !call.FarSide.Users.Exists(user), UserAnswer.UnknownUser);
        if (call.FarSide.Labels.Add(Label(call), change.Users) is not { } overflow)
            return Unknown(call);
        if (overflow.Count > 0 && !call.Switches.LabelOverflowFailsUsers)
            return Reply.Refuse(FarSideError.QuantityLimit);

        change.Fail(overflow.Contains, FarSideError.QuantityLimit.Description!);
        call.FarSide.Users.Remember(change.Users);
        return change.Answer();
    }

    private static Reply Remove(EndpointCall call)
    {
        if (BodyTexts.Problem(call.Body, "usernames", "user ids", MostUsers) is { } problem)
            return Reply.Illegal(problem);

        var change = new LabelChange(call, Usernames(call));
        return call.FarSide.Labels.Remove(Label(call), change.Users) ? change.Answer() : Unknown(call);
    }

    private static Reply Get(EndpointCall call) =>
        call.FarSide.Labels.FindMember(Label(call), call.RouteValue("member")) switch
        {
            (false, _) => Unknown(call),
            (_, { } member) => Reply.Push(json => Write(json, member)),
            _ => Reply.Push(data: null),
        };

    private static Reply List(EndpointCall call)
    {
        switch (LabelPaging.Read(call))
        {
            case Checked<LabelPaging>.Good { Value: var paging }:
                return call.FarSide.Labels.Members(Label(call), paging.Last, paging.Limit) is { } page
                    ? Reply.Push(json => Write(json, page.Items), LabelCursor.Write(page.Last))
                    : Unknown(call);
            case Checked<LabelPaging>.Refused refused: return Reply.Refuse(refused.Error);
            default: throw new InvalidOperationException();
        }
    }

    private static string Label(EndpointCall call) => call.RouteValue("label");

    private static Reply Unknown(EndpointCall call) => Reply.Refuse(FarSideError.UnknownLabel(Label(call)));

    private static void Write(Utf8JsonWriter json, IReadOnlyList<LabelMember> members)
    {
        json.WriteStartArray();
        foreach (var member in members)
            Write(json, member);
        json.WriteEndArray();
    }

    private static void Write(Utf8JsonWriter json, LabelMember member)
    {
        json.WriteStartObject();
        json.WriteString("username", member.User);
        json.WriteNumber("created", member.CreatedAt.ToUnixTimeMilliseconds());
        json.WriteEndObject();
    }
}
