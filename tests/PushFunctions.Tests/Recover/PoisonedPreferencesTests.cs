using PushFunctions.Recover;
using PushFunctions.Replay;
using PushFunctions.Storage;

namespace PushFunctions.Tests.Recover;

/// <summary>What becomes of messages of preferences that made their function fail.</summary>
public sealed class PoisonedPreferencesTests
{
    private const string Job = "6f1c0f8a2b3d4e5f8a9b0c1d2e3f4a5b";

    [Theory]
    [InlineData(0)]
    [InlineData(2)]
    public async Task A_message_is_put_back_at_most_three_times(int putBack)
    {
        using var bed = await DrainAsync($$"""{"v":1,"job":"{{Job}}","step":7,"putBack":{{putBack}}}""");

        var put = Assert.Single(((MemoryQueue)bed.Storage.PreferenceSteps).Puts);
        Assert.True(QueueText.TryReadPreferenceStep(put.Text, out var step, out _));
        Assert.Equal((Job, 7, putBack + 1), (step.Job, step.Step, step.PutBack));
        Assert.Empty(bed.DeadLetters.FindAll<DeadLetterRow>(""));
    }

    [Fact]
    public async Task Then_it_is_a_dead_letter_that_can_be_put_on_its_queue_again()
    {
        using var bed = await DrainAsync($$"""{"v":1,"job":"{{Job}}","step":7,"putBack":3}""");
        var steps = (MemoryQueue)bed.Storage.PreferenceSteps;
        Assert.Empty(steps.Puts);

        var letter = Assert.Single(bed.DeadLetters.FindAll<DeadLetterRow>(""), row => row.IsMessage);
        Assert.True(await bed.Get<LetterMessages>().TryPutAsync(letter, onlyCount: false, CancellationToken.None));

        Assert.True(QueueText.TryReadPreferenceStep(Assert.Single(steps.Puts).Text, out var step, out _));
        Assert.Equal(0, step.PutBack);
    }

    [Theory]
    [InlineData("""{"v":2,"job":"6f1c0f8a2b3d4e5f8a9b0c1d2e3f4a5b","step":7}""")]
    [InlineData("""{"v":1,"job":"../other","step":7}""")]
    [InlineData("""{"v":1,"step":7}""")]
    [InlineData("nonsense")]
    public async Task One_that_cannot_be_read_is_a_dead_letter_at_once(string body)
    {
        using var bed = await DrainAsync(body);

        Assert.Empty(((MemoryQueue)bed.Storage.PreferenceSteps).Puts);
        Assert.Single(bed.DeadLetters.FindAll<DeadLetterRow>(""), row => row.IsMessage);
    }

    private static async Task<MemoryBed> DrainAsync(string body)
    {
        var bed = new MemoryBed([new PoisonQueue(QueueNames.Preferences, BinaryData.FromString(body))]);
        await bed.Get<PoisonHandler>().HandleAsync(CancellationToken.None);
        return bed;
    }
}
