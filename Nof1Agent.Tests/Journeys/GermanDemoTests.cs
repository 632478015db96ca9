using Nof1Agent.Host.Cli.Demo;
using Nof1Agent.Skills.Languages;
using Nof1Agent.Stats.Designs;
using Nof1Agent.Tests.Support;

namespace Nof1Agent.Tests.Journeys;

/// <summary>The German story from the first word to the answer is a reviewed file. To accept a change: run once with NOF1AGENT_ACCEPT=1, and read it.</summary>
public sealed class GermanDemoTests
{
    [Fact]
    public async Task Demo_InGerman_IsTheReviewedStory()
    {
        using var heard = new StringWriter { NewLine = "\n" };
        var german = KnownLanguages.Find("de")!;
        await using (var place = new DemoPlace(1))
        {
            Assert.True(await new DemoStory(place, new SimulatedPerson(-20, new DeterministicRandom(1)), new Stage(heard, plain: true, german), german).Play(42));
        }

        // Fingerprints differ with every change of what is hashed, and say nothing.
        var actual = System.Text.RegularExpressions.Regex.Replace(heard.ToString(), "\\b[0-9a-f]{12}\\b", "abcdef012345");
        var path = Path.Combine(RepositoryRoot.Path, "Nof1Agent.Tests", "TestData", "demo-de.txt");
        if (Environment.GetEnvironmentVariable("NOF1AGENT_ACCEPT") == "1")
        {
            File.WriteAllText(path, actual);
        }

        Assert.True(File.Exists(path) && File.ReadAllText(path) == actual, "TestData/demo-de.txt differs from what is said. Read the change, then run this test once with NOF1AGENT_ACCEPT=1.");
    }
}
