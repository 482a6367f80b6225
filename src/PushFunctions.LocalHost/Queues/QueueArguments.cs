using System.Reflection;
using System.Text.Json;
using Azure.Storage.Queues.Models;

namespace PushFunctions.LocalHost.Queues;

/// <summary>Knows what a queue function may take.</summary>
internal static class QueueArguments
{
    private static readonly JsonSerializerOptions Json = new() { PropertyNameCaseInsensitive = true };

    /// <returns>The way to make the argument, or null when the host cannot make one of this type.</returns>
    public static QueueArgument? For(ParameterInfo parameter, bool isTrigger) => parameter.ParameterType switch
    {
        var type when type == typeof(CancellationToken) && !isTrigger => (_, stopping) => stopping,
        _ when !isTrigger => null,
        var type when type == typeof(string) => (message, _) => message.Body.ToString(),
        var type when type == typeof(byte[]) => (message, _) => message.Body.ToArray(),
        var type when type == typeof(BinaryData) => (message, _) => message.Body,
        var type when type == typeof(QueueMessage) => (message, _) => message,
        var type when IsPlain(type) => (message, _) => JsonSerializer.Deserialize(message.Body, type, Json),
        _ => null,
    };

    private static bool IsPlain(Type type) =>
        !type.IsByRef && !type.IsPointer && !type.IsAbstract && !typeof(Delegate).IsAssignableFrom(type)
        && !typeof(Stream).IsAssignableFrom(type) && type != typeof(CancellationToken) && type != typeof(object);
}
