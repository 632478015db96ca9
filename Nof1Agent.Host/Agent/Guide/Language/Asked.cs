namespace Nof1Agent.Host.Agent.Guide.Language;

/// <summary>The one question that is open when a message arrives. It decides how a bare "6" or "yes" is read.</summary>
internal enum Asked
{
    /// <summary>"Is it OK to store what you tell me?"</summary>
    Consent,

    /// <summary>"What would you like to change?"</summary>
    Goal,

    /// <summary>"Which one should we measure?", with numbered options.</summary>
    Outcome,

    /// <summary>"What is the smallest change that would be worth the effort?", in the outcome's unit.</summary>
    Mcid,

    /// <summary>"What is it on a good day and on a bad day?"</summary>
    Typical,

    /// <summary>"Are you 18 or older?"</summary>
    Adult,

    /// <summary>"Any health conditions, or could you be pregnant?"</summary>
    Conditions,

    /// <summary>"Which medicines or supplements do you take?"</summary>
    Medicines,

    /// <summary>"What have you tried already?"</summary>
    Tried,

    /// <summary>"Is there anything you would not want to do?"</summary>
    Limits,

    /// <summary>"How much do you expect it to help, 0-10?"</summary>
    Expectation,

    /// <summary>"Which one would you like to test?", with a numbered list.</summary>
    Candidates,

    /// <summary>"How long?", with options in weeks.</summary>
    Length,

    /// <summary>"Shall I fix this plan?"</summary>
    Confirm,

    /// <summary>"Give me any word or number": the person's part of the lottery.</summary>
    Word,

    /// <summary>The daily question: the outcome's value, and whether the plan of the day was kept.</summary>
    Checkin,

    /// <summary>No question is open; the person may write anything.</summary>
    Nothing,
}
