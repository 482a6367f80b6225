using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Azure.Core;
using Azure.Core.Pipeline;

namespace Azure.Data.Tables.Http;

/// <summary>Signs each try of a request with the account's key.</summary>
/// <remarks>Shared Key Lite of https://learn.microsoft.com/rest/api/storageservices/authorize-with-shared-key</remarks>
internal sealed class SharedKeyLitePolicy(TableSharedKeyCredential credential, TimeProvider time)
    : HttpPipelineSynchronousPolicy
{
    public override void OnSendingRequest(HttpMessage message)
    {
        var date = time.GetUtcNow().ToString("R", CultureInfo.InvariantCulture);
        var request = message.Request;
        request.Headers.SetValue("x-ms-date", date);
        request.Headers.SetValue(
            "Authorization", $"SharedKeyLite {credential.AccountName}:{Sign(date, request.Uri.ToUri().AbsolutePath)}");
    }

    // The path is the one in the URI, escapes and all; on an emulator the account's name is in it once more.
    private string Sign(string date, string path)
    {
        var text = $"{date}\n/{credential.AccountName}{path}";
        var length = Encoding.UTF8.GetMaxByteCount(text.Length);
        var buffer = length <= 1024 ? stackalloc byte[1024] : new byte[length];
        Span<byte> hash = stackalloc byte[HMACSHA256.HashSizeInBytes];
        HMACSHA256.HashData(credential.Key, buffer[..Encoding.UTF8.GetBytes(text, buffer)], hash);
        return Convert.ToBase64String(hash);
    }
}
