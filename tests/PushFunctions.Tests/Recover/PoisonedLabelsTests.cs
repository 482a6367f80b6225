using PushFunctions.Recover;
using PushFunctions.Replay;
using PushFunctions.Storage;

namespace PushFunctions.Tests.Recover;

/// <summary>What becomes of labels' messages that made their function fail.</summary>
public sealed class PoisonedLabelsTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(2)]
    public async Task A_message_is_put_back_at_most_three_times(int putBack)
    {
        using var bed = await DrainAsync(putBack);

        var put = Assert.Single(((MemoryQueue)bed.Storage.LabelChanges).Puts);
        Assert.True(QueueText.TryReadLabelStep(put.Text, out var step, out _));
        Assert.Equal((LabelStepKind.Ask, "vip", putBack + 1), (step.Kind, step.Label, step.PutBack));
        Assert.Empty(bed.DeadLetters.FindAll<DeadLetterRow>(""));
    }

    [Fact]
    public async Task Then_it_is_a_dead_letter_that_can_be_put_on_its_queue_again()
    {
        using var bed = await DrainAsync(putBack: 3);
        var changes = (MemoryQueue)bed.Storage.LabelChanges;
        Assert.Empty(changes.Puts);

        var letter = Assert.Single(bed.DeadLetters.FindAll<DeadLetterRow>(""), row => row.IsMessage);
        Assert.True(await bed.Get<LetterMessages>().TryPutAsync(letter, onlyCount: false, CancellationToken.None));

        Assert.True(QueueText.TryReadLabelStep(Assert.Single(changes.Puts).Text, out var step, out _));
        Assert.Equal(0, step.PutBack);
    }

    private static async Task<MemoryBed> DrainAsync(int putBack)
    {
        var body = BinaryData.FromString(
            $$"""{"v":1,"kind":"Ask","app":"default","label":"vip","putBack":{{putBack}}}""");
        var bed = new MemoryBed([new PoisonQueue(QueueNames.LabelChanges, body)]);
        await bed.Get<PoisonHandler>().HandleAsync(CancellationToken.None);
        return bed;
    }
}
