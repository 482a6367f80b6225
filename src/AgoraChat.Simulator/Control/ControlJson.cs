using System.Text.Json.Serialization;

namespace AgoraChat.Simulator;

/// <summary>The bodies of the control routes.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    Converters = [typeof(DelayConverter)])]
[JsonSerializable(typeof(SimulatorStats))]
[JsonSerializable(typeof(UserPushes))]
[JsonSerializable(typeof(ToldUsers))]
[JsonSerializable(typeof(CallList))]
[JsonSerializable(typeof(NoteList))]
[JsonSerializable(typeof(FaultList))]
[JsonSerializable(typeof(FaultState))]
[JsonSerializable(typeof(Dictionary<string, CallLimit?>))]
[JsonSerializable(typeof(SimulatorSwitches))]
[JsonSerializable(typeof(LabelState))]
[JsonSerializable(typeof(TaskList))]
[JsonSerializable(typeof(UserSettings))]
[JsonSerializable(typeof(UserState))]
[JsonSerializable(typeof(ControlError))]
internal sealed partial class ControlJson : JsonSerializerContext;

/// <summary>The answer of <c>GET /simulator/calls</c>.</summary>
internal sealed record CallList(IReadOnlyList<SimulatedCall> Calls);

/// <summary>The answer of <c>GET /simulator/notes</c>.</summary>
internal sealed record NoteList(IReadOnlyList<CallNote> Notes);

/// <summary>The answer of <c>GET /simulator/faults</c>.</summary>
internal sealed record FaultList(IReadOnlyList<FaultState> Faults);

/// <summary>The answer of <c>GET /simulator/tasks</c>.</summary>
internal sealed record TaskList(IReadOnlyList<TaskState> Tasks);

/// <summary>Why a control call was refused.</summary>
internal sealed record ControlError(string Error);
