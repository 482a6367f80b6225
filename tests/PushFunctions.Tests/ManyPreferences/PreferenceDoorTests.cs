using System.Text;
using Azure;
using Microsoft.AspNetCore.Http;
using PushFunctions.ManyPreferences;
using PushFunctions.Tests.Preferences;

namespace PushFunctions.Tests.ManyPreferences;

public sealed class PreferenceDoorTests
{
    /// <summary>Storage fails at one of the request's operations: the lines that were written do not stay.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void Lines_whose_job_never_begins_are_removed(int failure)
    {
        using var bed = new PreferenceBed();
        var operations = 0;
        bed.Run(async () =>
        {
            bed.Table.Before = _ =>
            {
                if (++operations == failure) throw MemoryTable.Failure(400);
            };
            await PutAsync(bed);
            bed.Table.Before = null;
            await Task.Delay(TimeSpan.FromMinutes(11), bed.Time, CancellationToken.None);
            await bed.Get<TendHandler>().HandleAsync(CancellationToken.None);
        });

        Assert.True(operations >= failure);
        Assert.Empty(bed.Lists.Names);
        Assert.Empty(bed.FarSide.Calls);
    }

    private static async Task PutAsync(PreferenceBed bed)
    {
        var context = new DefaultHttpContext();
        context.Request.ContentType = "application/x-ndjson";
        context.Request.Body = new MemoryStream(Encoding.UTF8.GetBytes("""{"user":"ada","mode":"none"}"""));
        try
        {
            await bed.Get<PutManyNotificationsHandler>().HandleAsync(context.Request, CancellationToken.None);
        }
        catch (RequestFailedException)
        {
            // As a process that dies.
        }
    }
}
