using PushFunctions.Dev.Serve;

namespace PushFunctions.EndToEnd.Tests.Dev;

public sealed class AnnouncerTests
{
    private bool _allServe = true;
    private int _announced;

    [Fact]
    public void Announces_each_restart()
    {
        var announcer = new Announcer(() => _allServe, () => _announced++);

        announcer.Restarted();
        announcer.Restarted();

        Assert.Equal(2, _announced);
    }

    [Fact]
    public void Waits_with_the_announcements_until_all_hosts_serve()
    {
        var announcer = new Announcer(() => _allServe, () => _announced++);

        _allServe = false;
        announcer.Restarted();
        Assert.Equal(0, _announced);

        _allServe = true;
        announcer.Restarted();
        Assert.Equal(2, _announced);
    }
}
