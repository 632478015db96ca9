using System.ComponentModel;
using System.Globalization;
using Nof1Agent.Skills.Evidence;
using Nof1Agent.Skills.Interview;
using Nof1Agent.Skills.Languages;
using Nof1Agent.Skills.Participants;
using Nof1Agent.Stats.Pooling;

namespace Nof1Agent.Skills.Candidates;

/// <summary>What could be tried, ranked, each with how unsure that is.</summary>
public sealed class CandidateSkills(CandidateStore store, InterviewStore interview, ParticipantStore participants, CalibrationLedger ledger, SharedEffectStore shared, EvidenceCatalogue catalogue, TriggerSettings settings, Func<SkillReply?>? instead = null)
{
    private const int MostIdeas = 5;

    [Description("List what could be tried for the person's goal, ranked, with forecasts and how unsure they are. Needs the interview to be complete.")]
    public SkillReply List()
    {
        var notes = interview.Notes;
        if (notes.Adult is false)
        {
            return SkillReply.Refuse(Language.Say("interview.adults-only"));
        }

        if (notes.Blocks.Count > 0)
        {
            return SkillReply.Refuse(Language.Say("interview.doctor-first"));
        }

        if (notes.Next is { } missing)
        {
            var ask = InterviewQuestions.Ask(missing, notes, catalogue, Language);
            return ask with
            {
                Ok = false,
                Say = Language.Say("candidates.one-more-answer", ("question", ask.Say)),
            };
        }

        var list = CandidateRanking.Rank(catalogue, notes, store.Tested, settings, Grounds(notes), Language);
        store.Add(list);

        // In a study nothing is chosen: its plan comes in place of the list, which is kept for its forecasts.
        if (instead?.Invoke() is { } plan)
        {
            return plan;
        }

        var outcome = catalogue.Outcome(list.Outcome)!;
        return new SkillReply
        {
            Say = CandidateWording.List(list, outcome, Language),
            Card = ChanceBars.Of(list, Language),
            Asks = OpenQuestion.Candidates,
            Choices = [.. list.Candidates.Where(candidate => candidate.MayStart).Select(Test)],
        };
    }

    [Description("Tell more about one candidate: what to do, the evidence, cautions, and why it is or is not worth testing.")]
    public SkillReply Explain([Description("its number in the list, or part of its name")] string candidate)
    {
        if (store.Latest is not { } list)
        {
            return SkillReply.Refuse(Language.Say("candidates.no-list"));
        }

        if (Find(list, candidate, Language) is not { } found)
        {
            return SkillReply.Refuse(Language.Say("candidates.not-in-list", ("told", candidate)));
        }

        return new SkillReply
        {
            Say = CandidateWording.Details(found, list, catalogue.Outcome(list.Outcome)!, Language),
            Asks = OpenQuestion.Candidates,
            Choices = found.MayStart ? [Test(found)] : [],
        };
    }

    [Description("Add an idea that is not in the list, for the person's goal. No published number is known for it. Without any number in it; nothing that is taken, and nothing about medicines.")]
    public SkillReply AddIdea(
        [Description("the idea in a few words, e.g. \"a paper book in bed\"")] string idea,
        [Description("what the person does on its days, in one sentence")] string whatToDo,
        [Description("behavioural, light, mindfulness, sleep hygiene, or other")] string kind)
    {
        var notes = interview.Notes;
        if (notes.Next is not null || notes.Adult is not true)
        {
            return SkillReply.Refuse(Language.Say("candidates.interview-first"));
        }

        var (checkedIdea, refusal) = IdeaGates.Check(idea, whatToDo, kind, notes.Goal!, Language);
        if (checkedIdea is null)
        {
            return SkillReply.Refuse(refusal!);
        }

        var entries = CandidateRanking.Entries(catalogue, catalogue.Goal(notes.Goal!)!, catalogue.Outcome(notes.Outcome!)!, store.Ideas);
        if (entries.Any(entry => string.Equals(entry.Intervention.Name, checkedIdea.Name, StringComparison.OrdinalIgnoreCase)))
        {
            return SkillReply.Refuse(Language.Say("candidates.known-already"));
        }

        if (store.Ideas.Count >= MostIdeas)
        {
            return SkillReply.Refuse(Language.Say("candidates.enough-ideas"));
        }

        store.Add(checkedIdea);
        var list = List();
        return list with { Say = $"{Language.Say("candidates.added", ("name", checkedIdea.Name))}\n\n{list.Say}" };
    }

    /// <summary>What a language model has to be asked about the list that would be shown now: null where it was asked already, or there is no list yet.</summary>
    public BeliefQuestion? OpenQuestionFor(string model)
    {
        var notes = interview.Notes;
        if (notes.Adult is not true || notes.Next is not null)
        {
            return null;
        }

        var question = BeliefQuestion.About(catalogue, notes, store.Ideas);
        return store.Belief is { } known && known.Model == model && known.Question == question.Fingerprint ? null : question;
    }

    /// <summary>Keeps what a language model stated.</summary>
    public void Believe(ModelBelief belief) => store.Add(belief);

    /// <summary>The list's buttons again, without the list.</summary>
    public SkillReply Choose() => store.Latest is { } list
        ? new SkillReply
        {
            Say = Language.Say("candidates.choose"),
            Asks = OpenQuestion.Candidates,
            Choices = [.. list.Candidates.Where(candidate => candidate.MayStart).Select(Test)],
        }
        : List();

    /// <summary>The candidate that a number or a part of a name means; null when it is none or more than one.</summary>
    internal static Candidate? Find(CandidateList list, string told, SpokenLanguage language)
    {
        var text = told.Trim();
        if (int.TryParse(text, CultureInfo.InvariantCulture, out var position))
        {
            return list.Candidates.FirstOrDefault(candidate => candidate.Position == position);
        }

        var named = list.Candidates.Concat(list.Harmed).Where(candidate => text.Length >= 3 && (candidate.Name.Contains(text, StringComparison.OrdinalIgnoreCase) || candidate.NameIn(language).Contains(text, StringComparison.OrdinalIgnoreCase))).ToList();
        return named is [var only] ? only : null;
    }

    private CandidateGrounds Grounds(InterviewNotes notes)
    {
        var belief = store.Belief is { } known && known.Question == BeliefQuestion.About(catalogue, notes, store.Ideas).Fingerprint ? known : null;
        return new CandidateGrounds
        {
            Belief = belief,
            MostForModel = belief is null ? 0 : CombinedForecast.MostForModel(ledger.RecordOf(SourceForecast.Model(belief.Model)), ledger.RecordOf(SourceForecast.Published)),
            Others = Others(notes.Outcome!),
            Ideas = store.Ideas,
        };
    }

    // What the person shared themselves is among the shared effects, which name nobody; it is known by its exact size, and is no trial of another.
    private Dictionary<(string Intervention, string Outcome), IReadOnlyList<StudyEffect>> Others(string outcome)
    {
        var own = store.Tested.Where(tested => tested.Outcome == outcome && tested.Benefit is not null).ToLookup(tested => tested.Intervention, tested => tested.Benefit!.Value);
        return shared.On(outcome).ToDictionary(
            effects => (effects.Key, outcome),
            effects => (IReadOnlyList<StudyEffect>)[.. effects.Where(effect => !own[effects.Key].Contains(effect.Estimate))]);
    }

    /// <summary>The highest-ranked candidate for an outcome that may be started and was not tested on the person yet, by a list made now; null when there is none.</summary>
    internal Candidate? NextUntested(string outcome) =>
        interview.Notes is { Next: null, Adult: true } notes && notes.Outcome == outcome
            ? CandidateRanking.Rank(catalogue, notes, store.Tested, settings, Grounds(notes)).Candidates
                .FirstOrDefault(candidate => candidate is { MayStart: true, Tested: null, Trigger: not Trigger.UnlikelyToBeWorthIt })
            : null;

    private SpokenLanguage Language => participants.Language;

    private Choice Test(Candidate candidate) =>
        new(Language.Say("candidates.button.test", ("n", candidate.Position), ("name", candidate.NameIn(Language))), SkillCall.Of("trials-propose", ("candidates", candidate.Position.ToString(CultureInfo.InvariantCulture))));
}
