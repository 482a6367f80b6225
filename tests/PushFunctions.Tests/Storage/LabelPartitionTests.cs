using PushFunctions.Storage;

namespace PushFunctions.Tests.Storage;

public sealed class LabelPartitionTests
{
    [Theory]
    [InlineData("vip", "default", "vip")]
    [InlineData("news|vip", "news", "vip")]
    [InlineData("a|b|VIP.2_x-y", "a|b", "VIP.2_x-y")]
    public void Keys_are_read_as_they_are_written(string key, string app, string label)
    {
        Assert.True(LabelPartition.TryParse(key, out var partition));
        Assert.Equal(new LabelPartition(app, label), partition);
        Assert.Equal(key, partition.Key);
    }

    [Theory]
    [InlineData("")]
    [InlineData("|vip")]
    [InlineData("news|")]
    [InlineData("default|vip")]
    [InlineData("no label")]
    [InlineData(".")]
    [InlineData("..")]
    [InlineData("news|größe")]
    [InlineData("a12345678901234567890123456789012345678901234567890123456789012345")]
    public void What_no_label_can_be_called_is_not_read(string key) =>
        Assert.False(LabelPartition.TryParse(key, out _));

    [Fact]
    public void Another_spelling_names_the_lower_case_one()
    {
        Assert.True(LabelPartition.TryParse("news|VIP", out var partition));
        Assert.False(partition.IsLowerCase);
        Assert.Equal("news|vip", partition.LowerCase.Key);
        Assert.True(partition.LowerCase.IsLowerCase);
    }
}
