using System.Globalization;
using System.Text.Json;
using AgoraChat.Push;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;
using PushFunctions.Events;
using PushFunctions.Problems;

namespace PushFunctions.Preferences;

/// <summary>Reads the body of a request that sets notifications.</summary>
public sealed class PreferenceBody(IOptions<PreferenceOptions> options)
{
    private const int MaxBytes = 16 * 1024;

    public PreferenceReader Reader { get; } = new(options.Value.AllDayQuietHours);

    public async Task<(PreferenceChange? Change, Problem? Problem)> ReadAsync(
        HttpRequest request, NotificationScope scope, CancellationToken cancellationToken)
    {
        if (RequestBody.CheckType(request) is { } wrongType) return (null, wrongType);
        if (await RequestBody.ReadAsync(request, MaxBytes, cancellationToken) is not { } body) return (null, TooLarge);
        return StrictJson.Read(
            RequestBody.WithoutMark(body), root => Read(root, scope), problem => (null, problem));
    }

    private (PreferenceChange? Change, Problem? Problem) Read(JsonElement root, NotificationScope scope)
    {
        CanonicalJson.RequireUnicode(root);
        var errors = new List<FieldError>();
        var known = scope is NotificationScope.App ? PreferenceFields.OfApp : PreferenceFields.OfConversation;
        var change = Reader.Read(root, known, [], errors);
        return change is null ? (null, PreferenceProblems.Invalid(errors)) : (change, null);
    }

    internal static Problem TooLargeFor(string what, long bytes) => new(
        StatusCodes.Status413PayloadTooLarge, ProblemCodes.BodyTooLarge, "The body is too large",
        $"{what} may have {bytes.ToString("N0", CultureInfo.InvariantCulture)} bytes. Nothing was changed.");

    private static Problem TooLarge { get; } = TooLargeFor("What is set about one user", MaxBytes);
}
