using System.Reflection;
using System.Runtime.Serialization;
using Azure.Data.Tables;

namespace PushFunctions.Tests.Conventions;

public sealed class RowTests
{
    /// <summary>The package writes whatever can be read; a column that cannot be read back was meant by nobody.</summary>
    [Fact]
    public void What_a_row_works_out_from_its_columns_is_no_column()
    {
        var rows = AppSources.App.GetTypes().Where(typeof(ITableEntity).IsAssignableFrom).ToList();

        var columns =
            from row in rows
            from property in row.GetProperties()
            where property.SetMethod is null && property.GetCustomAttribute<IgnoreDataMemberAttribute>() is null
            select $"{row.Name}.{property.Name}";

        Assert.True(rows.Count > 5);
        Assert.Empty(columns);
    }
}
