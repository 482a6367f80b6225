using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using PushFunctions.Dev.Audiences;
using PushFunctions.Dev.Fuzz;
using PushFunctions.Dev.Ingest;
using PushFunctions.Dev.Pacing;
using PushFunctions.Dev.Stack;

namespace PushFunctions.Dev.Bench;

/// <summary>Keeps a benchmark's figures as JSON.</summary>
internal static class BenchFile
{
    public static async Task WriteAsync<T>(string name, T result, JsonTypeInfo<T> type, CancellationToken cancellationToken)
    {
        var file = RepositoryRoot.Below("artifacts", "bench", $"{name}.json");
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        await File.WriteAllTextAsync(file, JsonSerializer.Serialize(result, type), cancellationToken);
    }
}

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, WriteIndented = true)]
[JsonSerializable(typeof(LimitResult))]
[JsonSerializable(typeof(AudienceResult))]
[JsonSerializable(typeof(BroadcastResult))]
[JsonSerializable(typeof(MixedResult))]
[JsonSerializable(typeof(LoweredResult))]
[JsonSerializable(typeof(FairResult))]
[JsonSerializable(typeof(OutageResult))]
[JsonSerializable(typeof(IngestResult))]
[JsonSerializable(typeof(FuzzResult))]
[JsonSerializable(typeof(SimulatorResult))]
internal sealed partial class BenchJson : JsonSerializerContext;
