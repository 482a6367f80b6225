using System.Text.Json;
using Microsoft.AspNetCore.Http;
using PushFunctions.LabelRoutes;
using PushFunctions.Tests.Labels;

namespace PushFunctions.Tests.LabelRoutes;

/// <summary>Requests about labels, and what they are answered.</summary>
internal static class LabelRequests
{
    public static (int Status, JsonElement Body) PutLabel(
        this LabelBed bed, string label, string body = "{}", string query = "") =>
        bed.Ask(request => bed.Get<PutLabelHandler>().HandleAsync(request, label, default), query, body);

    public static (int Status, JsonElement Body) GetLabel(this LabelBed bed, string label, string query = "") =>
        bed.Ask(request => bed.Get<GetLabelHandler>().HandleAsync(request, label, default), query);

    public static (int Status, JsonElement Body) DeleteLabel(this LabelBed bed, string label, string query = "") =>
        bed.Ask(request => bed.Get<DeleteLabelHandler>().HandleAsync(request, label, default), query);

    public static (int Status, JsonElement Body) ListLabels(this LabelBed bed, string query = "") =>
        bed.Ask(request => bed.Get<ListLabelsHandler>().HandleAsync(request, default), query);

    public static (int Status, JsonElement Body) ListMembers(this LabelBed bed, string label, string query = "") =>
        bed.Ask(request => bed.Get<ListMembersHandler>().HandleAsync(request, label, default), query);

    public static (int Status, JsonElement Body) Add(this LabelBed bed, string label, string body, string query = "") =>
        bed.Ask(
            request => bed.Get<ChangeMembersHandler>().HandleAsync(request, label, isRemoval: false, default), query, body);

    public static (int Status, JsonElement Body) Add(this LabelBed bed, string label, IEnumerable<string> users) =>
        bed.Add(label, JsonSerializer.Serialize(new { users }));

    public static (int Status, JsonElement Body) Remove(
        this LabelBed bed, string label, string body, string query = "") => bed.Ask(
            request => bed.Get<ChangeMembersHandler>().HandleAsync(request, label, isRemoval: true, default), query, body);

    public static (int Status, JsonElement Body) Remove(this LabelBed bed, string label, IEnumerable<string> users) =>
        bed.Remove(label, JsonSerializer.Serialize(new { users }));

    public static (int Status, JsonElement Body) GetMember(this LabelBed bed, string label, string user) =>
        bed.Ask(request => bed.Get<GetMemberHandler>().HandleAsync(request, label, user, default));

    public static (int Status, JsonElement Body) DeleteMember(this LabelBed bed, string label, string user) =>
        bed.Ask(request => bed.Get<DeleteMemberHandler>().HandleAsync(request, label, user, default));

    /// <summary>Asks for a reconcile while the queue is worked on, or is not.</summary>
    public static (int Status, JsonElement Body) StartReconcile(
        this LabelBed bed, string query = "", bool isWorking = true)
    {
        (int Status, string? Tag, JsonElement Body) answer = default;
        bed.Run(async () =>
        {
            var asking = Asked.SendAsync(
                request => bed.Get<StartReconcileHandler>().HandleAsync(request, default), query);
            while (!asking.IsCompleted)
            {
                if (isWorking) await bed.DrainAsync();
                await Task.Delay(TimeSpan.FromMilliseconds(100), bed.Time);
            }

            answer = await asking;
        });
        return (answer.Status, answer.Body);
    }

    public static void Drain(this LabelBed bed) => bed.Run(bed.DrainAsync);

    public static string Code(this JsonElement body) => body.GetProperty("code").GetString()!;

    public static string Detail(this JsonElement body) => body.GetProperty("detail").GetString()!;

    public static string Paths(this JsonElement body) => string.Join(
        ' ', body.GetProperty("errors").EnumerateArray().Select(error => error.GetProperty("path").GetString()));

    public static string State(this JsonElement body) => body.GetProperty("state").GetString()!;

    public static IReadOnlyList<string> Texts(this JsonElement body, string list, string? member = null) =>
    [
        .. body.GetProperty(list).EnumerateArray()
            .Select(item => (member is null ? item : item.GetProperty(member)).GetString()!),
    ];

    public static (int Desired, int Applied, int Pending, int Refused) Counts(this JsonElement body) => (
        body.GetProperty("desiredCount").GetInt32(), body.GetProperty("appliedCount").GetInt32(),
        body.GetProperty("pending").GetInt32(), body.GetProperty("refusedCount").GetInt32());

    private static (int Status, JsonElement Body) Ask(
        this LabelBed bed, Func<HttpRequest, Task<IResult>> handle, string query = "", string? body = null)
    {
        (int Status, string? Tag, JsonElement Body) answer = default;
        bed.Run(async () => answer = await Asked.SendAsync(handle, query, body));
        return (answer.Status, answer.Body);
    }
}
