using PushFunctions.Dev.Load;

namespace PushFunctions.Dev.Audiences;

/// <summary>What a long list took, and how a push to it compares with pushes to as many as an event can name.</summary>
internal sealed record AudienceResult
{
    /// <summary>More than these would not do for ten million users.</summary>
    private const double MostGrowthMegabytes = 128;

    /// <summary>Azure's front end ends a request after this.</summary>
    private const double MostSeconds = 230;

    private const double MostSecondsToFirstCall = 3;

    private const double LeastShareRatio = 0.99;

    /// <summary>Storage's log knows whole seconds: the edges of a short run are some hundredths of it.</summary>
    private const double MostOperationsRatio = 1.1;

    private const double MostMoreGrowthMegabytes = 16;

    public required int Users { get; init; }

    /// <summary>In one request.</summary>
    public required UploadFigures Put { get; init; }

    /// <summary>To storage, then checked.</summary>
    public required UploadFigures Upload { get; init; }

    /// <summary>The beginning of a push to it.</summary>
    public required PushFigures ToAudience { get; init; }

    /// <summary>Pushes to 10,000, one after the other.</summary>
    public required PushFigures ToEvents { get; init; }

    public IReadOnlyList<Figure> Figures() =>
    [
        Figure.Told("users", Users),
        .. Of("put", Put),
        .. Of("uploaded and checked", Upload),
        Figure.AtMost(
            "push to it: seconds to the first call", ToAudience.SecondsToFirstCall, MostSecondsToFirstCall, "0.00"),
        .. Of("push to it", ToAudience),
        .. Of("pushes to 10,000", ToEvents),
        Figure.AtLeast(
            "share of the limit, against these", ToAudience.ShareUsed / ToEvents.ShareUsed, LeastShareRatio, "0.000"),
        Figure.AtMost(
            "operations per batch, against these", ToAudience.Storage.PerBatch / ToEvents.Storage.PerBatch,
            MostOperationsRatio, "0.000"),
        Figure.AtMost(
            "growth of the host beyond theirs, MB", ToAudience.GrowthMegabytes - ToEvents.GrowthMegabytes,
            MostMoreGrowthMegabytes, "0.0"),
    ];

    private static IEnumerable<Figure> Of(string pushes, PushFigures figures) =>
    [
        Figure.Told($"{pushes}: share of the limit used", figures.ShareUsed, "0.00 %"),
        Figure.Told($"{pushes}: storage operations per batch", figures.Storage.PerBatch, "0.00"),
        Figure.Told($"{pushes}: growth of the host, MB", figures.GrowthMegabytes, "0.0"),
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
