using Azure;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using PushFunctions.Storage;

namespace PushFunctions.Problems;

/// <summary>
/// Runs what an HTTP function does and turns every exception into a problem: the platform would answer an empty 500.
/// </summary>
public sealed class HttpAnswer(ILogger<HttpAnswer> log)
{
    private static readonly TimeSpan ComeBack = TimeSpan.FromSeconds(2);

    /// <summary>Nobody reads this.</summary>
    private static IResult Gone => Results.StatusCode(StatusCodes.Status499ClientClosedRequest);

    public async Task<IResult> RunAsync(Func<Task<IResult>> answer, CancellationToken cancellationToken)
    {
        try
        {
            return await answer();
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            return Gone;
        }
        catch (SenderGoneException)
        {
            log.SenderGone();
            return Gone;
        }
        catch (BadHttpRequestException exception)
        {
            log.BodyIncomplete(exception.Message);
            return new ProblemResult(new(
                StatusCodes.Status400BadRequest, ProblemCodes.MalformedJson, "The body did not arrive whole",
                $"{exception.Message} Nothing was kept. Send the same request again, with all of its body."));
        }
        catch (Exception exception) when (exception is RequestFailedException || StorageErrors.IsAway(exception))
        {
            log.StorageFailed(exception);
            return new ProblemResult(new(
                StatusCodes.Status503ServiceUnavailable, ProblemCodes.StorageUnavailable, "Storage did not answer",
                "Nothing is lost. Send the same request again after the time in Retry-After.")
            {
                RetryAfter = ComeBack,
            });
        }
        catch (Exception exception)
        {
            log.Unexpected(exception);
            return new ProblemResult(new(
                StatusCodes.Status500InternalServerError, ProblemCodes.InternalError, "Something went wrong here",
                "This is a defect of the service; its log tells more. The same request may be sent again."));
        }
    }
}
