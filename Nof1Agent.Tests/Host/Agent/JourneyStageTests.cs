using Nof1Agent.Host.Agent;
using Nof1Agent.Skills;
using NodaTime;

namespace Nof1Agent.Tests.Host.Agent;

/// <summary>A model is offered what the stage needs, and nothing that it must not do.</summary>
public sealed class JourneyStageTests
{
    private static readonly string[] States = ["none", "draft", "frozen", "baseline", "running", "paused", "over"];

    [Fact]
    public void EveryFunction_IsOfferedSomewhere_ButWhatOnlyThePersonDecides()
    {
        var offered = Stages().SelectMany(stage => SkillCatalogue.All.Where(stage.Offers)).Select(function => function.Name).ToHashSet();
        Assert.Equal(["files-drop", "files-keep", "files-read_back", "help-not_understood", "imports-take", "invitations-decide", "participants-choose_language", "participants-consent", "sharing-decide", "studies-leave", "trials-propose_again", "trials-stop"], SkillCatalogue.All.Select(function => function.Name).Where(name => !offered.Contains(name)).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void EveryNamedFunction_IsInTheCatalogue()
    {
        var known = SkillCatalogue.All.Select(function => function.Name).Concat(SkillCatalogue.All.Select(function => function.Plugin)).ToHashSet();
        Assert.All(Stages().SelectMany(stage => stage.Functions.Concat(stage.Plugins)), name => Assert.Contains(name, known));
        Assert.Contains(SkillCatalogue.All, function => JourneyStage.OnlyTells(function.Name));
    }

    [Fact]
    public void EveryStage_HasItsPrompt()
    {
        var prompts = Prompts.Load(Path.Combine(AppContext.BaseDirectory, "prompts"));
        Assert.All(Stages(), stage => Assert.Contains(stage.Prompt, prompts.Parts.Keys));
        Assert.Equal(Stages().Select(stage => stage.Prompt).Distinct().Count(), Stages().Select(stage => prompts.With("safety", stage.Prompt).Hash).Distinct().Count());
        Assert.All((string[])["safety", "coaching"], part => Assert.Contains(part, prompts.Parts.Keys));
    }

    [Fact]
    public void Interview_IsOfferedNothingOfATrial() =>
        Assert.DoesNotContain(SkillCatalogue.All.Where(JourneyStage.Of(State("none", complete: false)).Offers), function => function.Plugin is "trials" or "checkins" or "results");

    [Fact]
    public void FileOfDays_BringsTheFunctionsAboutIt()
    {
        Assert.DoesNotContain(SkillCatalogue.All.Where(JourneyStage.Of(State("running", complete: true)).Offers), function => function.Plugin == "imports");
        Assert.Contains(SkillCatalogue.All.Where(JourneyStage.Of(State("running", complete: true) with { HasFileOfDays = true }).Offers), function => function.Name == "imports-look");
    }

    private static List<JourneyStage> Stages() => [.. States.SelectMany(state => ((bool[])[false, true]).SelectMany(complete => ((bool[])[false, true]).Select(file => JourneyStage.Of(State(state, complete) with { HasFileOfDays = file })))).Distinct()];

    private static AgentState State(string trial, bool complete) => new() { OpenQuestion = OpenQuestion.Nothing, Trial = trial, InterviewComplete = complete, Today = new LocalDate(2027, 1, 4) };
}
