namespace AgoraChat.Simulator;

/// <summary>Which app the simulator is, and how it is reached.</summary>
public sealed class SimulatorOptions
{
    /// <summary>The port on 127.0.0.1; 0, the default, takes a free one.</summary>
    public int Port { get; set; }

    /// <summary>Whose limits hold at first; default Agora's.</summary>
    public LimitPreset Limits { get; set; }

    /// <summary>Calls of <c>push/single</c> that pass in any 60 seconds; null, the default: as documented.</summary>
    public int? CallsPerMinute { get; set; }

    /// <summary>What holds at first where the documents are silent.</summary>
    public SimulatorSwitches Switches { get; set; } = new();

    /// <summary>The app's id; the default is that of Agora's published test vectors.</summary>
    public string AppId { get; set; } = "970CA35de60c44645bbae8a215061b33";

    /// <summary>What tokens must be signed with; the default is that of Agora's published test vectors.</summary>
    public string AppCertificate { get; set; } = "5CFd2fd1755d40ecb72977518be15d3b";

    public string OrgName { get; set; } = "agora-demo";

    public string AppName { get; set; } = "testapp";

    /// <summary>What answers of the IM service name the app by.</summary>
    public string ApplicationId { get; set; } = "8be024f0-e978-11e8-b697-5d598d5f8402";

    /// <summary>How many calls, and pushes with their bodies, are remembered; all are counted. Default 1,000.</summary>
    public int JournalSize { get; set; } = 1_000;

    /// <summary>How many calls are remembered in a few words. Default 20,000: 100 s at 12,000 calls a minute.</summary>
    public int NotesKept { get; set; } = 20_000;

    /// <summary>The id that <c>POST token</c> takes with its secret.</summary>
    public string ClientId { get; set; } = "YXA6simulatorclientid";

    /// <summary>The secret that <c>POST token</c> takes with its id.</summary>
    public string ClientSecret { get; set; } = "YXA6simulatorclientsecret";
}
