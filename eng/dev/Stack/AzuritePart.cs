namespace PushFunctions.Dev.Stack;

/// <summary>One service of Azurite; each is a process, as one process for all stalls them all at times.</summary>
public enum AzuritePart
{
    Blob,
    Queue,
    Table,
}
