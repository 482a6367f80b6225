using Microsoft.AspNetCore.Http;
using PushFunctions.Preferences;
using PushFunctions.Problems;

namespace PushFunctions.PushTemplates;

/// <summary>Deletes a template.</summary>
public sealed class DeleteTemplateHandler(TemplateDoor door, FarTemplates far, HttpAnswer answers)
{
    public Task<IResult> HandleAsync(HttpRequest request, string name, CancellationToken cancellationToken) =>
        answers.RunAsync(
            async () =>
            {
                var (app, problem) = door.Read(request, name);
                if (problem is not null) return new ProblemResult(problem);
                return await door.RunAsync(
                    app, name,
                    async way =>
                    {
                        var deleted = await far.DeleteAsync(app, name, way);
                        // Gone by our own try, whose answer was lost.
                        var isGone = deleted is { IsRepeat: true, Meaning: FarFailure.UnknownTemplate };
                        return deleted.IsDone || isGone
                            ? Results.NoContent()
                            : TemplateDoor.Refuse(deleted, app, name);
                    },
                    cancellationToken);
            },
            cancellationToken);
}
