using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace PushFunctions.Storage;

/// <summary>How our queue messages and rows are written: web names, nothing for null, relaxed escaping.</summary>
[JsonSourceGenerationOptions(
    JsonSerializerDefaults.Web,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    UseStringEnumConverter = true)]
[JsonSerializable(typeof(DispatchStep))]
[JsonSerializable(typeof(Parcel))]
[JsonSerializable(typeof(AudienceCheckStep))]
[JsonSerializable(typeof(Notice))]
[JsonSerializable(typeof(LabelStep))]
[JsonSerializable(typeof(PreferenceStep))]
[JsonSerializable(typeof(IReadOnlyList<PushGroup>))]
[JsonSerializable(typeof(IReadOnlyList<ParcelCut>))]
[JsonSerializable(typeof(IReadOnlyList<RetrySource>))]
[JsonSerializable(typeof(IReadOnlyList<RetryBatch>))]
[JsonSerializable(typeof(IReadOnlyList<PlanSpan>))]
[JsonSerializable(typeof(ReplayFilter))]
[JsonSerializable(typeof(MemberSets))]
[JsonSerializable(typeof(IReadOnlyList<TimelineEntry>))]
[JsonSerializable(typeof(IReadOnlyList<TaskEntry>))]
[JsonSerializable(typeof(System.Text.Json.JsonElement))]
[JsonSerializable(typeof(IReadOnlyList<string>))]
[JsonSerializable(typeof(IReadOnlyList<int>))]
[JsonSerializable(typeof(WrittenOutcomes))]
internal sealed partial class StorageJson : JsonSerializerContext
{
    /// <summary>Twice what a reader takes from outside: what came from there has our own levels around it.</summary>
    private const int Deepest = 128;

    /// <summary>The context to use: source generation cannot state an encoder.</summary>
    public static StorageJson Relaxed { get; } =
        new(new JsonSerializerOptions(JsonSerializerDefaults.Web)
        {
            DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
            Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
            RespectNullableAnnotations = true,
            MaxDepth = Deepest,
        });
}
