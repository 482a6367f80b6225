using PushFunctions.Dev.Serve;

namespace PushFunctions.EndToEnd.Tests.Dev;

public sealed class AnnouncerTests
{
    private bool allServe = true;
    private int announced;

    [Fact]
    public void Announces_each_restart()
    {
        var announcer = new Announcer(() => allServe, () => announced++);

        announcer.Restarted();
        announcer.Restarted();

        Assert.Equal(2, announced);
    }

    [Fact]
    public void Waits_with_the_announcements_until_all_hosts_serve()
    {
        var announcer = new Announcer(() => allServe, () => announced++);

        allServe = false;
        announcer.Restarted();
        Assert.Equal(0, announced);

        allServe = true;
        announcer.Restarted();
        Assert.Equal(2, announced);
    }
}
