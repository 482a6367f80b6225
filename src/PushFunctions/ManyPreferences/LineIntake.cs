using System.Security.Cryptography;
using System.Text;
using PushFunctions.Lists;
using PushFunctions.Problems;

namespace PushFunctions.ManyPreferences;

/// <summary>Reads many lines as they come, checks each, and has it written.</summary>
public sealed class LineIntake(LineForm form, LineWriter writer)
{
    private const int MostNamed = 10;

    private readonly Dictionary<UInt128, int> _users = [];
    private readonly List<FieldError> _errors = [];

    /// <summary>Lines that name something.</summary>
    public int Lines { get; private set; }

    /// <summary>Of these, those that are wrong.</summary>
    public int Refused { get; private set; }

    /// <summary>What is wrong with the first of them.</summary>
    public IReadOnlyList<FieldError> Errors => _errors;

    /// <exception cref="UploadException">There are too many.</exception>
    public async Task ReadAsync(Stream body, CancellationToken cancellationToken)
    {
        var reader = new LineReader(body, position: 0);
        var number = 0;
        do
        {
            while (TryRead(reader, ref number, out var line))
            {
                if (line is not null) await TakeAsync(line, cancellationToken);
            }
        }
        while (await reader.FillAsync(cancellationToken));
    }

    private bool TryRead(LineReader reader, ref int number, out PreferenceLine? line)
    {
        line = null;
        if (!reader.TryRead(out var bytes)) return false;
        number++;
        if (!LineForm.IsEmpty(bytes)) line = form.Read(number, bytes);
        return true;
    }

    private async Task TakeAsync(PreferenceLine line, CancellationToken cancellationToken)
    {
        if (++Lines > LinesBody.MaxLines) throw new UploadException(LinesBody.TooManyLines);
        var checkedLine = Once(line);
        if (checkedLine.Refused is { } why)
        {
            Refused++;
            if (_errors.Count < MostNamed) _errors.Add(new($"/{line.Number - 1}", $"Line {line.Number}: {why}"));
        }

        await writer.AddAsync(checkedLine, cancellationToken);
    }

    /// <summary>A user of two lines would get what is called last, and nobody knows which that is.</summary>
    private PreferenceLine Once(PreferenceLine line)
    {
        if (line.User is null || line.Refused is not null) return line;
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(Encoding.UTF8.GetBytes(line.User), hash);
        var key = new UInt128(BitConverter.ToUInt64(hash), BitConverter.ToUInt64(hash[8..]));
        return _users.TryAdd(key, line.Number)
            ? line
            : line with
            {
                Change = null,
                Refused = $"/user '{line.User}' is on line {_users[key]} already; give all of a user on one line.",
            };
    }
}
