using PushFunctions.Events;
using PushFunctions.Map;

namespace PushFunctions.Accept;

/// <summary>Works out what an event would send, and to whom. Sends and keeps nothing.</summary>
public sealed class EventPlanner(KnownApps apps, MappingBook mappings, MessageMapper mapper)
{
    public async Task<EventPlan> PlanAsync(AppEvent appEvent, CancellationToken cancellationToken)
    {
        await mappings.FreshenAsync(cancellationToken);
        return Plan(appEvent);
    }

    private EventPlan Plan(AppEvent appEvent)
    {
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
        var (users, problem) = EventTargets.Find(appEvent, mapping?.Mapping, warnings);
        if (users is null) return new EventPlan.Refused(problem!);
        var source = new MessageSource(
            appEvent.Data, users.Ids, users.Data, appEvent.Push, appEvent.Strategy, apps.CountingOf(appEvent.App));
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
