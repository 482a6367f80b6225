namespace AgoraChat.Push;

/// <summary>One app on the far side: where it is, who it is, how it is called.</summary>
/// <remarks>
/// Organisation and app name set: the classic base path <c>{OrgName}/{AppName}/</c>; else <c>app-id/{AppId}/</c>.
/// Credentials are a fixed <see cref="Token"/>, or <see cref="ClientId"/> with <see cref="ClientSecret"/>, or
/// <see cref="AppId"/> with <see cref="AppCertificate"/>; the first that is set.
/// </remarks>
public sealed class AgoraChatOptions
{
    /// <summary>
    /// The REST host of the app's data centre, such as <c>https://a1.agora.com</c>. Plain http only on loopback.
    /// </summary>
    public string BaseUrl { get; set; } = "";

    /// <summary>The part of the app key before the <c>#</c>.</summary>
    public string? OrgName { get; set; }

    /// <summary>The part of the app key after the <c>#</c>.</summary>
    public string? AppName { get; set; }

    /// <summary>The app's id, 32 hexadecimal digits.</summary>
    public string? AppId { get; set; }

    /// <summary>The app's certificate, 32 hexadecimal digits. A secret.</summary>
    public string? AppCertificate { get; set; }

    /// <summary>
    /// Whether tokens made from the certificate are exchanged for one of the far side's own at <c>POST token</c>
    /// instead of being used directly; default false, as Agora documents it.
    /// </summary>
    public bool ExchangeToken { get; set; }

    /// <summary>The client id of the app, exchanged with the secret for a token at <c>POST token</c>.</summary>
    public string? ClientId { get; set; }

    /// <summary>The client secret of the app. A secret.</summary>
    public string? ClientSecret { get; set; }

    /// <summary>
    /// How long a token got with <see cref="ClientId"/> shall live, in whole seconds, 1 minute or more; null, the
    /// default, leaves it to the app's console.
    /// </summary>
    public TimeSpan? ClientTokenLifetime { get; set; }

    /// <summary>A fixed bearer token, used as it is instead of tokens made or fetched. A secret.</summary>
    public string? Token { get; set; }

    /// <summary>
    /// How long a token that is made lives; it is renewed at half of that. 1 minute to 24 hours; default 1 hour.
    /// </summary>
    public TimeSpan TokenLifetime { get; set; } = TimeSpan.FromHours(1);

    /// <summary>The most that one call may take, all in all. 100 ms to 5 minutes; default 15 seconds.</summary>
    public TimeSpan CallTimeout { get; set; } = TimeSpan.FromSeconds(15);

    /// <summary>
    /// A connection that fails before a byte is written is tried once more if it failed within this time.
    /// 0 (never) to 1 minute; default 1 second.
    /// </summary>
    public TimeSpan ReconnectWithin { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>
    /// How long no call is tried after nearly all (90 %, of at least 20 within 10 seconds) failed without an answer or
    /// with a server error. 0 (never) to 1 minute, not below 500 ms; default 2 seconds.
    /// </summary>
    public TimeSpan BreakFor { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>Whether a call answered with 401 is repeated once with a new token; default true.</summary>
    public bool RepeatAfterUnauthorized { get; set; } = true;

    /// <summary>
    /// How the far side counts characters: Agora's documents just say "characters", Easemob's count a Chinese one as
    /// two. A message too long by this count is not sent; default <see cref="CharacterCounting.EachOnce"/>.
    /// </summary>
    public CharacterCounting CharacterCounting { get; set; }

    /// <summary>
    /// Whether <c>Vip</c> and <c>vip</c> are one label. Agora's documents say so, Easemob's say not; default true.
    /// </summary>
    public bool LabelNamesIgnoreCase { get; set; } = true;

    /// <summary>
    /// Whether endpoints that only Easemob documents may be called (<c>AgoraChatPushClient.Easemob</c>); default
    /// false.
    /// </summary>
    public bool EasemobEndpoints { get; set; }

    /// <summary>All that is wrong, each with key, value and what is allowed; empty when they can be used.</summary>
    /// <param name="keyPrefix">What the keys are called in front, such as <c>Agora:Apps:default:</c>.</param>
    public IReadOnlyList<string> FindProblems(string keyPrefix = "") =>
        [.. AgoraChatOptionsRules.Problems(this, keyPrefix)];

    /// <summary>These options as they are now, whatever becomes of this object.</summary>
    internal AgoraChatOptions Copy() => (AgoraChatOptions)MemberwiseClone();

    /// <summary>The address that the paths of all calls are put behind; ends in a slash.</summary>
    internal Uri Base()
    {
        var path = IsSet(OrgName) && IsSet(AppName) ? $"{OrgName}/{AppName}/" : $"app-id/{AppId}/";
        return new Uri(new Uri(BaseUrl.TrimEnd('/') + "/"), path);
    }

    internal static bool IsSet(string? value) => !string.IsNullOrEmpty(value);
}
