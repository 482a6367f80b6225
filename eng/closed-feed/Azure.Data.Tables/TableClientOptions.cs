using Azure.Core;

namespace Azure.Data.Tables;

/// <summary>How a client talks: the protocol's version, besides retries, transport and the like.</summary>
public class TableClientOptions : ClientOptions
{
    public TableClientOptions(ServiceVersion serviceVersion = ServiceVersion.V2020_12_06) =>
        VersionHeader = serviceVersion switch
        {
            ServiceVersion.V2019_02_02 => "2019-02-02",
            ServiceVersion.V2020_12_06 => "2020-12-06",
            _ => throw new ArgumentOutOfRangeException(
                nameof(serviceVersion), serviceVersion, "The table protocol is V2019_02_02 or V2020_12_06."),
        };

    /// <summary>The versions of the protocol.</summary>
    public enum ServiceVersion
    {
        V2019_02_02 = 1,
        V2020_12_06 = 2,
    }

    internal string VersionHeader { get; }
}
