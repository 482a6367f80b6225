using System.Text.Json;

namespace AgoraChat.Simulator;

/// <summary>The endpoints for labels themselves.</summary>
internal static class LabelEndpoints
{
    private const int LongestDescription = 255;

    public static IReadOnlyList<Endpoint> All { get; } =
    [
        Of("POST", "push/label", Create) with { TakesBody = true },
        Of("GET", "push/label", List),
        Of("GET", "push/label/{label}", Get),
        Of("DELETE", "push/label/{label}", Delete),
    ];

    private static Endpoint Of(string method, string pattern, Func<EndpointCall, Reply> handle) =>
        new(method, pattern, handle) { Group = LimitGroup.Labels, EasemobLimit = CallLimit.PerSecond(10) };

    private static Reply Create(EndpointCall call)
    {
        if (call.TextOrNull("name") is not { } name || !LabelName.IsGood(name))
            return Reply.Illegal($"name must be {LabelName.Rule}.");
        var description = call.TextOrNull("description");
        if (description?.Length > LongestDescription)
            return Reply.Illegal($"description has {description.Length} characters; {LongestDescription} are allowed.");

        return call.FarSide.Labels.Create(name, description) switch
        {
            Checked<LabelInfo>.Good good => Reply.Push(json => Write(json, good.Value, withCount: false)),
            Checked<LabelInfo>.Refused refused => Reply.Refuse(refused.Error),
            var other => throw new InvalidOperationException($"{other}"),
        };
    }

    private static Reply Get(EndpointCall call) =>
        call.FarSide.Labels.Get(call.RouteValue("label")) is { } label
            ? Reply.Push(json => Write(json, label, withCount: true))
            : Unknown(call);

    private static Reply List(EndpointCall call)
    {
        switch (LabelPaging.Read(call))
        {
            case Checked<LabelPaging>.Good { Value: var paging }:
                var page = call.FarSide.Labels.List(paging.Last, paging.Limit);
                return Reply.Push(
                    json =>
                    {
                        json.WriteStartArray();
                        foreach (var label in page.Items)
                            Write(json, label, withCount: true);
                        json.WriteEndArray();
                    },
                    LabelCursor.Write(page.Last));
            case Checked<LabelPaging>.Refused refused: return Reply.Refuse(refused.Error);
            default: throw new InvalidOperationException();
        }
    }

    private static Reply Delete(EndpointCall call) =>
        call.FarSide.Labels.Delete(call.RouteValue("label"))
            ? Reply.Push(json => json.WriteStringValue("success"))
            : Unknown(call);

    private static Reply Unknown(EndpointCall call) =>
        Reply.Refuse(FarSideError.UnknownLabel(call.RouteValue("label")));

    private static void Write(Utf8JsonWriter json, LabelInfo label, bool withCount)
    {
        json.WriteStartObject();
        json.WriteString("name", label.Name);
        if (label.Description is not null)
            json.WriteString("description", label.Description);
        if (withCount)
            json.WriteNumber("count", label.Count);
        json.WriteNumber("createdAt", label.CreatedAt.ToUnixTimeMilliseconds());
        json.WriteEndObject();
    }
}
