using PushFunctions.Dev.Stack;

namespace PushFunctions.EndToEnd.Tests.Dev;

public sealed class DataFolderTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Fact]
    public void Fresh_removes_what_storage_wrote_and_nothing_else()
    {
        DataFolder.Open(_folder.Path, fresh: false).Dispose();
        File.WriteAllText(_folder.File("__azurite_db_table__.json"), "{}");
        Directory.CreateDirectory(_folder.File("__blobstorage__"));
        File.WriteAllText(_folder.File("__blobstorage__/extent"), "x");
        File.WriteAllText(_folder.File("notes.txt"), "mine");

        using var data = DataFolder.Open(_folder.Path, fresh: true);

        var left = Directory.EnumerateFileSystemEntries(_folder.Path).Select(Path.GetFileName).Order();
        Assert.Equal([".pushfunctions-data", "notes.txt"], left);
    }

    [Fact]
    public void Fresh_refuses_a_folder_that_was_not_ours_and_touches_nothing()
    {
        File.WriteAllText(_folder.File("__azurite_db_table__.json"), "somebody else's");

        var refused = Assert.Throws<StackException>(() => DataFolder.Open(_folder.Path, fresh: true));

        Assert.Contains(_folder.Path, refused.Message, StringComparison.Ordinal);
        Assert.Equal(["__azurite_db_table__.json"], Directory.EnumerateFileSystemEntries(_folder.Path).Select(Path.GetFileName));
    }

    [Fact]
    public void Without_fresh_all_files_stay()
    {
        File.WriteAllText(_folder.File("__azurite_db_table__.json"), "{}");

        using var data = DataFolder.Open(_folder.Path, fresh: false);

        Assert.True(File.Exists(_folder.File("__azurite_db_table__.json")));
    }

    [Fact]
    public void Is_made_when_it_is_not_there()
    {
        using var data = DataFolder.Open(_folder.File("new/deeper"), fresh: true);

        Assert.True(Directory.Exists(_folder.File("new/deeper")));
    }

    [Fact]
    public void Is_used_by_one_stack_at_a_time()
    {
        using var first = DataFolder.Open(_folder.Path, fresh: false);

        var refused = Assert.Throws<StackException>(() => DataFolder.Open(_folder.Path, fresh: true));

        Assert.Contains("used by another ./dev", refused.Message, StringComparison.Ordinal);
    }

    public void Dispose() => _folder.Dispose();
}
