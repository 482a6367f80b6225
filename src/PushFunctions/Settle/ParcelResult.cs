using System.Text.Json;
using PushFunctions.Claims;
using PushFunctions.Storage;

namespace PushFunctions.Settle;

/// <summary>Writes a held parcel's outcomes into its row. Pure.</summary>
public static class ParcelResult
{
    /// <param name="held">The parcel, every user decided on.</param>
    /// <param name="row">The row; of a retry parcel it names its users already, and goes on to name all.</param>
    /// <param name="due">When its retrying users are due; null when there are none.</param>
    /// <param name="now">The moment.</param>
    public static void Write(HeldParcel held, ParcelRow row, DateTimeOffset? due, DateTimeOffset now)
    {
        row.State = ParcelState.Settled;
        row.SettledAt = now;
        row.Sent = null;
        row.Due = due;
        row.Write(held.Book);
        if (row.IsRetry) return;
        IReadOnlyList<string> users =
            [.. AllUsers(held).Where((_, user) => held.Book[user]?.Outcome != UserOutcome.Accepted)];
        row.Users = users.Count == 0
            ? null
            : JsonSerializer.SerializeToUtf8Bytes(users, StorageJson.Relaxed.IReadOnlyListString);
    }

    private static IEnumerable<string> AllUsers(HeldParcel held) =>
        held.Parcel.Batches.SelectMany(batch => batch.Users);
}
