using System.Text.Json;
using System.Text.Json.Serialization;

namespace PushFunctions.Dev.Stack;

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(IReadOnlyList<FilledRows>))]
internal sealed partial class StackJson : JsonSerializerContext;
