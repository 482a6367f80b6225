using Azure.Data.Tables;

namespace PushFunctions.EndToEnd.Tests.Storage;

/// <summary>A test of what the stand-in refuses although package and Azurite together let it pass.</summary>
public sealed class StandInFactAttribute : FactAttribute
{
    public StandInFactAttribute()
    {
        if (typeof(TableClient).Assembly.GetName().GetPublicKeyToken() is { Length: > 0 })
        {
            Skip = "Azure.Data.Tables is the package: only its stand-in refuses this.";
        }
    }
}
