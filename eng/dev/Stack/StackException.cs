namespace PushFunctions.Dev.Stack;

/// <summary>The local stack cannot start or go on; the message is for the person at the keyboard.</summary>
public sealed class StackException : Exception
{
    public StackException(string message)
        : base(message) { }

    public StackException(string message, Exception innerException)
        : base(message, innerException) { }
}
