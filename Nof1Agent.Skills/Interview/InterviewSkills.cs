using System.ComponentModel;
using Nof1Agent.Skills.Evidence;
using Nof1Agent.Skills.Languages;
using Nof1Agent.Skills.Participants;

namespace Nof1Agent.Skills.Interview;

/// <summary>The interview: notes what the person tells, one question at a time.</summary>
public sealed class InterviewSkills(InterviewStore interview, ParticipantStore participants, EvidenceCatalogue catalogue)
{
    internal SpokenLanguage Language => participants.Language;

    /// <summary>Why nothing may be proposed or begun with this person; null where it may.</summary>
    internal string? Barred => interview.Notes switch
    {
        { Adult: false } => Language.Say("interview.adults-only"),
        { Blocks.Count: > 0 } => DoctorFirst(Language),
        _ => null,
    };

    internal static string DoctorFirst(SpokenLanguage language) => language.Say("interview.doctor-first");

    [Description("Write down what the person said about themselves. Give only the fields that they said themselves; leave everything else out. Several at once are fine. Returns what was noted and the next question.")]
    public SkillReply Note(
        [Description("the goal as one of the catalogue's goals, e.g. \"sleep onset\"")] string? goal = null,
        [Description("the goal in the person's own words")] string? goalInOwnWords = null,
        [Description("the outcome to measure: its name or id")] string? outcome = null,
        [Description("smallest change worth the effort, in the outcome's unit, above 0")] double? mcid = null,
        [Description("the outcome on a good day")] double? typicalGood = null,
        [Description("the outcome on a bad day")] double? typicalBad = null,
        [Description("true if they said they are 18 or older, false if younger")] bool? adult = null,
        [Description("true if pregnant or breastfeeding")] bool? pregnant = null,
        [Description("health conditions; an empty list means none")] string[]? conditions = null,
        [Description("medicines and supplements; an empty list means none")] string[]? medicines = null,
        [Description("what they have tried; an empty list means nothing")] string[]? tried = null,
        [Description("what they would not do or take; an empty list means nothing")] string[]? limits = null,
        [Description("how much they expect it to help, 0 to 10")] double? expectation = null)
    {
        var noting = new Noting(interview.Notes, catalogue, Language);
        noting.Goal(goal, goalInOwnWords);
        noting.Outcome(outcome);
        noting.Mcid(mcid);
        noting.Typical(typicalGood, typicalBad);
        noting.Adult(adult);
        noting.Health(pregnant, conditions, medicines);
        noting.Wishes(tried, limits, expectation);
        if (!noting.Anything)
        {
            return SkillReply.Refuse(noting.Problems.Count > 0 ? string.Join(" ", noting.Problems) : Language.Say("interview.nothing-in-that"));
        }

        interview.Save(noting.Notes);
        if (noting.Notes.Adult is false)
        {
            return new SkillReply { Say = Language.Say("interview.adults-only"), Asks = OpenQuestion.Nothing };
        }

        var next = NextQuestion();
        var readBack = noting.Read.Count > 0 ? Language.Say("interview.noted", ("list", string.Join("; ", noting.Read))) : "";
        return next with
        {
            Say = string.Join("\n\n", new[] { readBack, string.Join(" ", noting.Problems), next.Say }.Where(part => part.Length > 0)),
            Facts = [.. noting.Facts, .. next.Facts],
        };
    }

    [Description("The person does not want to answer the question, or does not know.")]
    public SkillReply Skip([Description("the question that is skipped, e.g. Mcid")] string question)
    {
        if (!Enum.TryParse<OpenQuestion>(question, ignoreCase: true, out var skipped) || !InterviewNotes.MayBeSkipped(skipped))
        {
            var open = interview.Notes.Next;
            return open is { } needed
                ? Ask(needed) with { Ok = false, Say = Language.Say("interview.cannot-skip", ("why", InterviewQuestions.Why(needed, Language)), ("question", Ask(needed).Say)) }
                : SkillReply.Refuse(Language.Say("interview.no-such-question"));
        }

        interview.Save(interview.Notes with { Skipped = [.. interview.Notes.Skipped.Append(skipped).Distinct()] });
        var next = NextQuestion();
        return next with { Say = $"{Language.Say("interview.skipped")}\n\n{next.Say}" };
    }

    [Description("The next question of the interview, worded. When nothing is left to ask, the candidates follow.")]
    public SkillReply NextQuestion()
    {
        if (interview.Notes.Adult is false)
        {
            return new SkillReply { Say = Language.Say("interview.adults-only"), Asks = OpenQuestion.Nothing };
        }

        return interview.Notes.Next is { } question
            ? Ask(question)
            : new SkillReply { Say = Language.Say("interview.complete"), Asks = OpenQuestion.Candidates, Then = SkillCall.Of("candidates-list") };
    }

    [Description("Why a question is asked.")]
    public SkillReply Why([Description("the question, e.g. Mcid")] string question)
    {
        var asked = Enum.TryParse<OpenQuestion>(question, ignoreCase: true, out var parsed) ? parsed : OpenQuestion.Nothing;
        var reason = InterviewQuestions.Why(asked, Language);
        return interview.Notes.Next == asked ? Ask(asked) with { Say = $"{reason}\n\n{Ask(asked).Say}" } : new SkillReply { Say = reason };
    }

    private SkillReply Ask(OpenQuestion question) => InterviewQuestions.Ask(question, interview.Notes, catalogue, Language);
}
