using PushFunctions.Dev.Retries;

namespace PushFunctions.EndToEnd.Tests.Dev.Retries;

public sealed class RetriesResultTests
{
    [Theory]
    [InlineData(1_000_000, 210, true)]
    [InlineData(1_000_000, 211, false)]
    [InlineData(100_000, 23, true)]
    [InlineData(100_000, 24, false)]
    public void Nearly_all_calls_are_full(int users, int calls, bool isMet)
    {
        var result = new RetriesResult
        {
            Instances = 2, CallsPerMinute = 12_000, Users = users, Failing = users / 50, FirstCalls = users / 100,
            RetryCalls = calls, UsersOfRetryCalls = users / 50, SecondsToFirstRetry = 30, SecondsToLastRetry = 120,
            Accepted = users, Told = users, ToldTwice = 0,
        };

        Assert.Equal(isMet, result.Figures().All(figure => figure.IsMet));
    }
}
