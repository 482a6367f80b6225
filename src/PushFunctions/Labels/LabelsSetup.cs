using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace PushFunctions.Labels;

/// <summary>The services of this stage.</summary>
internal static class LabelsSetup
{
    public static IServiceCollection AddLabels(this IServiceCollection services, IConfiguration configuration) =>
        services
            .AddOptionsOf<LabelOptions>(configuration, LabelOptions.Section)
            .AddSingleton<LabelBook>()
            .AddSingleton<LabelBell>()
            .AddSingleton<LabelCalls>()
            .AddSingleton<AppliedBook>()
            .AddSingleton<MemberCalls>()
            .AddSingleton<LabelCreation>()
            .AddSingleton<ListedSync>()
            .AddSingleton<StreamedSync>()
            .AddSingleton<LabelRemoval>()
            .AddSingleton<DriftRepair>()
            .AddSingleton<SyncHandler>()
            .AddSingleton<SyncStart>()
            .AddSingleton<SyncPlanner>()
            .AddSingleton<FarMembers>()
            .AddSingleton<ReconcileStep>()
            .AddSingleton<ReconcilePlanner>()
            .AddSingleton<LabelStepHandler>();
}
