namespace PushFunctions.Templates;

/// <summary>
/// Templates took too long on this host as it is now; the same may go well later. The engine can only be left by an
/// exception.
/// </summary>
public sealed class TemplateTimeException() : Exception(
    $"The event's templates take more than {TemplateLimits.Time.TotalSeconds:N0} s.");
