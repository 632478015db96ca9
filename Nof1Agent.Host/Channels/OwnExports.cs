using System.Text;
using Nof1Agent.Host.Channels.WebChat;
using Nof1Agent.Host.Pictures;
using Nof1Agent.Skills;
using Nof1Agent.Skills.Documents;
using Nof1Agent.Skills.Evidence;
using Nof1Agent.Skills.Storage;
using NodaTime;

namespace Nof1Agent.Host.Channels;

/// <summary>The documents and exports of the person who asks, and of nobody else.</summary>
internal sealed class OwnExports(Database database, EvidenceCatalogue catalogue, TimeProvider clock, RandomSource random)
{
    public IResult Answer(HttpContext context, ParticipantId participant, string name)
    {
        if (ExportForm.Named(name) is not { } form)
        {
            return WebProblem.Of(context, 404, "web.no-export", ("name", name), ("list", string.Join(", ", ExportForm.All.Select(known => known.Name))));
        }

        if (Content(participant, name) is not { } content)
        {
            return WebProblem.Of(context, 404, form.WhenMissing);
        }

        if (form.IsPage)
        {
            context.Response.Headers.ContentSecurityPolicy = HtmlPage.ContentSecurityPolicy;
            return Results.Text(content, form.ContentType, Encoding.UTF8);
        }

        return Results.File(Encoding.UTF8.GetBytes(content), $"{form.ContentType}; charset=utf-8", form.Name);
    }

    /// <summary>What one of them holds now; null where there is no such export, or nothing for it yet.</summary>
    public string? Content(ParticipantId participant, string name)
    {
        using var work = new TurnWork(database, participant, Instant.FromDateTimeOffset(clock.GetUtcNow()), random);
        return ExportForm.Named(name) is { } form && new TrialRecords(work, catalogue).Latest is { } record ? form.Write(record, picture => PictureDrawing.Svg(picture, PictureTheme.Light)) : null;
    }
}
