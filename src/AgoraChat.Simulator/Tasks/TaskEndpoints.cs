using System.Text.Json;

namespace AgoraChat.Simulator;

/// <summary>The endpoints that make a task: to labels, to a list, to everyone.</summary>
internal static class TaskEndpoints
{
    private const int MostLabels = 5;

    private const int MostUsers = 100;

    public static IReadOnlyList<Endpoint> All { get; } =
    [
        new("POST", "push/list/label", ToLabels)
        {
            AgoraLimit = CallLimit.PerMinute(1_200),
            EasemobLimit = CallLimit.PerSecond(10),
            TakesBody = true,
        },
        new("POST", "push/list", ToList)
        {
            // Not documented: that of the neighbours.
            AgoraLimit = CallLimit.PerMinute(1_200),
            EasemobLimit = CallLimit.PerSecond(10),
            TakesBody = true,
            IsEasemobOnly = true,
            Users = call => BodyTexts.Read(call.Body, "targets"),
        },
        new("POST", "push/task", ToEveryone)
        {
            AgoraLimit = new() { CallsPerMinute = 5, CallsPerDay = 100 },
            EasemobLimit = CallLimit.PerSecond(1),
            TakesBody = true,
        },
    ];

    private static Reply ToLabels(EndpointCall call)
    {
        if (BodyTexts.Problem(call.Body, "targets", "labels", MostLabels) is { } problem)
            return Reply.Illegal(problem);

        var book = call.FarSide.Labels;
        var labels = BodyTexts.Read(call.Body, "targets");
        return labels.FirstOrDefault(label => book.Get(label) is null) is { } unknown
            ? Reply.Refuse(FarSideError.UnknownLabel(unknown))
            : Add(call, () => book.InAll(labels), isSmall: true);
    }

    private static Reply ToList(EndpointCall call)
    {
        if (BodyTexts.Problem(call.Body, "targets", "user ids", MostUsers) is { } problem)
            return Reply.Illegal(problem);

        var users = call.Endpoint.Users(call).Where(user => IsSent(call, user)).ToList();
        return Add(call, () => users, isSmall: true);
    }

    private static Reply ToEveryone(EndpointCall call)
    {
        var users = call.FarSide.Users;
        return Add(call, () => users.Names, isSmall: false);
    }

    private static bool IsSent(EndpointCall call, string user) =>
        call.Effect.AnswerFor(user)?.IsAccepted ?? call.FarSide.Users.Exists(user);

    private static Reply Add(EndpointCall call, Func<IReadOnlyList<string>> users, bool isSmall)
    {
        if (PushBody.Check(call) is { } refusal)
            return Reply.Refuse(refusal);

        return StartDate.Read(call) switch
        {
            Checked<DateTimeOffset?>.Good start => Add(call, new()
            {
                Endpoint = call.Endpoint.Name,
                Message = PushBody.Message(call),
                Users = users,
                StartAt = start.Value,
                IsSmall = isSmall,
            }),
            Checked<DateTimeOffset?>.Refused refused => Reply.Refuse(refused.Error),
            var other => throw new InvalidOperationException($"{other}"),
        };
    }

    private static Reply Add(EndpointCall call, PushTaskPlan plan) =>
        call.FarSide.Tasks.TryAdd(plan) is { } id
            ? Reply.Push(json => Write(json, id, isWrapped: plan.IsSmall))
            : Reply.Refuse(FarSideError.QuantityLimit);

    // The documents' examples differ: a number for everyone, an object with a number for labels.
    private static void Write(Utf8JsonWriter json, long id, bool isWrapped)
    {
        if (isWrapped)
        {
            json.WriteStartObject();
            json.WriteNumber("taskId", id);
            json.WriteEndObject();
        }
        else
        {
            json.WriteNumberValue(id);
        }
    }
}
