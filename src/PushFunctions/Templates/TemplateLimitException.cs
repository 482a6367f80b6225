namespace PushFunctions.Templates;

/// <summary>Stops a template that goes on for too long: the engine can only be left by an exception.</summary>
internal sealed class TemplateLimitException(string why) : Exception(why);
