namespace PushFunctions.Labels;

/// <summary>What is to be done about a user and a label.</summary>
public enum MembershipChange
{
    None,
    Add,
    Remove,

    /// <summary>No call: somebody who was refused is not wanted any more.</summary>
    Forget,
}
