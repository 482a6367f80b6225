using System.Net;
using AgoraChat.Simulator;
using PushFunctions.EndToEnd.Tests.Support;

namespace PushFunctions.EndToEnd.Tests.Contract;

/// <summary><c>POST /api/events?wait=true</c>; few, since a second has room for one.</summary>
internal static class WaitCases
{
    private const string Accept = "AcceptEvent";
    private const string Route = "api/events?wait=true";
    private const string Sync = "push/sync/{target}";

    public static IReadOnlyList<ContractCase> All { get; } =
    [
        new(Accept, 200, null, "one who waits", bed => AnsweredAsync(bed, Some.User)),
        new(Accept, 200, null, "one who waits for nothing", bed => AnsweredAsync(bed, () => WithoutDevice(bed))),
        new(Accept, 400, "invalid_event", "two who wait", bed => AskAsync(bed, Some.Event(Some.Users(2)))),
        new(Accept, 409, "call_in_flight", "the same at once", bed => FirstAsync(
            bed, HttpStatusCode.Conflict, Enumerable.Repeat(Some.Event(Some.User()), 8))),
        new(Accept, 429, "no_slot_soon", "twelve who wait", bed => FirstAsync(
            bed, HttpStatusCode.TooManyRequests, Enumerable.Range(0, 12).Select(_ => Some.Event(Some.User())))),
    ];

    private static string WithoutDevice(ContractBed bed)
    {
        var user = Some.User();
        bed.Stack.Simulator.Faults.Add(new Fault
        {
            Endpoint = Sync, PushStatus = "FAIL", Desc = "no push binding", Users = [user], Count = 1,
        });
        return user;
    }

    /// <summary>Others may have waited a moment ago; then there is no call for this one.</summary>
    private static async Task<HttpResponseMessage> AnsweredAsync(ContractBed bed, Func<string> user)
    {
        HttpResponseMessage? answer = null;
        await Soon.IsTrueAsync(
            async () => (answer = await AskAsync(bed, Some.Event(user()))).StatusCode == HttpStatusCode.OK,
            () => $"{answer?.StatusCode}");
        return answer!;
    }

    private static Task<HttpResponseMessage> AskAsync(ContractBed bed, Dictionary<string, object> appEvent) =>
        bed.SendAsync(Signed.Post(Route, Posted.Write(appEvent)));

    private static async Task<HttpResponseMessage> FirstAsync(
        ContractBed bed, HttpStatusCode status, IEnumerable<Dictionary<string, object>> events)
    {
        var answers = await Task.WhenAll(events.Select(appEvent => AskAsync(bed, appEvent)));
        return answers.FirstOrDefault(answer => answer.StatusCode == status) ?? answers[0];
    }
}
