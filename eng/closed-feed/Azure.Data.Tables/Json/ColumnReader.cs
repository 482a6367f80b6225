using System.Text.Json;

namespace Azure.Data.Tables.Json;

/// <summary>Reads the value that the reader stands on.</summary>
internal delegate T ColumnReader<out T>(ref Utf8JsonReader reader);
