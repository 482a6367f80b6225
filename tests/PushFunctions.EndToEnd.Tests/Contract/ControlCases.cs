using PushFunctions.EndToEnd.Tests.Support;

namespace PushFunctions.EndToEnd.Tests.Contract;

/// <summary>What may be asked of a push.</summary>
internal static class ControlCases
{
    private static readonly string Nobody = new('a', 26);

    public static IReadOnlyList<ContractCase> All { get; } =
    [
        .. from what in new[] { "Pause", "Resume", "Cancel" }
           from control in Of($"{what}Push", what.ToLowerInvariant())
           select control,
        .. from what in new[] { "Pause", "Resume" }
           select new ContractCase(
               $"{what}Push", 409, "call_unknown", "a call without an answer",
               async bed => await bed.SendAsync(Post(
                   await bed.StalledAsync("""{"labels":["vip"]}"""), what.ToLowerInvariant()))),
    ];

    private static IEnumerable<ContractCase> Of(string operation, string what) =>
    [
        new(operation, 200, null, "a push on its way", async bed => await bed.SendAsync(Post(
            await bed.AcceptedAsync(Signed.Post("api/events", Posted.Write(Some.Event(Some.Users(2_000))))), what))),
        new(operation, 401, null, "no key", bed => bed.Host.SendAsync(Post(Nobody, what))),
        ContractCase.Of(operation, 404, "unknown_push", "nobody's push", () => Post(Nobody, what), HostState.Well),
        ContractCase.Of(operation, 404, "unknown_push", "no id", () => Post("nope", what), HostState.Well),
        new(operation, 409, "push_ended", "a push that has ended", async bed => await bed.SendAsync(Post(
            await bed.FinishedAsync(Signed.Post("api/events", Posted.Order(Some.Id()))), what))),
        ContractCase.Of(operation, 500, "internal_error", "a defect", () => Post(Nobody, what), HostState.Defect),
        ContractCase.Of(
            operation, 503, "storage_unavailable", "storage away", () => Post(Nobody, what), HostState.WithoutStorage),
    ];

    private static HttpRequestMessage Post(string pushId, string what) =>
        new(HttpMethod.Post, new Uri($"api/pushes/{pushId}/{what}", UriKind.Relative));
}
