using Microsoft.Extensions.DependencyInjection;

namespace PushFunctions.LabelRoutes;

/// <summary>The services of this stage.</summary>
internal static class LabelRoutesSetup
{
    public static IServiceCollection AddLabelRoutes(this IServiceCollection services) => services
        .AddSingleton<LabelAddress>()
        .AddSingleton<LabelStore>()
        .AddSingleton<LabelCounter>()
        .AddSingleton<LabelReader>()
        .AddSingleton<MemberBook>()
        .AddSingleton<MemberReader>()
        .AddSingleton<AudienceMembers>()
        .AddSingleton<ReconcileReports>()
        .AddSingleton<PutLabelHandler>()
        .AddSingleton<GetLabelHandler>()
        .AddSingleton<DeleteLabelHandler>()
        .AddSingleton<ListLabelsHandler>()
        .AddSingleton<StartReconcileHandler>()
        .AddSingleton<ListMembersHandler>()
        .AddSingleton<ChangeMembersHandler>()
        .AddSingleton<GetMemberHandler>()
        .AddSingleton<DeleteMemberHandler>();
}
