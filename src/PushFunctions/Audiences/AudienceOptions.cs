using System.ComponentModel.DataAnnotations;

namespace PushFunctions.Audiences;

/// <summary>Uploaded lists. Bound from <c>Audiences</c>, checked at start.</summary>
public sealed class AudienceOptions
{
    public const string Section = "Audiences";

    /// <summary>Most lines of a list, good and bad. 1 to 10,000,000; default 10,000,000.</summary>
    [Range(1, 10_000_000)]
    public int MaxLines { get; set; } = 10_000_000;

    /// <summary>Most bytes of a list once it is unpacked. 1,000 to 2 GiB; default 1 GiB.</summary>
    [Range(1_000L, 2_147_483_648L)]
    public long MaxUnpackedBytes { get; set; } = 1_073_741_824;

    /// <summary>
    /// Most bytes of a list that is put, as they come. The platform has a limit of its own, the setting
    /// <c>FUNCTIONS_REQUEST_BODY_SIZE_LIMIT</c>, beyond which this one says nothing. 1,000 to 1 GiB; default 256 MiB.
    /// </summary>
    [Range(1_000L, 1_073_741_824L)]
    public long MaxPutBytes { get; set; } = 268_435_456;
}
