namespace PushFunctions.EndToEnd.Tests.Contract;

/// <summary>One request and what must come of it.</summary>
/// <param name="Operation">The function that answers.</param>
/// <param name="Status">The status of the answer.</param>
/// <param name="Code">The code of its problem; null: none, or one without a body.</param>
/// <param name="What">What is asked, in a few words.</param>
/// <param name="AskAsync">Asks it.</param>
internal sealed record ContractCase(
    string Operation, int Status, string? Code, string What, Func<ContractBed, Task<HttpResponseMessage>> AskAsync)
{
    public string Name => $"{Operation} {Status} {Code ?? "-"}: {What}";

    /// <summary>A case that sends one request to one host, with the key.</summary>
    public static ContractCase Of(
        string operation, int status, string? code, string what, Func<HttpRequestMessage> request,
        HostState state = HostState.Well) =>
        new(operation, status, code, what, bed => bed.SendAsync(request(), state));
}
