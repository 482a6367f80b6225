using PushFunctions.Settle;

namespace PushFunctions.Tests.Settle;

public sealed class LoggedAnswerTests
{
    [Theory]
    [InlineData("REFUSED", "400 illegal_argument username [ada] is not legal", "REFUSED 400 illegal_argument")]
    [InlineData("REFUSED", "404 service_resource_not_found", "REFUSED 404 service_resource_not_found")]
    [InlineData("UNAVAILABLE", "503 Service Unavailable", "UNAVAILABLE 503")]
    [InlineData("REFUSED", "400 ada is not legal", "REFUSED 400")]
    [InlineData("REFUSED", "400 ada_lovelace is not legal", "REFUSED 400")]
    [InlineData("ERROR", "ada cannot be reached", "ERROR")]
    [InlineData("FAIL", "17 is no user", "FAIL")]
    [InlineData("ERROR", "", "ERROR")]
    public void Statuses_and_names_of_errors_are_logged_and_sentences_are_not(
        string status, string description, string logged) => Assert.Equal(logged, LoggedAnswer.Of(status, description));
}
