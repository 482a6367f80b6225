namespace AgoraChat.Simulator;

/// <summary>A refusal at the gate.</summary>
/// <param name="Error">What is said.</param>
/// <param name="RetryAfter">The <c>Retry-After</c> in seconds; null: none.</param>
internal sealed record Refusal(FarSideError Error, int? RetryAfter = null)
{
    public static Refusal Of(LimitBreach breach, SimulatorSwitches switches) => new(
        breach.IsDaily && switches.DailyLimitIs403 ? FarSideError.QuantityLimit : FarSideError.ReachLimit,
        switches.RetryAfterOn429 ? (int)Math.Ceiling(breach.Wait.TotalSeconds) : null);
}
