using Microsoft.AspNetCore.Http;
using PushFunctions.Problems;
using PushFunctions.Storage;

namespace PushFunctions.ManyPreferences;

/// <summary>Tells how far the preferences of many are.</summary>
public sealed class GetPreferencesHandler(PreferenceJobs jobs, HttpAnswer answers)
{
    public Task<IResult> HandleAsync(string id, CancellationToken cancellationToken) =>
        answers.RunAsync(
            async () =>
            {
                if (!PreferenceJobRow.IsId(id) || await jobs.FindAsync(id, cancellationToken) is not { } job)
                    return new ProblemResult(JobProblems.Unknown(id));
                var sum = await jobs.CountAsync(id, cancellationToken);
                return new JsonAnswer<JobView>(JobView.Of(job, sum), JobsJson.Relaxed.JobView);
            },
            cancellationToken);
}
