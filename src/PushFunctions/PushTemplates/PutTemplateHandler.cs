using Microsoft.AspNetCore.Http;
using PushFunctions.Preferences;
using PushFunctions.Problems;

namespace PushFunctions.PushTemplates;

/// <summary>Makes a template be what is sent: created, replaced, or left as it is when it is that.</summary>
public sealed class PutTemplateHandler(
    TemplateDoor door, FarTemplates far, TemplateReplacement replacement, HttpAnswer answers)
{
    public Task<IResult> HandleAsync(HttpRequest request, string name, CancellationToken cancellationToken) =>
        answers.RunAsync(
            async () =>
            {
                var (app, problem) = door.Read(request, name);
                if (problem is not null) return new ProblemResult(problem);
                var (text, wrong) = await TemplateBody.ReadAsync(request, name, cancellationToken);
                return text is null
                    ? new ProblemResult(wrong!)
                    : await door.RunAsync(app, name, way => PutAsync(app, text, way), cancellationToken);
            },
            cancellationToken);

    private async Task<IResult> PutAsync(string app, TemplateText text, CallWay way)
    {
        var found = await far.FindAsync(app, text.Name, way);
        if (!found.IsDone)
        {
            if (found.Meaning != FarFailure.UnknownTemplate) return TemplateDoor.Refuse(found, app, text.Name);
            var created = await far.CreateAsync(app, text, way);
            return created.IsDone
                ? new TemplateAnswer(StatusCodes.Status201Created, created.Value!)
                : TemplateDoor.Refuse(created, app, text.Name);
        }

        if (FarTemplates.IsSame(found.Value!, text)) return new TemplateAnswer(StatusCodes.Status200OK, found.Value!);
        var (replaced, problem) = await replacement.ReplaceAsync(app, text, found.Value!, way);
        return replaced is null
            ? new ProblemResult(problem!)
            : new TemplateAnswer(StatusCodes.Status200OK, replaced);
    }
}
