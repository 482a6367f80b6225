using System.Text.Json;

namespace AgoraChat.Push;

/// <summary>
/// Labels and who has them. All calls together may be 100 per second per app key; changes act at once.
/// </summary>
/// <remarks>
/// An app has at most 100 labels, a label at most 20,000 members; the far side's support can raise both. Source: "Push
/// notification management".
/// </remarks>
public sealed class LabelsClient
{
    /// <summary>Most characters of a label's name; at least one is needed.</summary>
    public const int MaxNameLength = 64;

    /// <summary>Most characters of a label's description.</summary>
    public const int MaxDescriptionLength = 255;

    /// <summary>Most users that one call may add or remove.</summary>
    public const int MaxUsers = 100;

    private const string OneLabel = "push/label/{label}";
    private const string Members = "push/label/{label}/user";
    private const string OneMember = "push/label/{label}/user/{user}";

    private readonly FarSide _farSide;

    internal LabelsClient(FarSide farSide, bool namesIgnoreCase)
    {
        _farSide = farSide;
        NameComparer = namesIgnoreCase ? StringComparer.OrdinalIgnoreCase : StringComparer.Ordinal;
    }

    /// <summary>
    /// Whether two names are one label, by <see cref="AgoraChatOptions.LabelNamesIgnoreCase"/>.
    /// </summary>
    public StringComparer NameComparer { get; }

    /// <summary>Creates a label.</summary>
    /// <param name="name">1 to 64 of <c>a-z A-Z 0-9 _ - .</c></param>
    /// <param name="description">At most 255 characters; null for none.</param>
    /// <param name="cancellationToken">Gives up; the label may have been created.</param>
    /// <returns>The label, without a count of members.</returns>
    /// <exception cref="ArgumentException">The name or the description is not allowed.</exception>
    /// <exception cref="AgoraChatException">
    /// The call failed. How the far side refuses a name that is taken is not documented; ask for the label then.
    /// </exception>
    /// <remarks><c>POST push/label</c>. Source: "Push notification management".</remarks>
    public Task<Label> CreateAsync(string name, string? description, CancellationToken cancellationToken)
    {
        var request = new LabelRequest(LabelRules.Name(name), LabelRules.Description(description));
        return _farSide.CallAsync(
            FarSideCall.Post("push/label").With(request, AgoraChatJson.Relaxed.LabelRequest),
            AgoraChatJson.Relaxed.Label, cancellationToken);
    }

    /// <summary>Reads one label with its count of members.</summary>
    /// <exception cref="ArgumentException">The name is not allowed.</exception>
    /// <exception cref="AgoraChatException">
    /// The call failed; <see cref="AgoraChatErrorKind.NotFound"/> when there is no such label.
    /// </exception>
    /// <remarks><c>GET push/label/{label}</c>. Source: "Push notification management".</remarks>
    public Task<Label> GetAsync(string name, CancellationToken cancellationToken) =>
        _farSide.CallAsync(
            FarSideCall.Get(OneLabel, LabelRules.Name(name)), AgoraChatJson.Relaxed.Label, cancellationToken);

    /// <summary>All labels, page after page; one call each, made when the page before has been read.</summary>
    /// <param name="pageSize">How many labels one call asks for, 1 to 100.</param>
    /// <param name="cancellationToken">Ends the list.</param>
    /// <exception cref="ArgumentOutOfRangeException">The page size is not 1 to 100.</exception>
    /// <exception cref="AgoraChatException">A call failed, or the list would never end.</exception>
    /// <remarks><c>GET push/label</c>. Source: "Push notification management".</remarks>
    public IAsyncEnumerable<Label> ListAsync(int pageSize, CancellationToken cancellationToken) =>
        LabelPages().All(pageSize, cancellationToken);

    /// <summary>One page of labels, newest first.</summary>
    /// <param name="cursor">The page before's; null for the first.</param>
    /// <param name="limit">Most labels of the page, 1 to 100.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="ArgumentOutOfRangeException">The limit is not 1 to 100.</exception>
    /// <exception cref="AgoraChatException">The call failed.</exception>
    /// <remarks><c>GET push/label</c>. Source: "Push notification management".</remarks>
    public Task<Page<Label>> GetPageAsync(string? cursor, int limit, CancellationToken cancellationToken) =>
        LabelPages().GetAsync(cursor, limit, cancellationToken);

    /// <summary>Deletes a label. What becomes of its memberships is not documented.</summary>
    /// <inheritdoc cref="GetAsync" path="/exception"/>
    /// <remarks><c>DELETE push/label/{label}</c>. Source: "Push notification management".</remarks>
    public async Task DeleteAsync(string name, CancellationToken cancellationToken)
    {
        var call = FarSideCall.Delete(OneLabel, LabelRules.Name(name));
        var answer = await _farSide.CallAsync(call, cancellationToken);
        if (JsonText.Read(answer, "data") is { } said && said != "success")
            throw NoAnswers.After(call.Endpoint, $"was answered with \"{said}\" instead of \"success\"");
    }

    /// <summary>Gives a label to 1 to 100 users.</summary>
    /// <returns>What became of each of them; a user it failed for is an answer, too.</returns>
    /// <exception cref="ArgumentException">
    /// The name is not allowed; no users, more than 100, or an empty user id.
    /// </exception>
    /// <exception cref="AgoraChatException">
    /// The call failed; <see cref="AgoraChatErrorKind.NotFound"/> when there is no such label.
    /// </exception>
    /// <remarks><c>POST push/label/{label}/user</c>. Source: "Push notification management".</remarks>
    public Task<LabelChange> AddMembersAsync(
        string label, IReadOnlyList<string> users, CancellationToken cancellationToken) =>
        AddMembersAsync(label, users, new CallDeparture(), cancellationToken);

    /// <summary>The same for who must know when the call left, in whatever way it ends.</summary>
    /// <inheritdoc cref="AddMembersAsync(string, IReadOnlyList{string}, CancellationToken)"/>
    public Task<LabelChange> AddMembersAsync(
        string label, IReadOnlyList<string> users, CallDeparture departure, CancellationToken cancellationToken) =>
        ChangeAsync(
            FarSideCall.Post(Members, LabelRules.Name(label)) with { Departure = departure }, users, cancellationToken);

    /// <summary>Takes a label from 1 to 100 users.</summary>
    /// <inheritdoc cref="AddMembersAsync(string, IReadOnlyList{string}, CancellationToken)" path="/returns"/>
    /// <inheritdoc cref="AddMembersAsync(string, IReadOnlyList{string}, CancellationToken)" path="/exception"/>
    /// <remarks>
    /// <c>DELETE push/label/{label}/user</c>, with a body. Source: "Push notification management".
    /// </remarks>
    public Task<LabelChange> RemoveMembersAsync(
        string label, IReadOnlyList<string> users, CancellationToken cancellationToken) =>
        RemoveMembersAsync(label, users, new CallDeparture(), cancellationToken);

    /// <summary>The same for who must know when the call left, in whatever way it ends.</summary>
    /// <inheritdoc cref="RemoveMembersAsync(string, IReadOnlyList{string}, CancellationToken)"/>
    public Task<LabelChange> RemoveMembersAsync(
        string label, IReadOnlyList<string> users, CallDeparture departure, CancellationToken cancellationToken) =>
        ChangeAsync(
            FarSideCall.Delete(Members, LabelRules.Name(label)) with { Departure = departure }, users,
            cancellationToken);

    /// <summary>Reads one member of a label.</summary>
    /// <returns>The member; null when the user does not have the label.</returns>
    /// <exception cref="ArgumentException">The label's name is not allowed, or the user id is empty.</exception>
    /// <exception cref="AgoraChatException">
    /// The call failed; <see cref="AgoraChatErrorKind.NotFound"/> when there is no such label.
    /// </exception>
    /// <remarks><c>GET push/label/{label}/user/{user}</c>. Source: "Push notification management".</remarks>
    public async Task<LabelMember?> FindMemberAsync(string label, string user, CancellationToken cancellationToken)
    {
        var call = FarSideCall.Get(OneMember, LabelRules.Name(label), user);
        var answer = await _farSide.CallAsync(call, cancellationToken);
        // How the answer says "no member" is not documented: no data, or data without anything in it.
        return Answers.Find(answer, "data") is { } data && !IsEmpty(data)
            ? Answers.Read(call.Endpoint, data, AgoraChatJson.Relaxed.LabelMember)
            : null;
    }

    /// <summary>
    /// All members of a label, page after page; one call each, made when the page before has been read.
    /// </summary>
    /// <param name="label">The label's name.</param>
    /// <param name="pageSize">How many members one call asks for, 1 to 100.</param>
    /// <param name="cancellationToken">Ends the list.</param>
    /// <exception cref="ArgumentException">The name is not allowed, or the page size is not 1 to 100.</exception>
    /// <exception cref="AgoraChatException">
    /// A call failed, or the list would never end; <see cref="AgoraChatErrorKind.NotFound"/> when there is no such
    /// label.
    /// </exception>
    /// <remarks><c>GET push/label/{label}/user</c>. Source: "Push notification management".</remarks>
    public IAsyncEnumerable<LabelMember> ListMembersAsync(
        string label, int pageSize, CancellationToken cancellationToken) =>
        MemberPages(label).All(pageSize, cancellationToken);

    /// <summary>One page of a label's members.</summary>
    /// <param name="label">The label's name.</param>
    /// <param name="cursor">The page before's; null for the first.</param>
    /// <param name="limit">Most members of the page, 1 to 100.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="ArgumentException">The name is not allowed, or the limit is not 1 to 100.</exception>
    /// <exception cref="AgoraChatException">
    /// The call failed; <see cref="AgoraChatErrorKind.NotFound"/> when there is no such label.
    /// </exception>
    /// <remarks><c>GET push/label/{label}/user</c>. Source: "Push notification management".</remarks>
    public Task<Page<LabelMember>> GetMembersPageAsync(
        string label, string? cursor, int limit, CancellationToken cancellationToken) =>
        MemberPages(label).GetAsync(cursor, limit, cancellationToken);

    private Pages<Label> LabelPages() =>
        new(_farSide, FarSideCall.Get("push/label"), AgoraChatJson.Relaxed.ListLabel);

    private Pages<LabelMember> MemberPages(string label) =>
        new(_farSide, FarSideCall.Get(Members, LabelRules.Name(label)), AgoraChatJson.Relaxed.ListLabelMember);

    private async Task<LabelChange> ChangeAsync(
        FarSideCall call, IReadOnlyList<string> users, CancellationToken cancellationToken)
    {
        Arguments.Names(users, MaxUsers, "user id");
        var answer = await _farSide.CallAsync(
            call.With(new(users), AgoraChatJson.Relaxed.UsernamesRequest),
            AgoraChatJson.Relaxed.LabelChangeAnswer, cancellationToken);
        return answer.About(call.Endpoint, users);
    }

    private static bool IsEmpty(JsonElement data) => data.ValueKind switch
    {
        JsonValueKind.Object => data.GetPropertyCount() == 0,
        JsonValueKind.Array => data.GetArrayLength() == 0,
        JsonValueKind.String => data.ValueEquals(""),
        _ => false,
    };
}
