using System.Text.Json.Serialization;
using PushFunctions.Problems;

namespace PushFunctions.LabelRoutes;

[JsonSerializable(typeof(LabelView))]
[JsonSerializable(typeof(LabelList))]
[JsonSerializable(typeof(MemberList))]
[JsonSerializable(typeof(MemberView))]
[JsonSerializable(typeof(MembersChange))]
[JsonSerializable(typeof(ReconcileReport))]
[JsonSerializable(typeof(IReadOnlyList<string>))]
internal sealed partial class LabelRoutesJson : JsonSerializerContext
{
    /// <summary>The context to use.</summary>
    public static LabelRoutesJson Relaxed { get; } = new(AnswerJson.CreateOptions());
}
