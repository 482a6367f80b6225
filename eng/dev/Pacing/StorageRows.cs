using PushFunctions.Dev.Load;

namespace PushFunctions.Dev.Pacing;

/// <summary>What storage may be asked for a batch; of slow limits only told, as parcels are small there.</summary>
internal static class StorageRows
{
    private const int UsualLimit = 1_200;
    private const int BoughtPack = 12_000;

    public static IEnumerable<Figure> Of(StorageFigures storage, int callsPerMinute) =>
    [
        callsPerMinute switch
        {
            < UsualLimit => Figure.Told("storage operations per batch", storage.PerBatch, "0.00"),
            < BoughtPack => Figure.AtMost("storage operations per batch", storage.PerBatch, 3.5, "0.00"),
            _ => Figure.AtMost("storage operations per batch", storage.PerBatch, 1, "0.00"),
        },
        Figure.Told("empty polls, not counted there", storage.EmptyPolls),
    ];
}
