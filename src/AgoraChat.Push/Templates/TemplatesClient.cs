namespace AgoraChat.Push;

/// <summary>Templates for the pushes of offline messages.</summary>
/// <remarks>
/// They need the advanced push features, to be activated in the console. 100 calls per second per app key; Easemob says
/// 10. Source: "Offline push configuration".
/// </remarks>
public sealed class TemplatesClient
{
    /// <summary>Most characters of a template's name; at least one is needed.</summary>
    public const int MaxNameLength = 64;

    private const string OneTemplate = "notification/template/{template}";

    private readonly FarSide _farSide;

    internal TemplatesClient(FarSide farSide) => _farSide = farSide;

    /// <summary>Creates a template.</summary>
    /// <returns>The template with its times.</returns>
    /// <exception cref="ArgumentException">The name is not allowed, or a pattern is empty.</exception>
    /// <exception cref="AgoraChatException">The call failed.</exception>
    /// <remarks><c>POST notification/template</c>. Source: "Offline push configuration".</remarks>
    public Task<PushTemplate> CreateAsync(PushTemplate template, CancellationToken cancellationToken) =>
        _farSide.CallAsync(
            FarSideCall.Post("notification/template")
                .With(TemplateRules.New(template), AgoraChatJson.Relaxed.PushTemplate),
            AgoraChatJson.Relaxed.PushTemplate, cancellationToken);

    /// <summary>Reads a template.</summary>
    /// <exception cref="ArgumentException">The name is empty.</exception>
    /// <exception cref="AgoraChatException">
    /// The call failed; <see cref="AgoraChatErrorKind.NotFound"/> when there is no such template.
    /// </exception>
    /// <remarks><c>GET notification/template/{template}</c>. Source: "Offline push configuration".</remarks>
    public Task<PushTemplate> GetAsync(string name, CancellationToken cancellationToken) =>
        _farSide.CallAsync(
            FarSideCall.Get(OneTemplate, name), AgoraChatJson.Relaxed.PushTemplate, cancellationToken);

    /// <summary>Deletes a template.</summary>
    /// <inheritdoc cref="GetAsync" path="/exception"/>
    /// <remarks><c>DELETE notification/template/{template}</c>. Source: "Offline push configuration".</remarks>
    public Task DeleteAsync(string name, CancellationToken cancellationToken) =>
        _farSide.CallAsync(FarSideCall.Delete(OneTemplate, name), cancellationToken);
}
