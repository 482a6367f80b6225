using PushFunctions.Problems;

namespace PushFunctions.Map;

/// <summary>What came of reading a mapping.</summary>
public abstract record MappingRead
{
    private MappingRead()
    {
    }

    /// <summary>All its templates compile.</summary>
    public sealed record Ready(CompiledMapping Mapping) : MappingRead;

    /// <summary>All that is wrong with it.</summary>
    public sealed record Wrong(IReadOnlyList<FieldError> Errors) : MappingRead;
}
