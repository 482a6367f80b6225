namespace AgoraChat.Simulator;

/// <summary>What a check gives: the thing itself, or the refusal.</summary>
internal abstract record Checked<T>
{
    private Checked() { }

    /// <summary>It passed.</summary>
    public sealed record Good(T Value) : Checked<T>;

    /// <summary>It is answered with this.</summary>
    public sealed record Refused(FarSideError Error) : Checked<T>;
}
