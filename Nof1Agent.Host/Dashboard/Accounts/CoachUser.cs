using Nof1Agent.Skills.Accounts;

namespace Nof1Agent.Host.Dashboard.Accounts;

/// <summary>An account as ASP.NET Core Identity handles it: it changes it step by step and then has it stored.</summary>
internal sealed class CoachUser(CoachAccount account)
{
    public CoachAccount Account { get; set; } = account;

    /// <summary>The stamp in the database when it was read or stored last: a change is stored over that one only.</summary>
    public string StoredStamp { get; set; } = account.Stamp;
}
