using System.Globalization;
using System.Text;
using System.Xml.Linq;

namespace PushFunctions.Tests.Faults.Storage;

/// <summary>Speaks the queue service's protocol, as far as the app's clients use it.</summary>
internal sealed class QueueService(World world)
{
    private readonly Dictionary<string, List<StoredMessage>> _queues = new(StringComparer.Ordinal);
    private int _no;

    /// <summary>Is told of every message that was put.</summary>
    public Action<StoredMessage>? Put { get; set; }

    /// <summary>How many messages there are, poison and all.</summary>
    public int Count => _queues.Values.Sum(queue => queue.Count);

    public StorageAnswer Answer(StorageCall call)
    {
        var path = call.Path.Split('/');
        var queue = Queue(path[2]);
        if (path.Length == 5) return Delete(queue, path[4], call);
        return call.Method == "POST" ? Add(path[2], call) : Read(queue, call);
    }

    /// <summary>Puts a message from outside, as the platform does with poison.</summary>
    public StoredMessage Add(string queue, string text, TimeSpan wait)
    {
        var message = new StoredMessage(queue, $"m{_no++}", text) { VisibleAt = world.Elapsed + wait };
        Queue(queue).Add(message);
        Put?.Invoke(message);
        return message;
    }

    public void Remove(StoredMessage message) => Queue(message.Queue).Remove(message);

    public bool Holds(StoredMessage message) => Queue(message.Queue).Contains(message);

    /// <summary>When the next message of the work queues is seen; null: there is none.</summary>
    public TimeSpan? NextAt => _queues.Values.SelectMany(queue => queue).Min(message => (TimeSpan?)message.VisibleAt);

    private List<StoredMessage> Queue(string name) =>
        _queues.TryGetValue(name, out var queue) ? queue : _queues[name] = [];

    private StorageAnswer Add(string queue, StorageCall call)
    {
        var text = XElement.Load(new MemoryStream(call.Body)).Element("MessageText")!.Value;
        var wait = int.Parse(call.Query.GetValueOrDefault("visibilitytimeout") ?? "0", CultureInfo.InvariantCulture);
        var message = Add(queue, text, TimeSpan.FromSeconds(wait));
        return Xml(201, [message], "PopReceipt");
    }

    private StorageAnswer Read(List<StoredMessage> queue, StorageCall call)
    {
        var most = int.Parse(call.Query.GetValueOrDefault("numofmessages") ?? "1", CultureInfo.InvariantCulture);
        List<StoredMessage> seen = [.. queue.Where(message => message.VisibleAt <= world.Elapsed).Take(most)];
        if (call.Query.ContainsKey("peekonly")) return Xml(200, seen, "DequeueCount", "MessageText");
        var hidden = int.Parse(call.Query["visibilitytimeout"], CultureInfo.InvariantCulture);
        foreach (var message in seen) message.Take(world.Elapsed + TimeSpan.FromSeconds(hidden));
        return Xml(200, seen, "DequeueCount", "MessageText", "PopReceipt");
    }

    private static StorageAnswer Delete(List<StoredMessage> queue, string id, StorageCall call)
    {
        var message = queue.Find(message => message.Id == id);
        if (message is null) return Refusal(404, "MessageNotFound");
        if (message.Receipt != call.Query["popreceipt"]) return Refusal(400, "PopReceiptMismatch");
        queue.Remove(message);
        return new StorageAnswer(204);
    }

    private static StorageAnswer Xml(int status, IEnumerable<StoredMessage> messages, params string[] members)
    {
        var list = new XElement("QueueMessagesList", messages.Select(message => new XElement(
            "QueueMessage",
            new XElement("MessageId", message.Id),
            new XElement("InsertionTime", Moment(World.Start)),
            new XElement("ExpirationTime", Moment(DateTimeOffset.MaxValue)),
            members.Contains("PopReceipt") ? new XElement("PopReceipt", message.Receipt) : null,
            members.Contains("PopReceipt") ? new XElement("TimeNextVisible", Moment(World.Start + message.VisibleAt)) : null,
            members.Contains("DequeueCount") ? new XElement("DequeueCount", message.DequeueCount) : null,
            members.Contains("MessageText") ? new XElement("MessageText", message.Text) : null)));
        var text = "<?xml version=\"1.0\" encoding=\"utf-8\"?>" + list.ToString(SaveOptions.DisableFormatting);
        return new StorageAnswer(status, Encoding.UTF8.GetBytes(text)).With("Content-Type", "application/xml");
    }

    private static string Moment(DateTimeOffset moment) => moment.ToString("R", CultureInfo.InvariantCulture);

    private static StorageAnswer Refusal(int status, string code) => BlobService.Refusal(status, code);
}

/// <summary>A message on a queue.</summary>
internal sealed class StoredMessage(string queue, string id, string text)
{
    public string Queue => queue;

    public string Id => id;

    /// <summary>As it was sent, base64 and all.</summary>
    public string Text => text;

    /// <summary>Since the start of the run.</summary>
    public TimeSpan VisibleAt { get; set; }

    public int DequeueCount { get; private set; }

    /// <summary>The right to it, which each pick-up changes.</summary>
    public string Receipt => $"r{DequeueCount}";

    public void Take(TimeSpan hiddenUntil)
    {
        DequeueCount++;
        VisibleAt = hiddenUntil;
    }
}
