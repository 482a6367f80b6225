namespace PushFunctions.Problems;

/// <summary>The connection ended within the body that it carried; nobody is left to be answered.</summary>
public sealed class SenderGoneException(Exception cause)
    : Exception("The sender has gone before all of the body had arrived.", cause);
