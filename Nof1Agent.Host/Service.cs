using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using Nof1Agent.Host.Agent;
using Nof1Agent.Host.Channels;
using Nof1Agent.Host.Channels.Teams;
using Nof1Agent.Host.Channels.Telegram;
using Nof1Agent.Host.Channels.WebChat;
using Nof1Agent.Host.Cli;
using Nof1Agent.Host.Cluster;
using Nof1Agent.Host.Dashboard;
using Nof1Agent.Host.Coaching;
using Nof1Agent.Host.Delivery;
using Nof1Agent.Host.Keys;
using Nof1Agent.Host.Operation;
using Nof1Agent.Skills;
using Nof1Agent.Skills.Accounts;
using Nof1Agent.Skills.Alerts;
using Nof1Agent.Skills.Audit;
using Nof1Agent.Skills.Candidates;
using Nof1Agent.Skills.CheckIns;
using Nof1Agent.Skills.Coaching;
using Nof1Agent.Skills.Conversations;
using Nof1Agent.Skills.Evidence;
using Nof1Agent.Skills.Files;
using Nof1Agent.Skills.Invitations;
using Nof1Agent.Skills.Presence;
using Nof1Agent.Skills.Privacy;
using Nof1Agent.Skills.Protection;
using Nof1Agent.Skills.Rhythm;
using Nof1Agent.Skills.Safety;
using Nof1Agent.Skills.Storage;
using Nof1Agent.Skills.Studies;
using NodaTime;

namespace Nof1Agent.Host;

/// <summary>The service: web chat, agent, delivery, in one process.</summary>
internal static class Service
{
    /// <summary>Runs until it is told to stop.</summary>
    public static async Task RunAsync(ServeOptions options, CancellationToken cancellation = default)
    {
        await using var app = Build(options);
        await app.StartAsync(cancellation);
        app.Services.GetRequiredService<ParticipantDoor>().WakeWaiting();
        if (await FirstAccount.Invitation(app.Services.GetRequiredService<CoachAccounts>(), app.Services.GetRequiredService<OneTimeLinks>(), app.Urls.First()) is { } invitation)
        {
            await Console.Out.WriteLineAsync(invitation);
        }

        await app.WaitForShutdownAsync(cancellation);
    }

    /// <summary>Everything wired, nothing started. The database is opened and brought up to date here.</summary>
    /// <exception cref="StorageProblemException">The database cannot be used.</exception>
    /// <exception cref="EvidenceProblemException">The evidence catalogue cannot be used.</exception>
    public static WebApplication Build(ServeOptions options, Action<WebApplicationBuilder>? configure = null)
    {
        var keys = KeyRing.FolderOf(options.DatabasePath);
        var (database, _) = OpenedDatabase.OfThisVersion(options.DatabasePath, Instant.FromDateTimeOffset(TimeProvider.System.GetUtcNow()), keys);
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory, ApplicationName = typeof(Service).Assembly.GetName().Name });
        builder.WebHost.UseUrls(options.Urls);
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Limits.MaxRequestBodySize = 64 * 1024);
        builder.Configuration.AddSettings();
        builder.AddServiceLogging();
        builder.Services.AddDomain(database);
        builder.Services.AddAgent();
        builder.Services.AddDelivery();
        builder.Services.AddWebChat(keys);
        builder.AddCluster();
        builder.AddServiceTelemetry();
        configure?.Invoke(builder);
        builder.AddTelegram();
        builder.AddTeams(options.Urls);
        builder.AddDashboard();
        var app = builder.Build();
        app.UseServicePages();
        return app;
    }

    /// <summary>The domain over a database. Clock and random source are the real ones unless others were added before.</summary>
    public static IServiceCollection AddDomain(this IServiceCollection services, Database database)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton(RandomSource.Cryptographic);
        services.AddSingleton(database);
        services.AddSingleton<WriterQueue>();
        services.AddSingleton(EvidenceCatalogue.Embedded());
        services.AddSingleton(SafetyScreen.Embedded());
        services.AddSingleton<Inbox>();
        services.AddSingleton<Transcript>();
        services.AddSingleton<Outbox>();
        services.AddSingleton<ChatLinks>();
        services.AddSingleton(provider => new Lease(provider.GetRequiredService<Database>(), provider.GetRequiredService<WriterQueue>(), provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton<AddressBook>();
        services.AddSingleton<WaitingFiles>();
        services.AddSingleton<InvitationBook>();
        services.AddSingleton<AlertLog>();
        services.AddSingleton<DueWork>();
        services.AddSingleton<AuditLog>();
        services.AddSingleton<Aliases>();
        services.AddSingleton<CaseloadReader>();
        services.AddSingleton<CaseloadSignal>();
        services.TryAddSingleton<CoachAccounts>();
        services.TryAddSingleton<CoachAccess>();
        services.AddSingleton<FloorWatch>();
        services.AddSingleton<ReadMarks>();
        services.AddSingleton<PresenceBook>();
        services.AddSingleton<StudyBook>();
        services.AddSingleton<StudySeries>();
        services.AddSingleton<StudyExport>();
        services.AddOptions<TriggerSettings>().BindConfiguration("Trigger");
        services.AddOptions<SafetySettings>().BindConfiguration("Safety");
        services.AddOptions<CheckInSettings>().BindConfiguration("CheckIns")
            .Validate(settings => settings.Problem is null, $"CheckIns:MostDaysBack has to be {CheckInSettings.LeastDaysBack} to {CheckInSettings.GreatestDaysBack}.").ValidateOnStart();
        services.AddOptions<RetentionSettings>().BindConfiguration("Retention");
        services.AddSingleton(provider => new Retention(
            database, provider.GetRequiredService<WriterQueue>(), provider.GetRequiredService<TimeProvider>(), provider.GetRequiredService<RandomSource>(), provider.GetRequiredService<IOptions<RetentionSettings>>().Value));
        return services;
    }

    private static void AddDelivery(this IServiceCollection services)
    {
        services.AddSingleton<ChatSignals>();
        services.AddSingleton<TypingSigns>();
        services.AddMetrics();
        services.AddSingleton<DeliveryMetrics>();
        services.AddSingleton<IChannel, WebChatChannel>();
        services.AddSingleton<OutboxPump>();
        services.AddHostedService(provider => provider.GetRequiredService<OutboxPump>());
        services.AddSingleton<Heartbeat>();
        services.AddSingleton<DueRounds>();
        services.AddHostedService<DueClock>();
        services.AddHostedService<RetentionClock>();
        services.AddSingleton<OperatorWatch>();
        services.AddHostedService(provider => provider.GetRequiredService<OperatorWatch>());
        services.AddSingleton<ParticipantDoor>();
        services.AddCoaching();
        services.AddSingleton<Channels.FileIntake>();
    }

    private static void AddWebChat(this IServiceCollection services, string keyFolder)
    {
        services.AddDataProtection().SetApplicationName(KeyRing.ApplicationName).PersistKeysToFileSystem(new DirectoryInfo(keyFolder));
        services.AddSingleton<HeldBrowsers>();
        services.AddSingleton<WebSessions>();
        services.AddSingleton<TimeZoneNotes>();
        services.AddSingleton<OwnDiary>();
        services.AddSingleton<OwnExports>();
        services.AddRateLimits();
        services.AddProblemDetails();
        services.AddOpenApi();
        services.AddHealthChecks().AddCheck<DatabaseHealth>("database").AddCheck<DeliveryHealth>("delivery");
    }
}
