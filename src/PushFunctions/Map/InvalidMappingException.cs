using Microsoft.Extensions.Options;

namespace PushFunctions.Map;

/// <summary>A mapping file cannot be used: the app does not start.</summary>
public sealed class InvalidMappingException(string file, string why) : OptionsValidationException(
    "mappings", typeof(Mapping), [$"The mapping {Path.GetFileName(file)} cannot be used: {why}"]);
