using System.Net;

namespace PushFunctions.Egress;

/// <summary>Asks for the addresses of a name.</summary>
public delegate Task<IPAddress[]> NameLookup(string host, CancellationToken cancellationToken);
