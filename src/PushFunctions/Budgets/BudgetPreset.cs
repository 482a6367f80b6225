namespace PushFunctions.Budgets;

/// <summary>Whose documented limits hold where no setting says otherwise.</summary>
public enum BudgetPreset
{
    /// <summary>Agora's, for its paid plans.</summary>
    Agora,

    /// <summary>Agora's, and 10 calls a second in all.</summary>
    AgoraFree,

    /// <summary>Easemob's.</summary>
    Easemob,
}
