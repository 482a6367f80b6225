namespace PushFunctions.LocalHost.Http;

/// <summary>Marks an endpoint as one of the host's, and says whether its callers need the key.</summary>
internal sealed record HostedEndpoint(bool NeedsKey);
