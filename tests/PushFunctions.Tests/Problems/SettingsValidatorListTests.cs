using PushFunctions.Problems;
using PushFunctions.Settle;

namespace PushFunctions.Tests.Problems;

public sealed class SettingsValidatorListTests
{
    [Fact]
    public void A_list_is_named_by_what_is_in_it()
    {
        var options = new RetryOptions { Delays = [TimeSpan.FromSeconds(30), TimeSpan.FromDays(9)] };

        var result = new SettingsValidator<RetryOptions>(RetryOptions.Section).Validate(null, options);

        Assert.Contains(
            "The setting Retry__Delays is '00:00:30, 9.00:00:00'. '9.00:00:00' is not a wait", result.FailureMessage,
            StringComparison.Ordinal);
    }
}
