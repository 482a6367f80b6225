using System.Text;
using Azure;
using PushFunctions.Problems;
using PushFunctions.Storage;

namespace PushFunctions.Accept;

/// <summary>Finds the list of an audience for an event; of one so short that it is one call, the users.</summary>
public sealed class AudienceLists(AudienceUses uses, PushBlobs blobs)
{
    /// <returns>The audience, and its users where they are one call; or why it cannot be sent to.</returns>
    public async Task<(AudienceRow? Audience, IReadOnlyList<string>? Users, Problem? Problem)> FindAsync(
        string app, string name, CancellationToken cancellationToken)
    {
        while (true)
        {
            var audience = await uses.FindAsync(app, name, cancellationToken);
            if (AudienceProblems.Of(audience, app, name) is { } problem) return (null, null, problem);
            if (audience!.Count > PushBatch.MaxUsers) return (audience, null, null);
            try
            {
                var lines = await blobs.ReadAsync(audience.List!, cancellationToken);
                return (audience, Encoding.ASCII.GetString(lines).Split('\n')[..^1], null);
            }
            catch (RequestFailedException exception) when (exception.Status == 404)
            {
                // It was replaced between the two looks, and the old list is gone.
            }
        }
    }
}
