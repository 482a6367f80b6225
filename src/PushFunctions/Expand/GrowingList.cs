using System.Text;
using PushFunctions.Storage;

namespace PushFunctions.Expand;

/// <summary>
/// Writes the users of a push to its list, part by part. The list decides: a part is written at its end or not at all,
/// what is there never changes, and whoever finds more of it than the push's row tells takes that over.
/// </summary>
internal sealed class GrowingList(PushRow push, MemberLookup members, PushBlobs blobs) : IAsyncDisposable
{
    private MemberMerge? _merge;

    /// <summary>Looks for more users and writes them; the push's row tells of them once it is written.</summary>
    /// <param name="most">So many at most.</param>
    /// <param name="isTimeUp">Told how many were found; once it holds, no more are looked for.</param>
    /// <param name="cancellationToken">Ends the search.</param>
    public async Task ExtendAsync(int most, Func<int, bool> isTimeUp, CancellationToken cancellationToken)
    {
        _merge ??= await members.OpenAsync(push.App, push.ReadMembers(), push.MembersFrom!, cancellationToken);
        using var lines = new MemoryStream();
        var users = 0;
        while (users < most && await _merge.FindNextAsync(() => isTimeUp(users)) is { } id)
        {
            lines.Write(Encoding.ASCII.GetBytes(id));
            lines.WriteByte((byte)'\n');
            users++;
        }

        if (users == 0 || await blobs.TryAppendAsync(push.Blob!, push.BlobBytes, lines.ToArray(), cancellationToken))
            push.AddMembers(users, lines.Length, _merge.From);
        else
            await TakeOverAsync(cancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        if (_merge is not null) await _merge.DisposeAsync();
    }

    private async Task TakeOverAsync(CancellationToken cancellationToken)
    {
        var rest = await blobs.ReadFromAsync(push.Blob!, push.BlobBytes, cancellationToken);
        var last = rest.AsSpan(..^1);
        push.AddMembers(
            rest.AsSpan().Count((byte)'\n'),
            rest.Length,
            MemberMerge.Behind(Encoding.ASCII.GetString(last[(last.LastIndexOf((byte)'\n') + 1)..])));
        await _merge!.DisposeAsync();
        _merge = null;
    }
}
