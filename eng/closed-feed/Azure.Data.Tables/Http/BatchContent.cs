using System.Buffers;
using System.Text;
using Azure.Data.Tables.Json;

namespace Azure.Data.Tables.Http;

/// <summary>A transaction as one request: a multipart body with one change set, a part for each action.</summary>
/// <remarks>https://learn.microsoft.com/rest/api/storageservices/performing-entity-group-transactions</remarks>
internal sealed class BatchContent
{
    private readonly ArrayBufferWriter<byte> _body = new(8192);
    private readonly string _batch = $"batch_{Guid.NewGuid()}";

    public BatchContent(IEnumerable<TableRequest> requests)
    {
        var changeSet = $"changeset_{Guid.NewGuid()}";
        Append($"--{_batch}\r\nContent-Type: multipart/mixed; boundary={changeSet}\r\n\r\n");
        foreach (var request in requests)
        {
            Append($"--{changeSet}\r\n");
            Append(request);
        }

        Append($"--{changeSet}--\r\n\r\n--{_batch}--\r\n");
    }

    public string ContentType => $"multipart/mixed; boundary={_batch}";

    public ReadOnlyMemory<byte> Body => _body.WrittenMemory;

    private void Append(TableRequest request)
    {
        Append("Content-Type: application/http\r\nContent-Transfer-Encoding: binary\r\n\r\n");
        Append($"{request.Method} {request.Address.AbsoluteUri} HTTP/1.1\r\n");
        Append($"Accept: {request.Accept}\r\nDataServiceVersion: 3.0\r\n");
        if (request.IfMatch is not null)
        {
            Append($"If-Match: {request.IfMatch}\r\n");
        }

        if (request.NoContent)
        {
            Append("Prefer: return-no-content\r\n");
        }

        if (request.Entity is null)
        {
            Append("\r\n\r\n");
            return;
        }

        Append($"Content-Type: {request.ContentType}\r\n\r\n");
        EntityWriter.Write(_body, request.Entity);
        Append("\r\n");
    }

    private void Append(string text) => Encoding.UTF8.GetBytes(text, _body);
}
