namespace AgoraChat.Simulator;

/// <summary>Which faults make sense.</summary>
internal static class FaultRules
{
    /// <summary>What is wrong with it, one sentence each.</summary>
    public static IEnumerable<string> Problems(Fault fault)
    {
        var isEffective = fault.Status is not null || fault.Delay is not null || fault.LostAnswer || fault.Reset
            || fault.PushStatus is not null || fault.Body is not null;
        if (!EndpointNames.All.Contains(fault.Endpoint))
            yield return $"endpoint is \"{fault.Endpoint}\"; the endpoints are: {EndpointNames.List}.";
        if (!isEffective)
            yield return "The fault does nothing; set status, body, delay, lostAnswer, reset or pushStatus.";
        if (fault.Status is < 300 or > 599)
            yield return $"status is {fault.Status}; 300 to 599 is allowed.";
        if (fault.Status is null && (fault.Error ?? fault.Exception ?? fault.Description) is not null)
            yield return "error, exception and description need a status.";
        if (fault.RetryAfter is not null && fault.Status is null)
            yield return "retryAfter needs a status.";
        if (fault.RetryAfter < 0)
            yield return $"retryAfter is {fault.RetryAfter}; it is a number of seconds, 0 or more.";
        if (fault.Delay is { } delay && (delay < TimeSpan.Zero || delay > TimeSpan.FromHours(1)))
            yield return $"delay is {delay}; 0 to 1 hour is allowed.";
        if (fault.Reset && (fault.Status is not null || fault.LostAnswer || fault.PushStatus is not null))
            yield return "reset cuts the connection and nothing is taken; leave out status, lostAnswer and pushStatus.";
        if (fault.Body is not null && (fault.Reset || (fault.LostAnswer && fault.Status is null)))
            yield return "A cut connection has no body; leave out body, or set a status instead.";
        if (fault.Body is not null && fault.PushStatus is not null)
            yield return "body stands in the place of what is said about users; leave out pushStatus.";
        if (fault.OncePerUser && fault.PushStatus is null)
            yield return "oncePerUser needs a pushStatus.";
        if (fault.PushStatus is "")
            yield return "pushStatus is empty; set ERROR, FAIL or another status.";
        if (fault.PushStatus is null && (fault.Desc is not null || fault.Data is not null))
            yield return "desc and data need a pushStatus.";
        if (fault.Users is [])
            yield return "users is empty; name at least one, or leave it out.";
        if (fault.Count < 1)
            yield return $"count is {fault.Count}; 1 or more is allowed.";
        if (fault.Share is <= 0 or > 1 or double.NaN)
            yield return $"share is {fault.Share}; more than 0 and at most 1 is allowed.";
    }
}
