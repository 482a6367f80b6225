namespace PushFunctions.Dev.Stack;

/// <summary>Rows without columns, whose keys are a number behind a prefix.</summary>
/// <param name="Table">The table.</param>
/// <param name="Partition">Their partition.</param>
/// <param name="Prefix">What row keys begin with.</param>
/// <param name="Digits">How many digits follow.</param>
/// <param name="From">The first number.</param>
/// <param name="Count">How many rows.</param>
public sealed record FilledRows(string Table, string Partition, string Prefix, int Digits, int From, int Count);
