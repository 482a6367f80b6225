using System.Text.Json;
using PushFunctions.Storage;

namespace PushFunctions.Accept;

/// <summary>What a sender who waited is told: what the far side said of the one user.</summary>
/// <param name="PushId">Names the push from now on.</param>
/// <param name="Outcome">What became of the user; <c>retrying</c> when the push goes on by itself.</param>
/// <param name="Status">The far side's word or, where it had none, ours.</param>
/// <param name="Description">The far side's description; may be empty.</param>
/// <param name="Vendor">What the device's vendor answered; null when the far side tells none.</param>
public sealed record AnsweredPush(
    string PushId, string User, UserOutcome Outcome, string Status, string Description, JsonElement? Vendor);
