using Azure.Storage.Queues.Models;

namespace PushFunctions.EndToEnd.Tests.LocalHost;

/// <summary>What a test does with each message that its function gets.</summary>
public delegate Task MessageHandler(QueueMessage message, CancellationToken stopping);
