namespace PushFunctions.Dev.Crowd;

/// <summary>The types of many pushes.</summary>
internal static class CrowdType
{
    public const string Usual = "order.shipped";
    public const string Rare = "rare";

    private const string Other = "note";
    private const int RareEvery = 1_000;
    private const int OtherEvery = 10;

    /// <summary>The type of the push of a number.</summary>
    public static string Of(int number) =>
        number % RareEvery == 3 ? Rare : number % OtherEvery == 5 ? Other : Usual;
}
