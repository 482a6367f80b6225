using Microsoft.Extensions.DependencyInjection;

namespace PushFunctions.Replay;

/// <summary>What lists dead letters and replays them.</summary>
public static class ReplaySetup
{
    public static IServiceCollection AddReplaying(this IServiceCollection services) =>
        services
            .AddSingleton<ReplayCount>()
            .AddSingleton<TaskReplay>()
            .AddSingleton<PushReplay>()
            .AddSingleton<ReplayPushHandler>()
            .AddSingleton<LetterRequest>()
            .AddSingleton<LetterReader>()
            .AddSingleton<LetterMessages>()
            .AddSingleton<EarlierPages>()
            .AddSingleton<LetterReplay>()
            .AddSingleton<ListDeadLettersHandler>()
            .AddSingleton<ReplayDeadLettersHandler>()
            .AddSingleton<DismissDeadLetterHandler>();
}
