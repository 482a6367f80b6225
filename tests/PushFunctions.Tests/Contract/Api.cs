namespace PushFunctions.Tests.Contract;

/// <summary>The description that is tested.</summary>
internal static class Api
{
    public static ApiDescription Description { get; } = ApiDescription.Read(Repository.Root);
}
