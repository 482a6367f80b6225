using Microsoft.AspNetCore.Http;
using PushFunctions.Problems;

namespace PushFunctions.PushTemplates;

/// <summary>Shows a template.</summary>
public sealed class GetTemplateHandler(TemplateDoor door, FarTemplates far, HttpAnswer answers)
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
                        var found = await far.FindAsync(app, name, way);
                        return found.IsDone
                            ? new TemplateAnswer(StatusCodes.Status200OK, found.Value!)
                            : TemplateDoor.Refuse(found, app, name);
                    },
                    cancellationToken);
            },
            cancellationToken);
}
