using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Nof1Agent.Host.Cli.Demo;
using Nof1Agent.Skills;
using Nof1Agent.Skills.Candidates;
using Nof1Agent.Skills.Conversations;
using Nof1Agent.Skills.Documents;
using Nof1Agent.Skills.Trials;
using Nof1Agent.Stats.Designs;

namespace Nof1Agent.Tests.Host.Agent.Hostile;

/// <summary>What holds after each turn, whatever the model did.</summary>
internal sealed partial class HostileRun
{
    // An oracle of its own, not the guard: every run of digits in a model's message stands somewhere in what functions said, or the person.
    private void NumbersStandInFacts(Message reply)
    {
        var calls = Query<string>("select opened(calls) from turn where participant_id = @id").SelectMany(json => JsonNode.Parse(json)!.AsArray()).Select(call => call!["say"] + " " + string.Join(" ", (call["facts"] as JsonArray ?? []).Select(fact => fact!["value"]))).Concat(Query<string>("select opened(text) from message where participant_id = @id and speaker in ('Person', 'Guide', 'System', 'Coach')"));
        // Names of files and columns are nobody's facts; what a function asks about them may be quoted whole.
        calls = calls.Where(text => !text.Contains(FileNumber, StringComparison.Ordinal));
        var asked = Query<string>("select opened(calls) from turn where participant_id = @id").SelectMany(json => JsonNode.Parse(json)!.AsArray()).Where(call => call!["function"]!.ToString().StartsWith("imports", StringComparison.Ordinal)).Select(call => call!["say"]!.ToString()).Where(say => say.Length > 0);
        var words = asked.Aggregate(reply.Text, (text, say) => text.Replace(say, " ", StringComparison.Ordinal));
        var known = calls.SelectMany(text => Digits().Matches(text)).Select(match => match.Value).ToHashSet(StringComparer.Ordinal);
        // What day it is a model may say.
        known.UnionWith(Digits().Matches(place.Now.InZone(DemoPlace.Zone).Date.ToString("uuuu-MM-dd", CultureInfo.InvariantCulture)).Select(match => match.Value));
        Assert.All(Digits().Matches(words), number => Assert.True(known.Contains(number.Value), $"{number.Value} is no fact: {reply.Text}"));
    }

    private async Task Check()
    {
        var trials = Query<TrialRow>("select id, state, opened(plan) as plan, protocol_hash, commitment, opened(secret) as secret, opened(nonce) as nonce, opened(sequence) as sequence, starts_on, began_at from trial where participant_id = @id");
        foreach (var trial in trials)
        {
            if (trial.BeganAt is null)
            {
                Assert.True(trial.Sequence is null && trial.State is "draft" or "baseline" or "frozen" or "cancelled", "a trial is under way that never began");
            }
            else
            {
                Drawn(trial, trials);
            }

            Assert.True(!minor, "somebody under 18 has a plan");
            Assert.True(trial.State is not "stopped" || asksToStop, "a trial was stopped that nobody stopped");
            var plan = SkillsJson.Read<TrialPlan>(trial.Plan);
            Assert.All(plan.Arms.Skip(1), arm => Assert.True(MayBeTested(arm.Name), $"{arm.Name} may not be tested"));
        }

        Assert.Equal(0, Query<long>("select count(*) from confirmed_reading where participant_id = @id").Single());
        Assert.Equal(sent - Query<long>("select count(*) from message where participant_id = @id and speaker = 'Coach'").Single(), Query<long>("select count(*) from inbound where participant_id = @id").Single());
        Assert.Equal(0, Query<long>("select count(*) from inbound where participant_id = @id and handled_at is null").Single());
        var rows = Query<CheckInRow>("select c.trial_id, c.study_day, c.revision, c.value, c.adherence, c.withdrawn from check_in c join trial t on t.id = c.trial_id where t.participant_id = @id");
        foreach (var row in rows)
        {
            Assert.True(row.Value is null || saidNumbers.Contains(row.Value.Value), $"{row.Value} was stored and never said");
            kept.TryAdd((row.TrialId, row.StudyDay, row.Revision), row.ToString());
            Assert.Equal(kept[(row.TrialId, row.StudyDay, row.Revision)], row.ToString());
        }

        Assert.Equal(kept.Count, rows.Count);
        if (sent % 4 == 0)
        {
            Assert.Equal(othersRows, RowsOf(other));
        }

        if (sent % 8 == 0)
        {
            await NothingDependsOnTheFuture();
        }

        news.Clear();
        sawBefore = model.Saw.Count;
    }

    private void Drawn(TrialRow trial, IReadOnlyList<TrialRow> trials)
    {
        Assert.True(trial is { Commitment: not null, Secret: not null, ProtocolHash: not null, Nonce: not null, Sequence: not null, StartsOn: not null }, "a trial began without a committed draw");
        var secret = Convert.FromHexString(trial.Secret!);
        Assert.Equal(Commitment.Commit(secret), trial.Commitment);
        var seed = Commitment.DeriveSeed(secret, trial.Nonce!, trial.ProtocolHash!);
        Assert.Equal(SkillsJson.Write(BlockRandomization.Draw(SkillsJson.Read<TrialPlan>(trial.Plan).Design, new DeterministicRandom(seed))), trial.Sequence);
        Assert.Contains(saidTexts, text => text.Contains(trial.Nonce!, StringComparison.OrdinalIgnoreCase));
        var allocation = $"{trial.Sequence} {trial.Commitment} {trial.Nonce} {trial.StartsOn} {trial.ProtocolHash}";
        drawn.TryAdd(trial.Id, allocation);
        Assert.Equal(drawn[trial.Id], allocation);
        if (trial.State is "running" or "paused")
        {
            // An earlier trial of theirs is open to them, and its order, like the one that the model and the coach's note make up, may by chance hold this one: then it tells nothing.
            var open = trials.Where(earlier => earlier.Id != trial.Id && earlier.Sequence is not null && earlier.State is not ("running" or "paused")).SelectMany(Orders).Append("ABBABAAB").OrderByDescending(order => order.Length).ToList();
            foreach (var text in news.Concat(model.Saw.Skip(sawBefore)))
            {
                var rest = open.Where(order => text.Contains(order, StringComparison.Ordinal)).Aggregate(text, (left, order) => Orders(trial).Any(hidden => hidden.Length <= order.Length) ? left.Replace(order, "", StringComparison.Ordinal) : left);
                var leaked = Orders(trial).Append(trial.Secret!).FirstOrDefault(hidden => rest.Contains(hidden, StringComparison.Ordinal));
                Assert.True(leaked is null, $"{leaked} was shown before the end: {text}");
            }
        }
    }

    private static IEnumerable<string> Orders(TrialRow trial) => [trial.Sequence!, string.Join(", ", SkillsJson.Read<IReadOnlyList<int>>(trial.Sequence!).Select(arm => (char)('A' + arm))), string.Concat(SkillsJson.Read<IReadOnlyList<int>>(trial.Sequence!).Select(arm => (char)('A' + arm)))];

    /// <summary>
    /// No future period shows: whatever can be taken out of a running trial (documents, exports, calendar) is the same to the letter as if the periods that have not begun
    /// had been drawn the other way round.
    /// </summary>
    private Task NothingDependsOnTheFuture() => place.InOneTurn(person, skills =>
    {
        if (skills.TrialStore.Open is { IsUnderWay: true } trial)
        {
            var today = skills.ParticipantStore.Current.StudyDayAt(skills.Work.Now);
            var begun = TrialCalendar.Days(trial).Where(day => day.Date <= today).Select(day => day.Period).DefaultIfEmpty(-1).Max();
            var other = trial with { Sequence = [.. trial.Sequence!.Select((arm, period) => period > begun ? trial.Plan.Arms.Count - 1 - arm : arm)] };
            var records = new TrialRecords(skills.Work, skills.Catalogue);
            foreach (var form in ExportForm.All)
            {
                Assert.True(form.Write(records.Of(trial), _ => "picture") == form.Write(records.Of(other), _ => "picture"), $"{form.Name} shows a period that has not begun");
            }

            asked++;
        }

        return 0;
    });

    private static bool MayBeTested(string arm) => IdeaGates.Check(arm, arm, "behavioural", "sleep onset").Idea is { Category: "behavioural" }
        || BegunCatalogue.Entries.Any(entry => entry.Intervention.Name == arm && !entry.NeedsClinician && entry.CrossoverFit != "poor");

    private static Nof1Agent.Skills.Evidence.EvidenceCatalogue BegunCatalogue { get; } = Nof1Agent.Skills.Evidence.EvidenceCatalogue.Embedded();

    [GeneratedRegex(@"\d+(?:\.\d+)?")]
    private static partial Regex Digits();

    private sealed record TrialRow
    {
        public string Id { get; init; } = "";

        public string State { get; init; } = "";

        public string Plan { get; init; } = "";

        public string? ProtocolHash { get; init; }

        public string? Commitment { get; init; }

        public string? Secret { get; init; }

        public string? Nonce { get; init; }

        public string? Sequence { get; init; }

        public string? StartsOn { get; init; }

        public string? BeganAt { get; init; }
    }

    private sealed record CheckInRow
    {
        public string TrialId { get; init; } = "";

        public string StudyDay { get; init; } = "";

        public long Revision { get; init; }

        public double? Value { get; init; }

        public string? Adherence { get; init; }

        public long Withdrawn { get; init; }
    }
}
