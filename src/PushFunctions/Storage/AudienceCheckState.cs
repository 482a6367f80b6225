namespace PushFunctions.Storage;

/// <summary>Where the check of an uploaded list stands; one that went well is no more.</summary>
public enum AudienceCheckState
{
    Checking,
    Failed,
}
