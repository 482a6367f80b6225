namespace PushFunctions.Tests.Labels;

/// <summary>A label that is gone at the far side, or seems to be, while its members are changed.</summary>
public sealed class LostLabelTests
{
    [Fact]
    public void Where_nobody_can_tell_whether_it_is_there_nothing_is_forgotten()
    {
        using var bed = Synced();
        bed.FarSide.Answer = (call, _) => call switch
        {
            "POST vip 1" => FarSide.Refusal(400, "ResourceNotFoundException", "push label not exists of vip"),
            "GET vip 0" => FarSide.Refusal(500, "internal", "oh"),
            _ => null,
        };

        bed.Sync();

        Assert.Equal(LabelBed.Users(650), bed.KnownOf("vip"));
        Assert.DoesNotContain("POST vip 0", bed.FarSide.Calls);
        Assert.NotEqual("", bed.Row("vip").Problem);
        bed.FarSide.Answer = (_, _) => null;
        bed.Sync();
        Assert.Equal([.. LabelBed.Users(650), "zoe"], bed.FarSide.MembersOf("vip"));
    }

    [Theory]
    [InlineData("POST vip 1")]
    [InlineData("GET vip 0")]
    public void Found_when_the_steps_time_is_over_it_is_made_again_with_all_its_members(string slow)
    {
        using var bed = Synced(("Labels__StepTime", "00:00:00.5"), ("Labels__LeaseTime", "00:00:20"));
        bed.FarSide.Labels.Clear();
        var isSlow = true;
        bed.FarSide.InTheAir = call =>
        {
            if (call != slow || !isSlow) return Task.CompletedTask;
            isSlow = false;
            return Task.Delay(TimeSpan.FromSeconds(1), bed.Time);
        };

        bed.Sync();

        Assert.False(isSlow);
        Assert.Equal([.. LabelBed.Users(650), "zoe"], bed.FarSide.MembersOf("vip"));
        Assert.Equal([.. LabelBed.Users(650), "zoe"], bed.KnownOf("vip"));
    }

    /// <summary>A label whose members have it; one more is to have it.</summary>
    private static LabelBed Synced(params IEnumerable<(string Name, string Value)> settings)
    {
        var bed = new LabelBed(settings);
        bed.Want("vip", LabelBed.Users(650));
        bed.Sync();
        bed.FarSide.Calls.Clear();
        bed.Want("vip", "zoe");
        return bed;
    }
}
