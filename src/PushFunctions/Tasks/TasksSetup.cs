using Microsoft.Extensions.DependencyInjection;
using PushFunctions.Dispatch;

namespace PushFunctions.Tasks;

/// <summary>Registers what sends to labels and to everyone.</summary>
internal static class TasksSetup
{
    public static IServiceCollection AddTasks(this IServiceCollection services) =>
        services
            .AddSingleton<TaskCaller>()
            .AddSingleton<TaskRoom>()
            .AddSingleton<TaskSettlement>()
            .AddSingleton<ITaskStep, TaskStep>();
}
