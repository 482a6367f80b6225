using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using PushFunctions.Accept;
using PushFunctions.Audiences;
using PushFunctions.Budgets;
using PushFunctions.Callbacks;
using PushFunctions.Claims;
using PushFunctions.Control;
using PushFunctions.Deliver;
using PushFunctions.Dispatch;
using PushFunctions.Expand;
using PushFunctions.Hooks;
using PushFunctions.LabelRoutes;
using PushFunctions.Labels;
using PushFunctions.Listing;
using PushFunctions.Manage;
using PushFunctions.ManyPreferences;
using PushFunctions.Map;
using PushFunctions.Preferences;
using PushFunctions.Preview;
using PushFunctions.Problems;
using PushFunctions.PushTemplates;
using PushFunctions.Receive;
using PushFunctions.Recover;
using PushFunctions.Replay;
using PushFunctions.Retention;
using PushFunctions.Settle;
using PushFunctions.Status;
using PushFunctions.Storage;
using PushFunctions.Stories;
using PushFunctions.Tasks;
using PushFunctions.Wait;

namespace PushFunctions;

/// <summary>All services of the app, for any host that runs its functions.</summary>
public static class PushFunctionsServices
{
    public static IServiceCollection AddPushFunctions(this IServiceCollection services, IConfiguration configuration)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.AddMetrics().AddSingleton<PushMetrics>();
        services.AddSingleton<HttpAnswer>();
        return services
            .AddStorage(configuration)
            .AddBudgets()
            .AddAccepting(configuration)
            .AddExpanding()
            .AddManaging()
            .AddAudiences(configuration)
            .AddCallbacks(configuration)
            .AddDispatching(configuration)
            .AddClaiming(configuration)
            .AddSettling(configuration)
            .AddDelivering()
            .AddTasks()
            .AddWaiting()
            .AddReceiving()
            .AddHooks(configuration)
            .AddPreviewing()
            .AddRecovering()
            .AddListing()
            .AddSingleton<PushStatusHandler>()
            .AddTelling()
            .AddSingleton<PushControl>()
            .AddSingleton<ControlHandler>()
            .AddReplaying()
            .AddLabels(configuration)
            .AddLabelRoutes()
            .AddPreferences(configuration)
            .AddPushTemplates()
            .AddManyPreferences()
            .AddRetention()
            .AddSingleton<BudgetAddress>()
            .AddSingleton<PutLimits>()
            .AddSingleton<GetBudgetHandler>()
            .AddSingleton<PutBudgetHandler>()
            .AddSingleton<HealthHandler>()
            .AddSingleton<HealthReader>()
            .AddSingleton<HealthDetailsHandler>()
            .AddSingleton<OpenApiHandler>();
    }

    /// <summary>What must hold under the Functions host and need not hold elsewhere.</summary>
    public static IServiceCollection AddFunctionsHostChecks(this IServiceCollection services) =>
        services.AddSingleton<IValidateOptions<StorageOptions>, HostStorageValidator>();

    /// <summary>
    /// Keeps back four lines of ASP.NET Core's for each request; settings under <c>Logging</c> still win.
    /// </summary>
    public static ILoggingBuilder AddPushFunctions(this ILoggingBuilder logging, IConfiguration configuration) =>
        logging
            .AddFilter("Microsoft.AspNetCore", LogLevel.Warning)
            .AddConfiguration(configuration.GetSection("Logging"));

    private static IServiceCollection AddStorage(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<StorageOptions>()
            .Bind(configuration.GetSection(StorageOptions.Section))
            .Configure(options => options.ConnectionString = configuration[StorageOptions.Section])
            .ValidateOnStart();
        return services
            .AddSingleton<IValidateOptions<StorageOptions>, StorageOptionsValidator>()
            .AddOptionsOf<RetentionOptions>(configuration, RetentionOptions.Section)
            .AddSingleton(provider => StorageClients.Create(provider.GetRequiredService<IOptions<StorageOptions>>()))
            .AddHostedService<StorageCreation>()
            .AddSingleton<WorkQueues>()
            .AddSingleton<DeadLetters>()
            .AddSingleton<PushStore>()
            .AddSingleton<PutAgain>()
            .AddSingleton<LedgerReader>()
            .AddSingleton<PushBlobs>()
            .AddSingleton<GroupLists>();
    }

    private static IServiceCollection AddBudgets(this IServiceCollection services) =>
        services
            .AddSingleton<BudgetSettings>()
            .AddSingleton<BudgetStore>()
            .AddSingleton<SlotDesks>()
            .AddSingleton<SlotBooking>()
            .AddSingleton<TaskBooking>();

    private static IServiceCollection AddAccepting(this IServiceCollection services, IConfiguration configuration) =>
        services
            .AddOptionsOf<AcceptOptions>(configuration, AcceptOptions.Section)
            .AddSingleton(new MappingFiles(Path.Combine(AppContext.BaseDirectory, "mappings")))
            .AddHostedService(provider => provider.GetRequiredService<MappingFiles>())
            .AddOptionsOf<MappingOptions>(configuration, MappingOptions.Section)
            .AddSingleton<MappingCache>()
            .AddSingleton<MappingBook>()
            .AddSingleton<MessageMapper>()
            .AddSingleton<KnownApps>()
            .AddSingleton<OpenPushes>()
            .AddSingleton<AudienceUses>()
            .AddSingleton<AudienceLists>()
            .AddSingleton<UnknownLabels>()
            .AddSingleton<PushLists>()
            .AddSingleton<TaskAcceptance>()
            .AddSingleton<PushAcceptance>()
            .AddSingleton<EventPlanner>()
            .AddSingleton<EventDoor>();

    private static IServiceCollection AddManaging(this IServiceCollection services) =>
        services
            .AddSingleton<MappingAddress>()
            .AddSingleton<MappingStore>()
            .AddSingleton<ListMappingsHandler>()
            .AddSingleton<GetMappingHandler>()
            .AddSingleton<PutMappingHandler>()
            .AddSingleton<DeleteMappingHandler>();

    private static IServiceCollection AddAudiences(this IServiceCollection services, IConfiguration configuration) =>
        services
            .AddOptionsOf<AudienceOptions>(configuration, AudienceOptions.Section)
            .AddSingleton<AudienceAddress>()
            .AddSingleton<AudienceStore>()
            .AddSingleton<AudienceVersions>()
            .AddSingleton<SortingRoom>()
            .AddSingleton<ListMaker>()
            .AddSingleton<UploadAddress>()
            .AddSingleton<CheckWork>()
            .AddSingleton<CheckHandler>()
            .AddSingleton<AudienceCleaner>()
            .AddSingleton<ListAudiencesHandler>()
            .AddSingleton<GetAudienceHandler>()
            .AddSingleton<PutAudienceHandler>()
            .AddSingleton<DeleteAudienceHandler>()
            .AddSingleton<OpenUploadHandler>()
            .AddSingleton<CommitUploadHandler>();

    private static IServiceCollection AddDispatching(this IServiceCollection services, IConfiguration configuration) =>
        services
            .AddOptionsOf<StallOptions>(configuration, StallOptions.Section)
            .AddSingleton<ParcelMaker>()
            .AddSingleton<ParcelRepair>()
            .AddSingleton<StepRepair>()
            .AddSingleton<RestingParcels>()
            .AddSingleton<PauseEnd>()
            .AddSingleton<PushEnd>()
            .AddSingleton<PushFeeds>()
            .AddSingleton<RetrySources>()
            .AddSingleton<RetryPlans>()
            .AddSingleton<CancelledTries>()
            .AddSingleton<EarlyEnd>()
            .AddSingleton<FeedStep>()
            .AddSingleton<CloseStep>()
            .AddSingleton<RetryStep>()
            .AddSingleton<ReplaySources>()
            .AddSingleton<ReplayStep>()
            .AddSingleton<DispatchHandler>();

    private static IServiceCollection AddClaiming(this IServiceCollection services, IConfiguration configuration) =>
        services
            .AddOptionsOf<DeliveryOptions>(configuration, DeliveryOptions.Section)
            .AddSingleton<HeldPushes>()
            .AddSingleton<PushStall>()
            .AddSingleton<ParcelClaims>()
            .AddSingleton<ParcelReturn>();

    private static IServiceCollection AddSettling(this IServiceCollection services, IConfiguration configuration) =>
        services
            .AddOptionsOf<RetryOptions>(configuration, RetryOptions.Section)
            .AddSingleton<RetrySchedule>()
            .AddSingleton(services => RetryRemainder.Of(services.GetRequiredService<RetrySchedule>().Bucket))
            .AddOutcomes(configuration)
            .AddSingleton<RetryBell>()
            .AddSingleton<SingleSettlement>()
            .AddSingleton<UserDecisions>()
            .AddSingleton<GivenUp>()
            .AddSingleton<Settlement>();

    private static IServiceCollection AddWaiting(this IServiceCollection services) =>
        services
            .AddSingleton<AwaitedPushes>()
            .AddSingleton<AwaitedCall>()
            .AddSingleton<WaitingDoor>();

    private static IServiceCollection AddReceiving(this IServiceCollection services) =>
        services
            .AddSingleton<PostedDoor>()
            .AddSingleton<AcceptHandler>();

    private static IServiceCollection AddHooks(this IServiceCollection services, IConfiguration configuration) =>
        services
            .AddHookSources(configuration)
            .AddSingleton<HookHandler>()
            .AddSingleton<HandshakeHandler>();

    private static IServiceCollection AddTelling(this IServiceCollection services) =>
        services
            .AddSingleton<ParcelSearch>()
            .AddSingleton<UserPlaces>()
            .AddSingleton<UserStories>()
            .AddSingleton<UserStoryHandler>()
            .AddSingleton<FailureReader>()
            .AddSingleton<ListFailuresHandler>();

    private static IServiceCollection AddListing(this IServiceCollection services) =>
        services
            .AddSingleton<OpenList>()
            .AddSingleton<ListingReader>()
            .AddSingleton<PushList>()
            .AddSingleton<ListPushesHandler>();
}
