namespace PushFunctions;

/// <summary>Where the settings name the Agora apps.</summary>
public static class AppsSection
{
    public const string Name = "Agora:Apps";
}
