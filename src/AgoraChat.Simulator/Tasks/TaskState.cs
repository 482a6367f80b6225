namespace AgoraChat.Simulator;

/// <summary>One task as it stands.</summary>
/// <param name="Id">Above what a double holds.</param>
/// <param name="Endpoint">The endpoint that made it.</param>
/// <param name="State"><c>scheduled</c>, <c>running</c> or <c>finished</c>.</param>
/// <param name="CreatedAt">When it was made.</param>
/// <param name="StartsAt">When it starts, or did.</param>
/// <param name="Users">The users it went to; null until it starts.</param>
/// <param name="HoldsPlace">Whether it counts among the tasks there may be.</param>
public sealed record TaskState(
    long Id,
    string Endpoint,
    string State,
    DateTimeOffset CreatedAt,
    DateTimeOffset StartsAt,
    int? Users,
    bool HoldsPlace);
