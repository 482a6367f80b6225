namespace PushFunctions.Storage;

/// <summary>Users of a push who get the same rendered message; batches never span groups.</summary>
/// <param name="Message">The far side's message, as JSON.</param>
/// <param name="FirstBatch">The group's first batch.</param>
/// <param name="Users">How many users it has.</param>
public sealed record PushGroup(System.Text.Json.JsonElement Message, int FirstBatch, int Users)
{
    public int Batches => (Users + PushBatch.MaxUsers - 1) / PushBatch.MaxUsers;
}
