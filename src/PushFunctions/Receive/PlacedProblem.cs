using PushFunctions.Events;
using PushFunctions.Problems;

namespace PushFunctions.Receive;

/// <summary>Names what is wrong by the sender's places: a sender knows what was posted, not what it became.</summary>
public static class PlacedProblem
{
    private const string Message = "/push";

    /// <param name="problem">What is wrong, by pointers into the event.</param>
    public static Problem Of(Problem problem, AppEvent appEvent)
    {
        if (problem.Errors is not [var first, ..]) return problem;
        var place = PlaceOf(first.Path, appEvent);
        return problem with
        {
            // The first error's path may stand in the detail, too.
            Detail = problem.Detail.Replace(
                $"{first.Path} ", place.Length == 0 ? "" : $"{place} ", StringComparison.Ordinal),
            Errors = [.. problem.Errors.Select(error => error with { Path = PlaceOf(error.Path, appEvent) })],
        };
    }

    /// <summary>The message's members are the mapping's, but for those that the event brings itself.</summary>
    private static string PlaceOf(string path, AppEvent appEvent)
    {
        if (path != Message && !path.StartsWith($"{Message}/", StringComparison.Ordinal)) return appEvent.Place(path);
        var member = path[Message.Length..].Split('/').ElementAtOrDefault(1);
        var isOwn = appEvent.Push is { } push && (member is null || push.ContainsKey(member));
        return isOwn ? appEvent.Place(path) : path;
    }
}
