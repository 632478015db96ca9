using System.ComponentModel;
using System.Globalization;
using Nof1Agent.Skills.Evidence;
using Nof1Agent.Skills.Interview;

namespace Nof1Agent.Skills.Candidates;

/// <summary>What could be tried, ranked, each with how unsure that is.</summary>
public sealed class CandidateSkills(CandidateStore store, InterviewStore interview, EvidenceCatalogue catalogue, TriggerSettings settings)
{
    [Description("List what could be tried for the person's goal, ranked, with forecasts and how unsure they are. Needs the interview to be complete.")]
    public SkillReply List()
    {
        var notes = interview.Notes;
        if (notes.Adult is false)
        {
            return SkillReply.Refuse(InterviewSkills.AdultsOnly);
        }

        if (notes.Next is { } missing)
        {
            return InterviewQuestions.Ask(missing, notes, catalogue) with
            {
                Ok = false,
                Say = $"Before I can propose anything I need one more answer.\n\n{InterviewQuestions.Ask(missing, notes, catalogue).Say}",
            };
        }

        var list = CandidateRanking.Rank(catalogue, notes, store.Tested, settings);
        store.Add(list);
        var outcome = catalogue.Outcome(list.Outcome)!;
        return new SkillReply
        {
            Say = CandidateWording.List(list, outcome),
            Asks = OpenQuestion.Candidates,
            Choices = [.. list.Candidates.Where(candidate => candidate.MayStart).Select(Test)],
        };
    }

    [Description("Tell more about one candidate: what to do, the evidence, cautions, and why it is or is not worth testing.")]
    public SkillReply Explain([Description("its number in the list, or part of its name")] string candidate)
    {
        if (store.Latest is not { } list)
        {
            return SkillReply.Refuse("There is no list of candidates yet.");
        }

        if (Find(list, candidate) is not { } found)
        {
            return SkillReply.Refuse($"I do not see \"{candidate}\" in the list. Give me its number.");
        }

        return new SkillReply
        {
            Say = CandidateWording.Details(found, list, catalogue.Outcome(list.Outcome)!),
            Asks = OpenQuestion.Candidates,
            Choices = found.MayStart ? [Test(found)] : [],
        };
    }

    /// <summary>The list's buttons again, without the list.</summary>
    public SkillReply Choose() => store.Latest is { } list
        ? new SkillReply
        {
            Say = "Which one would you like to test? Give me its number.",
            Asks = OpenQuestion.Candidates,
            Choices = [.. list.Candidates.Where(candidate => candidate.MayStart).Select(Test)],
        }
        : List();

    /// <summary>The candidate that a number or a part of a name means; null when it is none or more than one.</summary>
    internal static Candidate? Find(CandidateList list, string told)
    {
        var text = told.Trim();
        if (int.TryParse(text, CultureInfo.InvariantCulture, out var position))
        {
            return list.Candidates.FirstOrDefault(candidate => candidate.Position == position);
        }

        var named = list.Candidates.Where(candidate => text.Length >= 3 && candidate.Name.Contains(text, StringComparison.OrdinalIgnoreCase)).ToList();
        return named is [var only] ? only : null;
    }

    private static Choice Test(Candidate candidate) =>
        new($"Test {candidate.Position}: {candidate.Name}", SkillCall.Of("trials-propose", ("candidates", candidate.Position.ToString(CultureInfo.InvariantCulture))));
}
