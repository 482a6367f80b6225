namespace Azure.Data.Tables.Http;

/// <summary>The answer where there is no row.</summary>
internal sealed class NoValue<T>(Response response) : NullableResponse<T>
{
    public override bool HasValue => false;

    public override T Value => throw new InvalidOperationException(
        $"The row does not exist (status {response.Status}); ask HasValue before Value.");

    public override Response GetRawResponse() => response;
}
