using Microsoft.AspNetCore.Http;
using PushFunctions.Accept;
using PushFunctions.Events;
using PushFunctions.Problems;
using PushFunctions.Storage;

namespace PushFunctions.LabelRoutes;

/// <summary>Which app, and which label, a request is about.</summary>
public sealed class LabelAddress(KnownApps apps)
{
    /// <summary>Reads <c>?app=</c> and the name of a label that is there, if it can be.</summary>
    public LabelPartition? Find(HttpRequest request, string name, out Problem? problem) =>
        Read(request, name, out problem, LabelRefusals.Unknown);

    /// <summary>Reads <c>?app=</c> and the name of a label that may be made.</summary>
    public LabelPartition? Make(HttpRequest request, string name, out Problem? problem) =>
        Read(request, name, out problem, (_, wrong) => LabelRefusals.InvalidName(wrong));

    private LabelPartition? Read(
        HttpRequest request, string name, out Problem? problem, Func<string, string, Problem> refuse)
    {
        (var app, problem) = apps.Read(request);
        if (problem is null && !TaskTarget.IsLabel(name)) problem = refuse(app, name);
        return problem is null ? new(app, name) : null;
    }
}
