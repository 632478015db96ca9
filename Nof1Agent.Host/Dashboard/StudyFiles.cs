using System.Text;
using Nof1Agent.Host.Dashboard.Accounts;
using Nof1Agent.Host.Dashboard.Desk;
using Nof1Agent.Skills.Accounts;
using Nof1Agent.Skills.Audit;
using Nof1Agent.Skills.Studies;

namespace Nof1Agent.Host.Dashboard;

/// <summary>The trials of a study as files, for whoever may see the study; the act is in the audit log before anything is given out.</summary>
internal static class StudyFiles
{
    public static void MapStudyFiles(this IEndpointRouteBuilder app) => app.MapGet("/coach/studies/{id}/export/{name}", Export).RequireAuthorization().ExcludeFromDescription();

    private static async Task<IResult> Export(HttpContext context, string id, string name, CoachAccounts accounts, StudyBook studies, StudyExport export, AuditLog audit)
    {
        if (name is not ("study.json" or "days.csv") || context.User.Account(accounts) is not { } account || studies.Find(id) is not { } study || !StudyDesk.MaySee(account, study))
        {
            return Results.NotFound();
        }

        await audit.Record(account.Name, AuditAct.Exported, null, name);
        return name == "days.csv"
            ? Results.File(Encoding.UTF8.GetBytes(export.Csv(id)!), "text/csv; charset=utf-8", name)
            : Results.File(Encoding.UTF8.GetBytes(export.Json(id)!), "application/json; charset=utf-8", name);
    }
}
