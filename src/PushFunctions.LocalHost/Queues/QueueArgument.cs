using Azure.Storage.Queues.Models;

namespace PushFunctions.LocalHost.Queues;

/// <summary>Makes one argument of a queue function from a decoded message.</summary>
internal delegate object? QueueArgument(QueueMessage message, CancellationToken stopping);
