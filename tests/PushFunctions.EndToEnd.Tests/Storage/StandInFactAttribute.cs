using Azure.Data.Tables;

namespace PushFunctions.EndToEnd.Tests.Storage;

/// <summary>A test of what a build with stand-ins refuses and one with the packages does not.</summary>
public sealed class StandInFactAttribute : FactAttribute
{
    public StandInFactAttribute()
    {
        if (typeof(TableClient).Assembly.GetName().GetPublicKeyToken() is { Length: > 0 })
        {
            Skip = "This build has the real packages; only one with stand-ins refuses this.";
        }
    }
}
