using System.Text.Json;

namespace Azure.Data.Tables.Json;

/// <summary>
/// How one .NET type is kept in a column. <c>EdmType</c> is the annotation by which the service knows the type, null
/// where JSON says it.
/// </summary>
internal sealed record ColumnType<T>(string? EdmType, Action<Utf8JsonWriter, T> Write, ColumnReader<T> Read);
