namespace AgoraChat.Simulator;

/// <summary>How the simulator behaves where the documents are silent or disagree; the defaults are guesses.</summary>
public sealed record SimulatorSwitches
{
    /// <summary>Whether only registered users exist; otherwise every user id does. Default false.</summary>
    public bool OnlyRegisteredUsers { get; init; }

    /// <summary>Whether <c>push/single</c> answers FAIL for who does not exist; otherwise it takes everyone.</summary>
    public bool UnknownUsersFail { get; init; }

    /// <summary>Whether <c>push/sync</c> by the vendor only fails for who has bound no device. Default false.</summary>
    public bool UnboundUsersFail { get; init; }

    /// <summary>Whether endpoints that only Easemob documents are there. Default true.</summary>
    public bool EasemobEndpoints { get; init; } = true;

    /// <summary>Whether the push service is activated; otherwise all its endpoints answer 403. Default true.</summary>
    public bool PushServiceOpen { get; init; } = true;

    /// <summary>Whether statistics are activated; otherwise they answer 403. Default true.</summary>
    public bool StatisticsOpen { get; init; } = true;

    /// <summary>Whether a 007 token opens endpoints by itself, without being exchanged. Default true.</summary>
    public bool DirectTokens { get; init; } = true;

    /// <summary>Whether a character of Chinese, Japanese or Korean counts as two in title and content.</summary>
    public bool CjkCountsTwice { get; init; }

    /// <summary>Whether the class names that the push service documents stand in <c>error</c>, not beside it.</summary>
    public bool ClassNameInError { get; init; }

    /// <summary>Whether a daily limit is answered with 403; otherwise with 429. Default true.</summary>
    public bool DailyLimitIs403 { get; init; } = true;

    /// <summary>Whether an answer to a broken limit says when to come back. Default false.</summary>
    public bool RetryAfterOn429 { get; init; }

    /// <summary>Whether <c>Aa</c> and <c>aa</c> are the same label, as Agora says and Easemob does not.</summary>
    public bool LabelNamesIgnoreCase { get; init; } = true;

    /// <summary>
    /// Whether users for whom a label has no room fail one by one; otherwise the call is refused and adds nobody.
    /// </summary>
    public bool LabelOverflowFailsUsers { get; init; }

    /// <summary>The most labels; default 100.</summary>
    public int MaxLabels { get; init; } = 100;

    /// <summary>The most users in a label; default 20,000.</summary>
    public int MaxMembersPerLabel { get; init; } = 20_000;

    /// <summary>How many tasks there may be at a time; default 3.</summary>
    public int TaskPlaces { get; init; } = 3;

    /// <summary>How long a task holds its place from its creation on; default 300.</summary>
    public int TaskPlaceSeconds { get; init; } = 300;

    /// <summary>Whether a task to labels or to a list gives its place back when finished. Default false.</summary>
    public bool FinishedTasksFreePlaces { get; init; }

    /// <summary>How long a task runs; default 0.</summary>
    public int TaskSeconds { get; init; }

    /// <summary>The server's time zone, which <c>startDate</c> is in; default 0, UTC.</summary>
    public int ServerUtcOffsetMinutes { get; init; }

    /// <summary>The most bytes of a body; 1 to 1,048,576, the default.</summary>
    public int MaxBodyBytes { get; init; } = SwitchRules.MostBodyBytes;

    /// <summary>The most bytes of a message as it comes; default 16,384, which no document names.</summary>
    public int MaxMessageBytes { get; init; } = 16 * 1_024;

    /// <summary>Whether long titles, subtitles and contents are cut; otherwise they are refused.</summary>
    public bool TruncateLongTexts { get; init; }

    /// <summary>Whether push settings of who does not exist are refused with 400; otherwise with 404.</summary>
    public bool UnknownUserIs400InSettings { get; init; }

    /// <summary>How many seconds tokens of <c>POST token</c> live at most, whatever their answer says.</summary>
    public int? MaxTokenSeconds { get; init; }

    /// <summary>
    /// Whether modes, do-not-disturb and templates are activated, default true; otherwise they are answered with 403.
    /// Closing deletes all that was set.
    /// </summary>
    public bool AdvancedPushOpen { get; init; } = true;

    /// <summary>Whether templates can be created under the names of the built-in ones. Default false.</summary>
    public bool BuiltInTemplatesCanBeCreated { get; init; }
}
