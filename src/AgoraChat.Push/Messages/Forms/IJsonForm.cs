using System.Text.Json;

namespace AgoraChat.Push;

/// <summary>Says whether a value has the form that the far side asks for.</summary>
internal interface IJsonForm
{
    /// <summary>What is allowed, to stand after "must be".</summary>
    string Allowed { get; }

    bool Allows(JsonElement value);
}
