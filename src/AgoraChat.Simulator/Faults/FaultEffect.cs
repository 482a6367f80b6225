namespace AgoraChat.Simulator;

/// <summary>What all faults together do to one call.</summary>
internal sealed record FaultEffect
{
    private readonly Dictionary<string, UserAnswer> _answers = new(StringComparer.Ordinal);

    public TimeSpan Delay { get; set; }

    public FarSideError? Refusal { get; set; }

    public int? RetryAfter { get; set; }

    /// <summary>The text that is answered instead of the usual body; null: the usual.</summary>
    public string? Body { get; set; }

    /// <summary>Whether the far side takes the push.</summary>
    public bool IsTaken { get; set; } = true;

    /// <summary>Whether the connection is cut instead of an answer.</summary>
    public bool IsCut { get; set; }

    /// <summary>What is said about this user; null: the usual.</summary>
    public UserAnswer? AnswerFor(string user) => _answers.GetValueOrDefault(user);

    public void Say(string user, UserAnswer answer) => _answers.TryAdd(user, answer);
}
