namespace AgoraChat.Push;

/// <summary>The looks of a notification of Agora's channel.</summary>
public enum AgoraStyle
{
    /// <summary>Headline and text. The far side's default.</summary>
    Normal = 0,

    /// <summary>With a long text; needs <see cref="AgoraSection.BigTxt"/>.</summary>
    BigText = 1,

    /// <summary>With a picture; needs <see cref="AgoraSection.BigPicture"/>.</summary>
    BigPicture = 2,
}
