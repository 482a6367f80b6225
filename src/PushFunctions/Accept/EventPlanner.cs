using PushFunctions.Events;
using PushFunctions.Map;
using PushFunctions.Storage;

namespace PushFunctions.Accept;

/// <summary>Works out what an event would send, and to whom. Sends and keeps nothing.</summary>
public sealed class EventPlanner(
    KnownApps apps, MappingBook mappings, MessageMapper mapper, AudienceLists audiences, UnknownLabels labels)
{
    public async Task<EventPlan> PlanAsync(AppEvent appEvent, CancellationToken cancellationToken)
    {
        await mappings.FreshenAsync(cancellationToken);
        if (!apps.Contains(appEvent.App)) return new EventPlan.Refused(apps.Unknown(appEvent.App));
        var mapping = mappings.Find(appEvent.App, appEvent.Type);
        if (mapping is null && mappings.IsUnreadable(appEvent.App, appEvent.Type))
            return new EventPlan.Refused(MappingProblems.Unreadable(appEvent.Type));
        if (mapping is null && appEvent.Push is null)
        {
            return new EventPlan.Refused(
                MappingProblems.UnknownType(appEvent.Type, mappings.TypesOf(appEvent.App)));
        }

        var warnings = new List<string>(appEvent.Warnings);
        return EventTargets.Find(appEvent, mapping?.Mapping, warnings) switch
        {
            FoundTargets.Users { Value: var users } => Map(appEvent, mapping, users, unnamed: null, warnings),
            FoundTargets.Audience audience =>
                await PlanAsync(appEvent, mapping, audience.Name, warnings, cancellationToken),
            FoundTargets.Members { Sets: var sets } =>
                await PlanAsync(appEvent, mapping, sets, warnings, cancellationToken),
            FoundTargets.Task task => Map(appEvent, mapping, TargetUsers.None, unnamed: 0, warnings) switch
            {
                EventPlan.Ready ready => ready with { Task = task.Value },
                var refused => refused,
            },
            FoundTargets.None none => new EventPlan.Refused(none.Problem),
            var found => throw new InvalidOperationException($"{found} is nobody."),
        };
    }

    private async Task<EventPlan> PlanAsync(
        AppEvent appEvent, CompiledMapping? mapping, string name, List<string> warnings,
        CancellationToken cancellationToken)
    {
        var (audience, users, problem) = await audiences.FindAsync(appEvent.App, name, cancellationToken);
        if (audience is null) return new EventPlan.Refused(problem!);
        // The same for all, also where the users are known: what a mapping can do must not hang on their number.
        var plan = Map(appEvent, mapping, TargetUsers.None, unnamed: audience.Count, warnings);
        if (plan is not EventPlan.Ready ready) return plan;
        return users is null
            ? ready with { IsOfAudience = true, Audience = audience }
            : ready with
            {
                IsOfAudience = true,
                Messages = ready.Messages with { Groups = [ready.Messages.Groups[0] with { Users = users }] },
            };
    }

    private async Task<EventPlan> PlanAsync(
        AppEvent appEvent, CompiledMapping? mapping, MemberSets sets, List<string> warnings,
        CancellationToken cancellationToken)
    {
        var (problem, unknown) = await labels.FindAsync(appEvent.App, sets, cancellationToken);
        if (problem is not null) return new EventPlan.Refused(problem);
        warnings.AddRange(unknown);
        var plan = Map(appEvent, mapping, TargetUsers.None, unnamed: 0, warnings);
        return plan is EventPlan.Ready ready ? ready with { Members = sets } : plan;
    }

    private EventPlan Map(
        AppEvent appEvent, CompiledMapping? mapping, TargetUsers users, int? unnamed, List<string> warnings)
    {
        var pushId = PushIds.Create(appEvent.App, appEvent.Source, appEvent.Id);
        var source = new MessageSource(
            appEvent.Data, users.Ids, users.Data, appEvent.Push, appEvent.Strategy, unnamed,
            apps.CountingOf(appEvent.App))
        {
            PushId = pushId,
            PushNumber = PushIds.NumberOf(pushId),
        };
        return mapper.Map(mapping, source) switch
        {
            Mapped.Messages messages => new EventPlan.Ready(messages with
            {
                Warnings = [.. warnings, .. messages.Warnings],
            }),
            var mapped => new EventPlan.Refused(MappingProblems.Of(mapped, appEvent.Type)),
        };
    }
}
