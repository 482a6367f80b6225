namespace PushFunctions.Templates;

/// <summary>A template that cannot be compiled, or not be filled from this data.</summary>
/// <param name="path">Where the template is, as a JSON pointer into its mapping.</param>
/// <param name="cause">What the engine said.</param>
public sealed class TemplateException(string path, string why, Exception? cause = null)
    : Exception($"{path} {why}", cause)
{
    public string Path => path;

    /// <summary>What is wrong, to be read behind the path.</summary>
    public string Why => why;
}
