namespace AgoraChat.Push;

/// <summary>What a template may be.</summary>
internal static class TemplateRules
{
    /// <exception cref="ArgumentException">The name or a pattern is not allowed; the message says why.</exception>
    public static PushTemplate New(PushTemplate template)
    {
        Arguments.Length(template.Name, 1, TemplatesClient.MaxNameLength, "template's name");
        if (!template.Name.All(char.IsAsciiLetterOrDigit))
        {
            throw new ArgumentException(
                $"The template's name is \"{template.Name}\"; a-z, A-Z and 0-9 are allowed.", nameof(template));
        }

        return Texts(template);
    }

    /// <summary>The rules of a template whose name exists, whatever it is.</summary>
    /// <returns>What the far side is to be told: nothing that it tells itself.</returns>
    /// <exception cref="ArgumentException">A pattern is empty.</exception>
    public static PushTemplate Texts(PushTemplate template)
    {
        Arguments.Present(template.TitlePattern, "title pattern");
        Arguments.Present(template.ContentPattern, "content pattern");
        return template with { CreatedAt = null, UpdatedAt = null };
    }
}
