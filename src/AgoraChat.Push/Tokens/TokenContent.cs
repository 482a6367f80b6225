using System.Buffers.Binary;
using System.Text;

namespace AgoraChat.Push;

/// <summary>The signed part of a token. All integers are little-endian; seconds are counted from the issue.</summary>
internal sealed record TokenContent
{
    public required string AppId { get; init; }

    public required uint IssuedAt { get; init; }

    public required uint Lifetime { get; init; }

    public required uint Salt { get; init; }

    public required IReadOnlyList<TokenService> Services { get; init; }

    /// <summary>The Chat service's part; null when there is none.</summary>
    public TokenService? Chat => Services.FirstOrDefault(service => service.Type == TokenService.Chat);

    public byte[] ToBytes()
    {
        using var bytes = new MemoryStream();
        using var writer = new BinaryWriter(bytes);
        Text(AppId);
        writer.Write(IssuedAt);
        writer.Write(Lifetime);
        writer.Write(Salt);
        writer.Write((ushort)Services.Count);
        foreach (var service in Services)
        {
            writer.Write(service.Type);
            writer.Write((ushort)service.Privileges.Count);
            foreach (var (privilege, seconds) in service.Privileges.OrderBy(pair => pair.Key))
            {
                writer.Write(privilege);
                writer.Write(seconds);
            }

            Text(service.User);
        }

        return bytes.ToArray();

        void Text(string text)
        {
            var utf8 = Encoding.UTF8.GetBytes(text);
            writer.Write((ushort)utf8.Length);
            writer.Write(utf8);
        }
    }

    /// <summary>Null when the bytes end too early. Reading stops at a service of unknown form.</summary>
    public static TokenContent? Read(ReadOnlySpan<byte> bytes)
    {
        var reader = new Cursor(bytes);
        var appId = reader.Text();
        var issuedAt = reader.UInt32();
        var lifetime = reader.UInt32();
        var salt = reader.UInt32();
        var services = new List<TokenService>();
        for (var left = reader.UInt16(); left > 0 && reader.IsWhole; left--)
        {
            var type = reader.UInt16();
            if (type != TokenService.Chat)
                break;
            var privileges = new Dictionary<ushort, uint>();
            for (var pairs = reader.UInt16(); pairs > 0 && reader.IsWhole; pairs--)
                privileges[reader.UInt16()] = reader.UInt32();
            services.Add(new(type, privileges, reader.Text()));
        }

        return reader.IsWhole
            ? new() { AppId = appId, IssuedAt = issuedAt, Lifetime = lifetime, Salt = salt, Services = services }
            : null;
    }

    /// <summary>Reads on; past the end it gives zeros and remembers, so that one look at the end is enough.</summary>
    private ref struct Cursor(ReadOnlySpan<byte> rest)
    {
        private ReadOnlySpan<byte> _rest = rest;

        public bool IsWhole { get; private set; } = true;

        public ushort UInt16() =>
            Take(sizeof(ushort)) is { Length: > 0 } bytes ? BinaryPrimitives.ReadUInt16LittleEndian(bytes) : (ushort)0;

        public uint UInt32() =>
            Take(sizeof(uint)) is { Length: > 0 } bytes ? BinaryPrimitives.ReadUInt32LittleEndian(bytes) : 0;

        public string Text() => Encoding.UTF8.GetString(Take(UInt16()));

        private ReadOnlySpan<byte> Take(int count)
        {
            if (count > _rest.Length)
            {
                IsWhole = false;
                return [];
            }

            var taken = _rest[..count];
            _rest = _rest[count..];
            return taken;
        }
    }
}
