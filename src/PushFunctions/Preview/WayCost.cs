namespace PushFunctions.Preview;

/// <summary>What a push would take by one of its ways.</summary>
/// <param name="Calls">Calls of the first round.</param>
/// <param name="Budget">The limit that they fall under.</param>
/// <param name="ExpectedFinish">When the last of them should be made.</param>
/// <param name="StorageOperations">Requests to storage until the push has ended.</param>
/// <param name="Places">Of a call after which the push service sends itself: the places of tasks.</param>
internal sealed record WayCost(
    int Calls, BudgetView Budget, DateTimeOffset ExpectedFinish, int StorageOperations, TaskPlacesView? Places = null);
