using Nof1Agent.Benchmarks;
using Nof1Agent.Skills.Safety;
using Nof1Agent.Skills.Safety.Learned;
using Nof1Agent.Tests.Support;

namespace Nof1Agent.Tests.Skills.Safety;

/// <summary>The learned net under the phrases: what it adds, that it only adds, that its weights belong to its messages, and that it reads long texts in stretches.</summary>
public sealed class LearnedScreenTests
{
    private static readonly SafetyScreen Screen = SafetyScreen.Embedded();
    private static readonly SafetyScreen PhrasesOnly = SafetyScreen.WithoutLearning();
    private static readonly LearnedScreen Net = LearnedScreen.Embedded();

    // None of these is among the messages that it learned from.
    [Theory]
    [InlineData("E6", "de", "schnappt seit ner stunde nach jedem atemzug und die fingernägel sehen komisch violett aus")]
    [InlineData("E3", "en", "someone is squeezing a belt round my ribs and its going down into my elbow, drenched")]
    [InlineData("E3", "de", "als würd mir wer die rippen zuschnüren, zieht in den ellbogen runter und ich bin klatschnass")]
    [InlineData("E4", "en", "her words come out like porridge and she keeps dropping the spoon with one hand since breakfast")]
    [InlineData("E4", "de", "plötzlich kommt nur brei aus ihrem mund und das eine bein zieht sie nach")]
    [InlineData("E1", "en", "wrote the letters for the kids last night, after friday none of this matters to me")]
    [InlineData("E1", "de", "hab die briefe an die kinder schon geschrieben, nach freitag ist eh alles egal für mich")]
    [InlineData("E13", "de", "er hat mir schlüssel und handy weggenommen und sagt ich werd schon sehn was passiert wenn ich geh")]
    public void Hint_WithoutTheUsualWords_IsFound(string rule, string language, string text)
    {
        Assert.DoesNotContain(PhrasesOnly.Findings(text), finding => finding.Rule.Level is SafetyLevel.Emergency);
        var found = Screen.Check(text)!;
        Assert.Equal((rule, language), (found.Rule.Id, found.Language));
    }

    [Fact]
    public void Danger_InTheMiddleOfALongText_IsFound()
    {
        var harmless = string.Concat(Enumerable.Repeat("Slept about seven hours, took the magnesium with dinner and went for a walk in the park. ", 30));
        Assert.Null(Screen.Check(harmless));
        Assert.Equal("E3", Screen.Check($"{harmless} someone is squeezing a belt round my ribs and its going down into my elbow, drenched. {harmless}")?.Rule.Id);
    }

    [Fact]
    public void Net_OnlyAdds()
    {
        foreach (var line in SafetySets.Tuning)
        {
            var before = PhrasesOnly.Findings(line.Text);
            var after = Screen.Findings(line.Text);
            Assert.Equal(before.Select(finding => finding.Rule.Id), after.Skip(after.Count - before.Count).Select(finding => finding.Rule.Id));
            Assert.True(after.Count - before.Count is 0 or 1);
            Assert.True(after.Count == before.Count || before is not [{ Rule.Level: SafetyLevel.Emergency }, ..]);
        }
    }

    [Fact]
    public void Weights_BelongToTheMessagesThatAreHere()
    {
        Assert.Equal(LearningSet.Fingerprint(RepositoryRoot.Path), LearnedWeights.Embedded().LearnedFrom);
    }

    [Fact]
    public void CountedSets_ShareNoLineWithWhatWasLearned()
    {
        var learned = LearningSet.Read(RepositoryRoot.Path).Select(line => line.Text.ToLowerInvariant()).ToHashSet();
        Assert.True(learned.Count > 5000);
        Assert.DoesNotContain(SafetySets.CountedFourth.Concat(SafetySets.CountedOrdinary).Concat(SafetySets.CountedThird).Select(line => line.Text.ToLowerInvariant()), learned.Contains);
    }

    [Fact]
    public void Weights_WrittenAndRead_AreTheSame()
    {
        using var file = new MemoryStream();
        var weights = LearnedWeights.Embedded();
        weights.Write(file);
        using var again = new MemoryStream(file.ToArray());
        var read = LearnedWeights.Read(again);
        Assert.Equal((weights.Scale, weights.LearnedFrom), (read.Scale, read.LearnedFrom));
        Assert.Equal(weights.Rules, read.Rules);
        Assert.Equal(weights.Steps, read.Steps);
    }

    [Fact]
    public void NoWords_AreNoEmergency()
    {
        Assert.Null(Net.Gravest([]));
        Assert.Null(Screen.Check("… !!! ,,,"));
        Assert.Null(Screen.Check(""));
    }

    [Fact]
    public void Quotation_IsNotRead()
    {
        const string danger = "someone is squeezing a belt round my ribs and its going down into my elbow, drenched";
        Assert.NotNull(Screen.Check(danger));
        Assert.Null(Screen.Check($"> {danger}\nthat is from the leaflet"));
    }
}
