using Azure.Storage.Queues.Models;

namespace PushFunctions.LocalHost.Queues;

/// <summary>Reads the text of a message that was received without decoding.</summary>
internal static class MessageText
{
    public static string Of(QueueMessage message) => message.Body?.ToString() ?? "";

    /// <returns>The same message with its real body, or null when the text is not what it should be.</returns>
    public static QueueMessage? Decode(QueueMessage message, bool base64)
    {
        if (!base64)
            return With(message, new BinaryData(Of(message)));
        var text = Of(message);
        var bytes = new byte[text.Length];
        return Convert.TryFromBase64String(text, bytes, out var length)
            ? With(message, new BinaryData(bytes.AsMemory(0, length)))
            : null;
    }

    /// <summary>A message that was never on a queue.</summary>
    public static QueueMessage Make(string text) => QueuesModelFactory.QueueMessage(
        Guid.NewGuid().ToString(), popReceipt: "none", new BinaryData(text), dequeueCount: 1);

    private static QueueMessage With(QueueMessage message, BinaryData body) => QueuesModelFactory.QueueMessage(
        message.MessageId,
        message.PopReceipt,
        body,
        message.DequeueCount,
        message.NextVisibleOn,
        message.InsertedOn,
        message.ExpiresOn);
}
