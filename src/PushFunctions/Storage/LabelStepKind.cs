namespace PushFunctions.Storage;

/// <summary>What a step of a label does.</summary>
public enum LabelStepKind
{
    /// <summary>Goes on with a run that holds the label: it makes the changes.</summary>
    Sync,

    /// <summary>Begins a run, since somebody has changed the label.</summary>
    Ask,

    /// <summary>Compares what is known with what the far side has.</summary>
    Reconcile,
}
