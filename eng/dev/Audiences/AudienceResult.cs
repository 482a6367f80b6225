using PushFunctions.Dev.Load;

namespace PushFunctions.Dev.Audiences;

/// <summary>What a long list took.</summary>
internal sealed record AudienceResult
{
    /// <summary>More than these would not do for ten million users.</summary>
    private const double MostGrowthMegabytes = 128;

    /// <summary>Azure's front end ends a request after this.</summary>
    private const double MostSeconds = 230;

    public required int Users { get; init; }

    /// <summary>In one request.</summary>
    public required UploadFigures Put { get; init; }

    /// <summary>To storage, then checked.</summary>
    public required UploadFigures Upload { get; init; }

    public IReadOnlyList<Figure> Figures() =>
    [
        Figure.Told("users", Users),
        .. Of("put", Put),
        .. Of("uploaded and checked", Upload),
    ];

    private IEnumerable<Figure> Of(string way, UploadFigures figures) =>
    [
        Figure.Exactly($"{way}: users on the list", figures.Count, Users),
        Figure.AtMost($"{way}: seconds", figures.Seconds, MostSeconds, "0.0"),
        Figure.AtMost($"{way}: growth of the host, MB", figures.GrowthMegabytes, MostGrowthMegabytes, "0.0"),
        Figure.Told($"{way}: storage operations", figures.StorageOperations),
    ];
}

/// <summary>What one way of bringing a list took.</summary>
/// <param name="Seconds">From its first byte to its use.</param>
/// <param name="GrowthMegabytes">By how much the host's working set grew at most.</param>
/// <param name="StorageOperations">What storage was asked meanwhile.</param>
/// <param name="Count">Users on the list in the end.</param>
internal sealed record UploadFigures(double Seconds, double GrowthMegabytes, int StorageOperations, int Count);
