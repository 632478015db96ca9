using System.Text.RegularExpressions;
using Nof1Agent.Skills.Documents;
using Nof1Agent.Stats.Designs;
using Nof1Agent.Tests.Support;

namespace Nof1Agent.Tests.Skills.Documents;

/// <summary>Protocol and report against their reviewed files (accept a wanted change with NOF1AGENT_ACCEPT=1, then read it), and what has to hold of any.</summary>
public sealed partial class DocumentTests
{
    public static TheoryData<string> Reviewed => ["protocol", "report", "report-stopped-early", "report-yes-no"];

    [Theory]
    [MemberData(nameof(Reviewed))]
    public void Markdown_IsTheReviewedText(string name)
    {
        var written = MarkdownText.Write(name switch
        {
            "protocol" => ProtocolDocument.Of(ExampleTrials.Frozen.Trial)!,
            "report" => ReportDocument.Of(ExampleTrials.Finished)!,
            "report-stopped-early" => ReportDocument.Of(ExampleTrials.Stopped)!,
            _ => ReportDocument.Of(ExampleTrials.YesNo)!,
        });
        var file = RepositoryRoot.Combine("Nof1Agent.Tests", "TestData", "Documents", $"{name}.md");
        if (Environment.GetEnvironmentVariable("NOF1AGENT_ACCEPT") == "1")
        {
            File.WriteAllText(file, written);
        }

        Assert.Equal(File.ReadAllText(file), written);
    }

    [Fact]
    public void Report_HasEveryItemOfCent2015_WithWhatIsStillToBeVerifiedMarked()
    {
        var sections = ReportDocument.Of(ExampleTrials.Finished)!.Sections.Where(section => section.Item.Length > 0).ToList();
        Assert.Equal(44, sections.Count);
        Assert.Equal(sections.Count, sections.Select(section => section.Item).Distinct().Count());
        Assert.Equal(Enumerable.Range(1, 25), sections.Select(section => int.Parse(Leading().Match(section.Item).Value, System.Globalization.CultureInfo.InvariantCulture)).Distinct());
        Assert.All(sections, section => Assert.Equal(int.Parse(Leading().Match(section.Item).Value, System.Globalization.CultureInfo.InvariantCulture) >= 6, section.Unverified));
        Assert.All(ReportDocument.Of(ExampleTrials.Finished)!.Sections, section => Assert.NotEmpty(section.Blocks));
        Assert.All(ProtocolDocument.Of(ExampleTrials.Frozen.Trial)!.Sections.Where(section => section.Item.Length > 0), section => Assert.True(section.Unverified));
    }

    [Fact]
    public void Protocol_CarriesItsOwnHash_AndTheReportNamesIt()
    {
        var protocol = ProtocolDocument.Of(ExampleTrials.Finished.Trial)!;
        var frozen = Assert.Single(protocol.Sections.SelectMany(section => section.Blocks).OfType<Verbatim>()).Text;
        var hash = CanonicalJson.Sha256Hex(frozen);
        Assert.Contains(hash, ((Paragraph)protocol.Sections[0].Blocks[0]).Text, StringComparison.Ordinal);
        Assert.Contains(hash, ((Paragraph)ReportDocument.Of(ExampleTrials.Finished)!.Sections[0].Blocks[0]).Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Protocol_SaysTheSameBeforeTheStartAndAfterTheEnd() => Assert.Equal(
        MarkdownText.Write(ProtocolDocument.Of(ExampleTrials.Frozen.Trial)!), MarkdownText.Write(ProtocolDocument.Of(ExampleTrials.Finished.Trial)!));

    [Fact]
    public void Report_HowValuesWereTold_AddsUpToTheValuesThatWereAnalysed() => Assert.All(new[] { ExampleTrials.Finished, ExampleTrials.Stopped, ExampleTrials.YesNo }, record =>
    {
        var line = Assert.Single(ReportDeviations.Told(record), text => text.StartsWith("How the values that count were told", StringComparison.Ordinal));
        Assert.Equal(record.Answer!.Report.AnsweredDays, Whole().Matches(line).Sum(number => int.Parse(number.Value, System.Globalization.CultureInfo.InvariantCulture)));
    });

    [Fact]
    public void Report_OfADrawnOrder_SaysThatRepeatingTheDrawGivesIt_AndNoticesWhenNot()
    {
        Assert.Contains("gives exactly the order above", Text(ReportDocument.Of(ExampleTrials.Finished)!), StringComparison.Ordinal);
        var trial = ExampleTrials.Finished.Trial;
        var swapped = ExampleTrials.Finished with { Trial = trial with { Sequence = [trial.Sequence![1], trial.Sequence[0], .. trial.Sequence.Skip(2)] } };
        Assert.Contains("does NOT give", Text(ReportDocument.Of(swapped)!), StringComparison.Ordinal);
    }

    [Fact]
    public void Documents_OfHostileWords_HoldNoMarkup()
    {
        foreach (var document in (TextDocument[])[ProtocolDocument.Of(ExampleTrials.Hostile.Trial)!, ReportDocument.Of(ExampleTrials.Hostile)!])
        {
            var html = HtmlPage.Write(document, _ => "<svg xmlns=\"http://www.w3.org/2000/svg\"/>");
            Assert.DoesNotContain("<script", html, StringComparison.OrdinalIgnoreCase);
            Assert.DoesNotContain("<img src=x", html, StringComparison.OrdinalIgnoreCase);
            Assert.Contains("&lt;script&gt;alert", html, StringComparison.Ordinal);
            var markdown = MarkdownText.Write(document with { Sections = [.. document.Sections.Where(section => !section.Blocks.OfType<Verbatim>().Any())] });
            Assert.DoesNotContain("<script", markdown.Replace("\\<", "", StringComparison.Ordinal), StringComparison.Ordinal);
            Assert.All(markdown.Split('\n').Where(line => line.StartsWith('|')), line => Assert.EndsWith(" |", line, StringComparison.Ordinal));
        }
    }

    private static string Text(TextDocument document) => MarkdownText.Write(document);

    [GeneratedRegex(@"^\d+")]
    private static partial Regex Leading();

    [GeneratedRegex(@"\d+")]
    private static partial Regex Whole();
}
