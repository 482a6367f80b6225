using Microsoft.AspNetCore.Http;
using PushFunctions.Audiences;
using PushFunctions.Problems;
using PushFunctions.Storage;

namespace PushFunctions.Recover;

/// <summary>Gives up a check that failed however often it was put back; the audience stays as it is.</summary>
public sealed class PoisonedChecks(AudienceStore audiences, CheckHandler checks)
{
    private static readonly Problem Reason = new(
        StatusCodes.Status500InternalServerError, ProblemCodes.InternalError, "The check failed",
        "It failed again and again; the log of CheckAudience tells more. Commit the upload again, or upload it anew.");

    public async Task GiveUpAsync(AudienceCheckStep step, CancellationToken cancellationToken)
    {
        var row = await audiences.FindAsync(step.Audience, cancellationToken);
        if (row is { IsChecking: true } && row.CheckVersion == step.Version)
            await checks.FailAsync(row, Reason, cancellationToken);
    }
}
