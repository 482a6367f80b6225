using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using PushFunctions.Dev.Stack;

namespace PushFunctions.Dev.Serve;

/// <summary>The line that tells a script where everything is, and which processes it consists of.</summary>
public sealed record ReadyLine(string Api, string Simulator, string Storage, ReadyLine.ProcessIds Pids)
{
    private const string Prefix = "ready ";

    /// <summary>The numbers of the processes, as the operating system knows them.</summary>
    public sealed record ProcessIds(IReadOnlyList<int> Hosts, IReadOnlyList<int> Azurite, int Simulator);

    public static ReadyLine Of(LocalStack stack) => new(
        stack.Api.AbsoluteUri.TrimEnd('/'),
        stack.Simulator.AbsoluteUri.TrimEnd('/'),
        stack.StorageConnectionString,
        new ProcessIds(stack.HostProcessIds, stack.Storage.ProcessIds, stack.SimulatorProcessId));

    /// <summary>Reads a line back; null when it is another line.</summary>
    public static ReadyLine? Parse(string line) =>
        line.StartsWith(Prefix, StringComparison.Ordinal)
            ? JsonSerializer.Deserialize(line[Prefix.Length..], ReadyLineJson.Plain.ReadyLine)
            : null;

    /// <inheritdoc/>
    public override string ToString() => Prefix + JsonSerializer.Serialize(this, ReadyLineJson.Plain.ReadyLine);
}

/// <summary>The ready line's JSON: one line, and its <c>+</c> and <c>=</c> readable.</summary>
[JsonSerializable(typeof(ReadyLine))]
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
internal sealed partial class ReadyLineJson : JsonSerializerContext
{
    public static ReadyLineJson Plain { get; } = new(new JsonSerializerOptions(JsonSerializerDefaults.Web)
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    });
}
