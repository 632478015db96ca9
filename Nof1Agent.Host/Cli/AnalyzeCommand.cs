using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using Nof1Agent.Host.Cli.Drawings;
using Nof1Agent.Skills.Diaries;
using Nof1Agent.Stats.Reports;

namespace Nof1Agent.Host.Cli;

/// <summary><c>analyze FILE.csv</c>: the analysis of any diary, without a database.</summary>
internal static class AnalyzeCommand
{
    public static Command Create()
    {
        var file = new Argument<string>("FILE.csv") { Description = "Diary with the columns day (whole number) or date (year-month-day), arm, value and, if wanted, counted; first line: the column names; comma, semicolon or tab; UTF-8." };
        var json = new Option<bool>("--json") { Description = "Print the result as JSON (fields: docs/cli.md)." };
        var accept = new Option<bool>("--accept") { Description = "Make the corrections that a refusal proposed (blanks around a label, order of lines, repeated lines), list each, and analyse. The file itself is not changed." };
        var mcid = new Option<double?>("--mcid") { Description = "Smallest difference that matters to the person, in the unit of the values.", HelpName = "N", CustomParser = Positive };
        var lower = new Option<bool>("--lower-is-better") { Description = "Smaller values are better." };
        var higher = new Option<bool>("--higher-is-better") { Description = "Larger values are better (the default)." };
        var kind = new Option<string>("--outcome-kind") { Description = "What kind of number a value is.", DefaultValueFactory = _ => OutcomeKinds.Name(OutcomeScale.Continuous) };
        kind.AcceptOnlyFromAmong([.. OutcomeKinds.Names]);
        var reference = new Option<string?>("--reference") { Description = "Arm that the others are compared with; else the one with a usual name (A, control, usual, baseline, off, no, 0, placebo, false), else the first by alphabet.", HelpName = "ARM" };
        var arms = new Option<string[]>("--arms") { Description = "The only arms that may occur, each as its own word; a line with any other label is refused.", HelpName = "ARM", AllowMultipleArgumentsPerToken = true };
        var weekend = new Option<bool>("--weekend") { Description = "Let Saturdays and Sundays have a level of their own (the file needs dates)." };
        var (png, svg) = (PictureFile.PngOption(), PictureFile.SvgOption());
        var command = new Command("analyze", "Analyse a diary: table, estimate with interval, probabilities, verdict, second opinions.") { file, json, accept, mcid, lower, higher, kind, reference, arms, weekend, png, svg };
        command.Validators.Add(call =>
        {
            if (call.GetValue(lower) && call.GetValue(higher))
                call.AddError("Choose one of --lower-is-better and --higher-is-better.");
        });
        command.SetAction(call => Run(new AnalyzeRequest
        {
            File = call.GetRequiredValue(file),
            Json = call.GetValue(json),
            Picture = new PictureFile(call.GetValue(png), call.GetValue(svg)),
            HasWeekends = call.GetValue(weekend),
            IsDirectionGiven = call.GetValue(lower) || call.GetValue(higher),
            Plan = new AnalysisPlan { Mcid = call.GetValue(mcid), HigherIsBetter = !call.GetValue(lower), Scale = OutcomeKinds.Parse(call.GetRequiredValue(kind)) },
            Import = new DiaryImportOptions
            {
                Accept = call.GetValue(accept),
                Reference = call.GetValue(reference),
                KnownArms = call.GetValue(arms) ?? [],
                Scale = OutcomeKinds.Parse(call.GetRequiredValue(kind)),
            },
        }, call.InvocationConfiguration));
        return command;
    }

    private static int Run(AnalyzeRequest request, InvocationConfiguration console)
    {
        var import = DiaryImport.Read(ReadBounded(request.File), request.Import);
        if (request.HasWeekends && import.Diary is { SaturdayRemainder: null })
        {
            console.Error.WriteLine("nof1agent: --weekend needs a column \"date\": numbers of days do not tell which are Saturdays.");
            return CommandTree.Refused;
        }

        request = request with { Plan = request.Plan with { SaturdayRemainder = request.HasWeekends ? import.Diary?.SaturdayRemainder : null } };
        var analysis = import.Diary is { } diary ? new Analysis(diary, TrialReport.Analyze(diary.Diary, request.Plan), ReferenceLines.Of(diary.Diary, request.Plan)) : null;
        if (analysis is not null && request.Picture.IsWanted)
            request.Picture.Write(DiaryDrawing.Of(analysis.Diary, analysis.Report, request.Plan));
        if (request.Json)
            console.Output.WriteLine(AnalysisJson.Write(request, import, analysis));
        else if (analysis is null)
            console.Error.Write(FindingLines.Refusal(request, import));
        else
            console.Output.Write(AnalysisPage.Write(request, import, analysis));
        return analysis is null ? CommandTree.Refused : 0;
    }

    /// <summary>Reads no more than is needed to see that a file is too large.</summary>
    private static byte[] ReadBounded(string path)
    {
        if (Directory.Exists(path))
            throw new FileNotFoundException(null, path);
        using var stream = File.OpenRead(path);
        using var content = new MemoryStream();
        var buffer = new byte[81920];
        while (content.Length <= DiaryText.LargestBytes && stream.Read(buffer) is var read and > 0)
            content.Write(buffer, 0, read);
        return content.ToArray();
    }

    /// <summary>Strict: "1,5" is refused here and not read as 15.</summary>
    private static double? Positive(ArgumentResult argument)
    {
        if (double.TryParse(argument.Tokens[0].Value, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && number > 0 && double.IsFinite(number))
            return number;
        argument.AddError($"\"{argument.Tokens[0].Value}\" is no smallest difference: it takes a number above 0, such as 1.5.");
        return null;
    }
}

/// <summary>One call of <c>analyze</c>.</summary>
internal sealed record AnalyzeRequest
{
    public required string File { get; init; }

    public required bool Json { get; init; }

    public required PictureFile Picture { get; init; }

    /// <summary>True when weekends get a level of their own.</summary>
    public required bool HasWeekends { get; init; }

    public required bool IsDirectionGiven { get; init; }

    public required AnalysisPlan Plan { get; init; }

    public required DiaryImportOptions Import { get; init; }
}

/// <summary>A diary that could be read, and everything computed from it.</summary>
internal sealed record Analysis(ImportedDiary Diary, TrialReport Report, IReadOnlyList<ReferenceLines> Regressions);
