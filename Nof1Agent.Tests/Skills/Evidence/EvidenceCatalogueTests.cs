using System.Text.Json.Nodes;
using Nof1Agent.Skills.Evidence;
using Nof1Agent.Tests.Support;

namespace Nof1Agent.Tests.Skills.Evidence;

public sealed class EvidenceCatalogueTests
{
    private static readonly string Folder = Path.Combine(RepositoryRoot.Path, "Nof1Agent.Skills", "Evidence");
    private static readonly string Outcomes = File.ReadAllText(Path.Combine(Folder, "daily_outcomes.json"));

    [Fact]
    public void Embedded_HasAllEntriesWithInstructionsOfTheirOwn()
    {
        var catalogue = EvidenceCatalogue.Embedded();
        Assert.Equal(74, catalogue.Entries.Count);
        Assert.Equal(19, catalogue.Goals.Count);
        Assert.DoesNotContain(
            catalogue.Entries.SelectMany(entry => entry.Contraindications.Append(entry.Intervention.ArmInstruction).Append(entry.Intervention.ComparatorInstruction)),
            text => text.StartsWith("As above", StringComparison.OrdinalIgnoreCase));
        Assert.Contains("arrhythmia", string.Join(' ', catalogue.Entries.Single(entry => entry.Id == "S011").Contraindications), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("ci_high", -20.0, "lies outside its interval")]
    [InlineData("se", 0.0, "without a value, an interval and a standard error")]
    public void Parse_UnsoundNumber_NamesTheEntry(string field, double value, string reason)
    {
        var entries = Entries();
        entries[0]!["population_effect"]![field] = value;
        var problem = Assert.Throws<EvidenceProblemException>(() => EvidenceCatalogue.Parse(entries.ToJsonString(), Outcomes));
        Assert.Contains("S001", problem.Message, StringComparison.Ordinal);
        Assert.Contains(reason, problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Parse_UnknownGoal_NamesTheEntry()
    {
        var entries = Entries();
        entries[2]!["goal"] = "hair";
        Assert.Contains("S003", Assert.Throws<EvidenceProblemException>(() => EvidenceCatalogue.Parse(entries.ToJsonString(), Outcomes)).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("{\"a\": 1}")]
    [InlineData("[{\"id\":\"S001\"}]")]
    public void Parse_NotACatalogue_IsSaidPlainly(string json) => Assert.Throws<EvidenceProblemException>(() => EvidenceCatalogue.Parse(json, Outcomes));

    private static JsonArray Entries() => JsonNode.Parse(File.ReadAllText(Path.Combine(Folder, "catalogue.json")))!.AsArray();
}
