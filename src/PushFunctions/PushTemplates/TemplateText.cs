namespace PushFunctions.PushTemplates;

/// <summary>A template's name and texts, which have been checked.</summary>
public sealed record TemplateText(string Name, string Title, string Content);
