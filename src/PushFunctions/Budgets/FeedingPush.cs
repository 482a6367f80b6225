namespace PushFunctions.Budgets;

/// <summary>A push that is being fed, as a budget's row remembers it.</summary>
/// <param name="Name">The first letters of its id.</param>
/// <param name="Due">When its next step is due, to the second.</param>
/// <param name="Left">Calls that no step has fed yet, at least one.</param>
public sealed record FeedingPush(string Name, DateTimeOffset Due, int Left);
