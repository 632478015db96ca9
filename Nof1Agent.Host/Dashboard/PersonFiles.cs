using System.Text;
using Nof1Agent.Host.Channels;
using Nof1Agent.Host.Dashboard.Accounts;
using Nof1Agent.Host.Pictures;
using Nof1Agent.Skills;
using Nof1Agent.Skills.Accounts;
using Nof1Agent.Skills.Audit;
using Nof1Agent.Skills.Coaching;
using Nof1Agent.Skills.Conversations;
using Nof1Agent.Skills.Documents;
using Nof1Agent.Skills.Files;
using Nof1Agent.Skills.Storage;
using Nof1Agent.Skills.Trials;
using NodaTime;

namespace Nof1Agent.Host.Dashboard;

/// <summary>Pictures, files and documents of one participant, for whoever may see them; who may not, cannot tell them from what is not there.</summary>
internal static class PersonFiles
{
    public static void MapPersonFiles(this IEndpointRouteBuilder app)
    {
        var files = app.MapGroup("/coach/people/{id}").RequireAuthorization().ExcludeFromDescription();
        files.MapGet("/pictures/{picture}", (HttpContext context, string id, string picture, CoachAccounts accounts, CoachAccess access, Transcript transcript, string? theme = null) =>
            Who(context, id, accounts, access) is not null && transcript.Picture(new ParticipantId(id), picture) is { } stored ? Drawn(context, stored.Facts is { } facts ? PictureDrawing.Svg(facts, PictureTheme.Named(theme)) : stored.Svg) : Results.NotFound());
        files.MapGet("/files/{file}", File);
        files.MapGet("/export/{name}", Export);
    }

    // A drawing that is opened by itself is a document: it may be coloured, and do nothing.
    private static IResult Drawn(HttpContext context, string? svg)
    {
        context.Response.Headers.ContentSecurityPolicy = "default-src 'none'; style-src 'unsafe-inline'; sandbox";
        return Results.Text(svg, "image/svg+xml");
    }

    private static IResult File(HttpContext context, string id, string file, CoachAccounts accounts, CoachAccess access, Database database, TimeProvider clock, RandomSource random)
    {
        if (Who(context, id, accounts, access) is null)
        {
            return Results.NotFound();
        }

        using var work = new TurnWork(database, new ParticipantId(id), Instant.FromDateTimeOffset(clock.GetUtcNow()), random);
        if (new FileStore(work).Find(file) is not { } found)
        {
            return Results.NotFound();
        }

        // It came from outside: shown as what its bytes say it is, as a page of its own that may do nothing.
        context.Response.Headers.ContentSecurityPolicy = "default-src 'none'; sandbox";
        return found.Kind is FileKind.Photo ? Results.Bytes(found.Content, found.MediaType) : Results.File(found.Content, found.MediaType, found.Name);
    }

    private static async Task<IResult> Export(
        HttpContext context, string id, string name, CoachAccounts accounts, CoachAccess access, AuditLog audit, OwnExports exports, Database database, TimeProvider clock, RandomSource random)
    {
        var participant = new ParticipantId(id);
        if (Who(context, id, accounts, access) is not { } account || ExportForm.Named(name) is null || name == BlindCodes.Sheet)
        {
            return Results.NotFound();
        }

        using (var work = new TurnWork(database, participant, Instant.FromDateTimeOffset(clock.GetUtcNow()), random))
        {
            if (new TrialStore(work).Open is { IsUnderWay: true } running && !new UnblindingStore(work).Of(running.Id).Any(look => look.Coach == account.Name))
            {
                return Results.Text("The trial is running: what tells its arms is given out after its planned end, or to whoever has unblinded it with a reason.", "text/plain", Encoding.UTF8, StatusCodes.Status409Conflict);
            }
        }

        await audit.Record(account.Name, AuditAct.Exported, participant, name);
        return exports.Answer(context, participant, name);
    }

    private static CoachAccount? Who(HttpContext context, string id, CoachAccounts accounts, CoachAccess access) =>
        context.User.Account(accounts) is { } account && access.MaySee(account, new ParticipantId(id)) ? account : null;
}
