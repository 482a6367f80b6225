using AgoraChat.Push;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using PushFunctions.Events;
using PushFunctions.Problems;

namespace PushFunctions.Accept;

/// <summary>The Agora apps that the settings name.</summary>
public sealed class KnownApps(IConfiguration configuration)
{
    /// <summary>Their names, sorted.</summary>
    public IReadOnlyList<string> Names { get; } =
    [
        .. configuration.GetSection(AppsSection.Name).GetChildren()
            .Select(app => app.Key).Order(StringComparer.Ordinal),
    ];

    public bool Contains(string app) => Names.Contains(app, StringComparer.Ordinal);

    /// <summary>Reads <c>?app=</c>; without it, the default app is meant.</summary>
    public (string App, Problem? Problem) Read(HttpRequest request)
    {
        var app = request.Query["app"].ToString() is { Length: > 0 } named ? named : AppEvent.DefaultApp;
        return (app, Contains(app) ? null : Unknown(app));
    }

    /// <summary>How the far side of an app counts characters; its client refuses a longer message.</summary>
    public CharacterCounting CountingOf(string app) =>
        configuration.GetValue<CharacterCounting>(
            $"{AppsSection.Name}:{app}:{nameof(AgoraChatOptions.CharacterCounting)}");

    /// <summary>Says that an app is none of them.</summary>
    public Problem Unknown(string app) => new(
        StatusCodes.Status422UnprocessableEntity, ProblemCodes.UnknownApp, "The app is not configured",
        $"There is no app '{EventNames.Shorten(app)}'. "
        + (Names.Count > 0 ? $"Configured are: {string.Join(", ", Names)}. " : "None is configured. ")
        + "An app is configured by the settings Agora__Apps__{app}__….");
}
