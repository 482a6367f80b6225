using AgoraChat.Push;
using PushFunctions.Budgets;
using PushFunctions.Preferences;

namespace PushFunctions.PushTemplates;

/// <summary>The far side's templates of one app, called under their budget.</summary>
public sealed class FarTemplates(FarCalls calls)
{
    /// <returns>The template; one that is not there is a failure that says so.</returns>
    public Task<FarAnswer<PushTemplate>> FindAsync(string app, string name, CallWay way) =>
        CallAsync(app, way, client => client.Templates.GetAsync(name, CancellationToken.None));

    public async Task<FarAnswer<PushTemplate>> CreateAsync(string app, TemplateText text, CallWay way)
    {
        var created = await CallAsync(
            app, way, client => client.Templates.CreateAsync(
                new() { Name = text.Name, TitlePattern = text.Title, ContentPattern = text.Content },
                CancellationToken.None));
        if (created.IsDone || created.Meaning != FarFailure.Refused) return created;
        // How a name is refused that is taken is not documented; and our own call may have been taken before.
        var found = await FindAsync(app, text.Name, way);
        return found.IsDone && IsSame(found.Value!, text) ? found : created;
    }

    /// <returns>One that is not there is deleted.</returns>
    public Task<FarAnswer<bool>> DeleteAsync(string app, string name, CallWay way) => CallAsync(
        app, way, async client =>
        {
            await client.Templates.DeleteAsync(name, CancellationToken.None);
            return true;
        });

    public static bool IsSame(PushTemplate template, TemplateText text) =>
        (template.TitlePattern, template.ContentPattern) == (text.Title, text.Content);

    private Task<FarAnswer<T>> CallAsync<T>(string app, CallWay way, Func<AgoraChatPushClient, Task<T>> call) =>
        calls.MakeAsync(
            new(app, BudgetNames.Templates), way.Urgency, way.Tries, way.Turn, (client, _) => call(client));
}
