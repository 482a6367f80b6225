using PushFunctions.Problems;

namespace PushFunctions.Lists;

/// <summary>What is uploaded cannot become a list; it is found while it is read.</summary>
public sealed class UploadException(Problem problem) : Exception(problem.Detail)
{
    public Problem Problem => problem;
}
