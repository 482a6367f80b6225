using System.Globalization;
using Azure.Data.Tables;
using PushFunctions.Dev.Grammar;
using PushFunctions.Storage;

namespace PushFunctions.Dev.Fuzz;

/// <summary>Who has the labels that generated events go to.</summary>
internal static class FuzzMembers
{
    /// <summary>As many as one transaction takes; of two labels that follow each other half are the same.</summary>
    private const int OfLabel = 100;

    public static async Task PutAsync(string connection, CancellationToken cancellationToken)
    {
        var table = new TableClient(connection, TableNames.LabelMembers);
        foreach (var (no, label) in PlainEvents.Labels.Index())
        {
            await table.SubmitTransactionAsync(
                Enumerable.Range(no * OfLabel / 2, OfLabel).Select(user => new TableTransactionAction(
                    TableTransactionActionType.UpsertReplace,
                    new TableEntity(label, string.Create(CultureInfo.InvariantCulture, $"member.{user:D4}")))),
                cancellationToken);
        }
    }
}
