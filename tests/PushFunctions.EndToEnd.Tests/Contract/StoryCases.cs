using PushFunctions.EndToEnd.Tests.Support;

namespace PushFunctions.EndToEnd.Tests.Contract;

/// <summary>What may be asked of the users of a push.</summary>
internal static class StoryCases
{
    private const string Story = "GetUserStory";
    private const string Failures = "ListFailures";

    /// <summary>The id of no push.</summary>
    private static readonly string Nobody = new('a', 26);

    public static IReadOnlyList<ContractCase> All { get; } =
    [
        new(Story, 200, null, "a user of a push that has ended", async bed =>
        {
            var (push, user) = await EndedAsync(bed);
            return await bed.SendAsync(Get($"{push}/users/{user}"));
        }),
        new(Story, 200, null, "a user of a push on its way", async bed =>
        {
            var users = Some.Users(2_000);
            var push = await bed.AcceptedAsync(Signed.Post("api/events", Posted.Write(Some.Event(users))));
            return await bed.SendAsync(Get($"{push}/users/{users[^1]}"));
        }),
        Of(Story, 400, "invalid_user", "no user's id", $"{Nobody}/users/Ada"),
        new(Story, 401, null, "no key", bed => bed.Host.SendAsync(Get($"{Nobody}/users/ada"))),
        Of(Story, 404, "unknown_push", "nobody's push", $"{Nobody}/users/ada"),
        Of(Story, 404, "unknown_push", "no id", "nope/users/ada"),
        new(Story, 404, "user_not_in_push", "another user", async bed =>
            await bed.SendAsync(Get($"{(await EndedAsync(bed)).Push}/users/cid"))),
        Of(Story, 500, "internal_error", "a defect", $"{Nobody}/users/ada", HostState.Defect),
        Of(Story, 503, "storage_unavailable", "storage away", $"{Nobody}/users/ada", HostState.WithoutStorage),
        new(Failures, 200, null, "nobody", async bed => await bed.SendAsync(Get($"{(await EndedAsync(bed)).Push}/failures"))),
        new(Failures, 200, null, "two of three, in pages", FailuresAsync),
        Of(Failures, 400, "invalid_query", "no limit", $"{Nobody}/failures?limit=0"),
        Of(Failures, 400, "invalid_query", "no outcome of a failure", $"{Nobody}/failures?outcome=accepted"),
        new(Failures, 401, null, "no key", bed => bed.Host.SendAsync(Get($"{Nobody}/failures"))),
        Of(Failures, 404, "unknown_push", "nobody's push", $"{Nobody}/failures"),
        Of(Failures, 404, "unknown_push", "no id", "nope/failures"),
        Of(Failures, 500, "internal_error", "a defect", $"{Nobody}/failures", HostState.Defect),
        Of(Failures, 503, "storage_unavailable", "storage away", $"{Nobody}/failures", HostState.WithoutStorage),
    ];

    private static async Task<HttpResponseMessage> FailuresAsync(ContractBed bed)
    {
        var users = Some.Users(3);
        bed.Stack.Simulator.Faults.Add(new()
        {
            Endpoint = "push/single", PushStatus = "FAIL", Desc = "no push binding", Users = [.. users.Skip(1)],
        });
        var push = await bed.FinishedAsync(Signed.Post("api/events", Posted.Write(Some.Event(users))));
        return await bed.SendAsync(Get($"{push}/failures?limit=1"));
    }

    private static async Task<(string Push, string User)> EndedAsync(ContractBed bed)
    {
        var user = Some.User();
        return (await bed.FinishedAsync(Signed.Post("api/events", Posted.Write(Some.Event(user)))), user);
    }

    private static ContractCase Of(
        string operation, int status, string? code, string what, string path, HostState state = HostState.Well) =>
        ContractCase.Of(operation, status, code, what, () => Get(path), state);

    private static HttpRequestMessage Get(string path) =>
        new(HttpMethod.Get, new Uri($"api/pushes/{path}", UriKind.Relative));
}
