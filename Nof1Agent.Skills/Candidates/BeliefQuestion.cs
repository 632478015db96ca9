using System.Security.Cryptography;
using System.Text;
using Nof1Agent.Skills.Evidence;
using Nof1Agent.Skills.Interview;
using Nof1Agent.Skills.Languages;

namespace Nof1Agent.Skills.Candidates;

/// <summary>What a language model is asked to state its belief about: the list, the outcome, the person's situation in a few words. No name, no diary.</summary>
public sealed record BeliefQuestion
{
    /// <summary>Most candidates that are asked about at once.</summary>
    public const int MostOptions = 12;

    public required string Goal { get; init; }

    public required DailyOutcome Outcome { get; init; }

    public double? Mcid { get; init; }

    public double? TypicalGood { get; init; }

    public double? TypicalBad { get; init; }

    public IReadOnlyList<string> Tried { get; init; } = [];

    /// <summary>What is done, by the name of the candidate.</summary>
    public required IReadOnlyList<(string Name, string Instruction)> Options { get; init; }

    /// <summary>Changes with everything that the answer may depend on.</summary>
    public string Fingerprint => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(SkillsJson.Write(new
    {
        Goal, Outcome = Outcome.Id, Mcid, TypicalGood, TypicalBad, Tried, Options = Options.Select(option => option.Name).ToList(),
    }))))[..16];

    /// <summary>The question about everything that could stand in a person's list.</summary>
    public static BeliefQuestion About(EvidenceCatalogue catalogue, InterviewNotes notes, IReadOnlyList<OwnIdea> ideas)
    {
        var outcome = catalogue.Outcome(notes.Outcome!)!;
        var entries = CandidateRanking.Entries(catalogue, catalogue.Goal(notes.Goal!)!, outcome, ideas)
            .Where(entry => PersonalGates.LeftOut(entry, notes, KnownLanguages.English) is null)
            .OrderBy(entry => OwnIdea.Is(entry) ? 0 : entry.Goal == notes.Goal ? 1 : 2)
            .Take(MostOptions);
        return new BeliefQuestion
        {
            Goal = notes.Goal!,
            Outcome = outcome,
            Mcid = notes.Mcid,
            TypicalGood = notes.TypicalGood,
            TypicalBad = notes.TypicalBad,
            Tried = notes.Tried ?? [],
            Options = [.. entries.Select(entry => (entry.Intervention.Name, entry.Intervention.ArmInstruction))],
        };
    }
}
