using System.Globalization;
using AgoraChat.Push;

namespace AgoraChat.Simulator;

/// <summary>Reads the program's arguments.</summary>
internal static class CommandLine
{
    public const string Usage =
        "AgoraChat.Simulator [--port 7080] [--limits agora] [--calls-per-minute 1200] [--app-id X --app-certificate Y] "
        + "[--org-name O --app-name A]";

    private const int UsualPort = 7_080;

    /// <exception cref="ArgumentException">An argument is wrong; the message says which and why.</exception>
    public static SimulatorOptions Read(IReadOnlyList<string> arguments)
    {
        var options = new SimulatorOptions { Port = UsualPort };
        for (var index = 0; index < arguments.Count; index += 2)
        {
            var name = arguments[index];
            var value = index + 1 < arguments.Count
                ? arguments[index + 1]
                : throw new ArgumentException($"{name} has no value. Usage: {Usage}");
            switch (name)
            {
                case "--port": options.Port = Number(name, value, 65_535); break;
                case "--calls-per-minute": options.CallsPerMinute = Number(name, value, 1_000_000_000); break;
                case "--limits": options.Limits = Preset(name, value); break;
                case "--app-id": options.AppId = Key(name, value); break;
                case "--app-certificate": options.AppCertificate = Key(name, value); break;
                case "--org-name": options.OrgName = value; break;
                case "--app-name": options.AppName = value; break;
                default: throw new ArgumentException($"{name} is unknown. Usage: {Usage}");
            }
        }

        return options;
    }

    private static int Number(string name, string value, int most) =>
        int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number <= most
            ? number
            : throw new ArgumentException($"{name} is \"{value}\"; 0 to {most} is allowed.");

    private static LimitPreset Preset(string name, string value) =>
        LimitPresets.Find(value)
            ?? throw new ArgumentException($"{name} is \"{value}\"; these are known: {LimitPresets.List}.");

    private static string Key(string name, string value) =>
        AppToken.IsKey(value) ? value : throw new ArgumentException($"{name} must be 32 hexadecimal digits.");
}
