using Microsoft.Extensions.DependencyInjection;

namespace PushFunctions.PushTemplates;

/// <summary>The services of this stage.</summary>
internal static class PushTemplatesSetup
{
    public static IServiceCollection AddPushTemplates(this IServiceCollection services) =>
        services
            .AddSingleton<FarTemplates>()
            .AddSingleton<TemplateReplacement>()
            .AddSingleton<TemplateDoor>()
            .AddSingleton<CreateTemplateHandler>()
            .AddSingleton<GetTemplateHandler>()
            .AddSingleton<PutTemplateHandler>()
            .AddSingleton<DeleteTemplateHandler>();
}
