using System.Text.Json;
using System.Text.Json.Nodes;

namespace PushFunctions.Accept;

/// <summary>What an app backend posts. An event that exists has passed all checks of form.</summary>
/// <param name="Id">The sender's id: the idempotency key, together with app and source.</param>
/// <param name="Source">Who sent it; empty for plain events.</param>
/// <param name="Type">Names the mapping.</param>
/// <param name="App">Which of the configured Agora apps.</param>
/// <param name="Users">Who gets it: each once, sorted.</param>
/// <param name="Data">What the templates are filled from.</param>
/// <param name="Push">A message of the event's own, laid over the mapping's.</param>
/// <param name="Strategy">The channel, where the event names one.</param>
/// <param name="BodyHash">SHA-256 of the event in canonical form, without its id.</param>
/// <param name="Warnings">What was changed on the way in.</param>
public sealed record AppEvent(
    string Id,
    string Source,
    string Type,
    string App,
    IReadOnlyList<string> Users,
    JsonElement Data,
    JsonObject? Push,
    int? Strategy,
    string BodyHash,
    IReadOnlyList<string> Warnings);
