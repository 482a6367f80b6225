using System.Text.Json;

namespace PushFunctions.Map;

/// <summary>The rule that turns an event of one type into a message.</summary>
/// <param name="Type">The type of event.</param>
/// <param name="Message">The far side's message; each string in it is a template.</param>
/// <param name="Strategy">The channel; the far side's default where none is named.</param>
/// <param name="OnOverflow">What to do with a message over a limit.</param>
public sealed record Mapping(string Type, JsonElement Message, int Strategy, Overflow OnOverflow);
