using Microsoft.AspNetCore.Http;
using PushFunctions.Preferences;
using PushFunctions.Problems;

namespace PushFunctions.PushTemplates;

/// <summary>Creates a template whose name is free; one that is there with the same texts is created.</summary>
public sealed class CreateTemplateHandler(TemplateDoor door, FarTemplates far, HttpAnswer answers)
{
    public Task<IResult> HandleAsync(HttpRequest request, CancellationToken cancellationToken) =>
        answers.RunAsync(
            async () =>
            {
                var (app, problem) = door.Read(request);
                if (problem is not null) return new ProblemResult(problem);
                var (text, wrong) = await TemplateBody.ReadAsync(request, name: null, cancellationToken);
                return text is null
                    ? new ProblemResult(wrong!)
                    : await door.RunAsync(app, text.Name, way => CreateAsync(app, text, way), cancellationToken);
            },
            cancellationToken);

    private async Task<IResult> CreateAsync(string app, TemplateText text, CallWay way)
    {
        var created = await far.CreateAsync(app, text, way);
        if (created.IsDone) return new TemplateAnswer(StatusCodes.Status201Created, created.Value!);
        return created.Meaning == FarFailure.Refused && (await far.FindAsync(app, text.Name, way)).IsDone
            ? new ProblemResult(TemplateProblems.Exists(text.Name))
            : TemplateDoor.Refuse(created, app, text.Name);
    }
}
