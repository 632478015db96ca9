using System.Text.Json.Nodes;
using Dapper;
using Nof1Agent.Host.Cli.Demo;
using Nof1Agent.Skills;
using Nof1Agent.Skills.Audit;
using Nof1Agent.Skills.Conversations;
using Nof1Agent.Skills.Evidence;
using Nof1Agent.Skills.Invitations;
using Nof1Agent.Skills.Studies;
using Nof1Agent.Skills.Trials;
using Nof1Agent.Stats.Designs;
using Nof1Agent.Tests.Support;
using NodaTime;

namespace Nof1Agent.Tests.Skills.Studies;

/// <summary>From a coach's protocol to people's own trials, and back to what they say together.</summary>
public sealed class StudyTests
{
    private const string Coach = Coached.Coach;
    private static readonly EvidenceCatalogue Catalogue = EvidenceCatalogue.Embedded();

    private static readonly StudyTemplate Earplugs = new()
    {
        Name = "Sleep in spring",
        Goal = "sleep onset",
        Outcome = "sleep-onset-minutes",
        Mcid = 10,
        Arms = [new StudyArm("a paper book in bed", "Read a paper book in bed until you are tired.")],
        PeriodDays = 7,
        WashoutDays = 1,
        Cycles = 3,
        ConsentText = "This study is run by the Sleep Lab. Ask Anna if anything is unclear.",
        Evening = new LocalTime(21, 15),
    };

    [Fact]
    public void Problems_OfASoundProtocol_AreNone() => Assert.Empty(StudyRules.Problems(Earplugs, Catalogue, Coached.English));

    [Fact]
    public void Problems_FollowTheRulesOfPlans()
    {
        void Refused(StudyTemplate template, string because) => Assert.Contains(StudyRules.Problems(template, Catalogue, Coached.English), problem => problem.Contains(because, StringComparison.Ordinal));
        Refused(Earplugs with { Name = " " }, "name has 1 to 60");
        Refused(Earplugs with { Goal = "riches" }, "goal of the catalogue");
        Refused(Earplugs with { Outcome = "pain-rating" }, "outcome of the goal");
        Refused(Earplugs with { Mcid = 0 }, "smallest change");
        Refused(Earplugs with { Arms = [] }, "1 to 3 different things");
        Refused(Earplugs with { Arms = [.. Earplugs.Arms, .. Earplugs.Arms] }, "1 to 3 different things");
        Refused(Earplugs with { Cycles = 2 }, "at least 3 complete cycles");
        Refused(Earplugs with { PeriodDays = 4 }, "at least 4 days that count");
        Refused(Earplugs with { Cycles = 11 }, "at most 140 days");
        Refused(Earplugs with { ConsentText = new string('x', 1501) }, "at most 1500");
        Refused(Earplugs with { Arms = [new StudyArm("valerian drops", "Take some drops of valerian before bed.")] }, "not in the catalogue");
        Refused(Earplugs with { Arms = [new StudyArm("no tablets", "Stop taking your prescribed tablets.")] }, "");
        var slow = Catalogue.Entries.First(entry => Math.Max(entry.OnsetDays, entry.WashoutDays) > 0 && entry.CrossoverFit != "poor");
        Refused(Earplugs with { Arms = [new StudyArm(slow.Intervention.Name)], WashoutDays = 0 }, "that do not count");
        Refused(Earplugs with { Arms = [new StudyArm(Catalogue.Entries.First(entry => entry.CrossoverFit == "poor" && Catalogue.Entries.All(other => other.Intervention.Name != entry.Intervention.Name || other.CrossoverFit == "poor")).Intervention.Name)] }, "too slowly");
    }

    [Fact]
    public async Task Book_KeepsEveryVersionAndSaysWhoChangedIt()
    {
        await using var place = new DemoPlace(1);
        var book = place.Get<StudyBook>();
        Assert.NotEmpty((await book.Make(Earplugs with { Cycles = 1 }, Coach, Coached.English)).Problems);
        var study = (await book.Make(Earplugs, Coach, Coached.English)).Study!;
        Assert.Equal((1, true, Coach), (study.Version, study.IsOpen, study.Owner));
        var changed = (await book.Change(study.Id, Earplugs with { Cycles = 4 }, "Lea", Coached.English)).Study!;
        Assert.Equal([(2, 4), (1, 3)], book.Versions(study.Id).Select(version => (version.Version, version.Template.Cycles)));
        Assert.Equal(changed, Assert.Single(book.All) with { Template = changed.Template });
        Assert.NotEmpty((await book.Change("none", Earplugs, Coach, Coached.English)).Problems);
        Assert.True(await book.SetOpen(study.Id, false, Coach));
        Assert.Empty(await book.Invite(study.Id, Coach, Duration.FromDays(7), 1));
        Assert.False(await book.SetOpen("none", false, Coach));
        Assert.Equal(["closed", "changed", "made"], place.Get<AuditLog>().Latest(10, act: AuditAct.ChangedStudy).Select(entry => entry.About));
    }

    [Fact]
    public async Task Invitation_ThenConsent_ThenTheStudysTrialRuns()
    {
        await using var talk = await Talk.Begin();
        var (study, _) = await Invited(talk.Place, talk.Id);
        Assert.Contains("This study is run by the Sleep Lab.", talk.Hear(), StringComparison.Ordinal);
        Assert.Contains("results of all who take part are put together", talk.Last.Text, StringComparison.Ordinal);
        await talk.Say("hello");

        // Goal and outcome are the study's: what the gates have to know is asked all the same.
        Assert.Contains("good day", await talk.Say("yes"), StringComparison.OrdinalIgnoreCase);
        await talk.Say("20 minutes on a good day, 70 on a bad one");
        await talk.Press("Yes");
        await talk.Press("None of these");
        await talk.Press("None");
        await talk.Press("Nothing yet");
        await talk.Press("Nothing");
        var plan = await talk.Press("5");
        Assert.Contains("plan of the study \"Sleep in spring\"", plan, StringComparison.Ordinal);
        Assert.Contains("a paper book in bed", plan, StringComparison.Ordinal);
        Assert.DoesNotContain(talk.Last.Choices, choice => choice.Call.Function is "trials-allow_early_end" or "trials-show_plan" or "trials-blind");
        Assert.Equal(new LocalTime(21, 15), await talk.Use(skills => skills.ParticipantStore.Current.CheckInTime));
        Assert.False((await talk.Use(skills => skills.Trials.ChooseLength(cycles: 6))).Ok);
        Assert.False((await talk.Use(skills => skills.Trials.Propose("1"))).Ok);

        await talk.Press("Yes, fix it");
        await talk.Say("my lucky word");
        var trial = await talk.Trial();
        Assert.Equal((TrialState.Running, study.Reference, 42), (trial.State, trial.Plan.Study, trial.Plan.Design.TotalDays));
        Assert.Contains($"\"study\":{{\"id\":\"{study.Id}\",\"version\":1}}", trial.Protocol, StringComparison.Ordinal);
        var receipt = FrozenProtocol.Receipt(await End(talk))!;
        Assert.True(ReceiptVerification.Verify(receipt).IsValid);

        // The study is over for them: from here on they choose for themselves.
        Assert.DoesNotContain("study", (await talk.Use(skills => skills.Candidates.List())).Say, StringComparison.OrdinalIgnoreCase);
        using var connection = talk.Place.Open();
        Assert.DoesNotContain(study.Id, connection.QuerySingle<string>("select study_ref from caseload"), StringComparison.Ordinal);
        Assert.Null(connection.QuerySingle<string?>("select study_ref from invitation"));
    }

    [Fact]
    public async Task Plan_WhatRulesOutForAnybodyRulesOutHere()
    {
        await using var place = new DemoPlace(1);
        var entry = Catalogue.Entries.First(one => one is { Goal: "sleep onset", CrossoverFit: not "poor", NeedsClinician: false, Intervention.Category: not "over-the-counter" });
        var (person, _) = await Member(place, "one", Earplugs with { Arms = [new StudyArm(entry.Intervention.Name)], WashoutDays = 7, PeriodDays = 14, Cycles = 3 });
        var reply = await place.InOneTurn(person, skills =>
        {
            skills.Interview.Note(typicalGood: 20, typicalBad: 70, adult: true, pregnant: true, conditions: [], medicines: [], tried: [], limits: [], expectation: 5);
            return skills.Candidates.List();
        });
        Assert.False(reply.Ok);
        Assert.Contains("The study is not for you", reply.Say, StringComparison.Ordinal);
        Assert.Null(await place.InOneTurn(person, skills => skills.Studies.Current));
    }

    [Fact]
    public async Task ClosedStudy_NobodyNewJoins_AndAnEarlierVersionHoldsForWhoHas()
    {
        await using var place = new DemoPlace(1);
        var (person, study) = await Member(place, "one", Earplugs);
        var book = place.Get<StudyBook>();
        var code = (await book.Invite(study.Id, Coach, Duration.FromDays(7), 1))[0];
        await book.Change(study.Id, Earplugs with { Cycles = 5 }, Coach, Coached.English);
        await book.SetOpen(study.Id, false, Coach);
        var late = await place.Inbox.Meet("test", "late", DemoPlace.Zone);
        Assert.Equal(InvitationOutcome.Over, await place.Get<InvitationBook>().Accept(late, "test", code));
        await Told(place, person);
        Assert.Equal(3, (await place.InOneTurn(person, skills => skills.TrialStore.Open!)).Plan.Design.BlockCount);
    }

    [Fact]
    public async Task Leave_EndsThePlanAndTheChoiceIsTheirs()
    {
        await using var place = new DemoPlace(1);
        var (person, study) = await Member(place, "one", Earplugs);
        await Told(place, person);
        Assert.True((await place.InOneTurn(person, skills => skills.Studies.Leave())).Ok);
        Assert.Null(await place.InOneTurn(person, skills => skills.TrialStore.Open));
        Assert.False((await place.InOneTurn(person, skills => skills.Studies.Leave())).Ok);
        Assert.DoesNotContain("study", (await place.InOneTurn(person, skills => skills.Candidates.List())).Say, StringComparison.OrdinalIgnoreCase);
        Assert.Equal(0, place.Get<StudySeries>().Read(study.Id, Coached.English)!.People);
    }

    [Fact]
    public async Task Series_FromThreeTrialsOn_PoolsAndShrinks_AndTheExportNamesNobody()
    {
        await using var place = new DemoPlace(1);
        var book = place.Get<StudyBook>();
        var study = (await book.Make(Earplugs, Coach, Coached.English)).Study!;
        var people = new List<ParticipantId>();
        for (var number = 0; number < 4; number++)
        {
            var person = await place.Inbox.Meet("test", $"person {number}", DemoPlace.Zone);
            await Accept(place, person, study.Id);
            await Told(place, person);
            people.Add(person);
        }

        await place.Get<Nof1Agent.Skills.Coaching.Aliases>().GiveMissing();
        var series = place.Get<StudySeries>();
        Assert.Equal((4, 0), (series.Read(study.Id, Coached.English)!.People, series.Read(study.Id, Coached.English)!.Arms[0].Trials));
        await Run(place, people, effects: [-5, -12, -20, -12]);
        var view = series.Read(study.Id, Coached.English)!;
        var arm = Assert.Single(view.Arms);
        Assert.Equal((4, 0, 4), (view.People, view.Running, arm.Trials));
        Assert.Equal(4, arm.Rows.Count);
        Assert.InRange(arm.Pooled!.Mean, 5, 20);
        Assert.Equal(arm.Rows.Select(row => row.Estimate).Order(), arm.Rows.Select(row => row.Estimate));
        Assert.All(arm.Rows, row => Assert.InRange(row.Shrunken!.Value, Math.Min(row.Estimate, arm.Pooled.Mean) - 1e-9, Math.Max(row.Estimate, arm.Pooled.Mean) + 1e-9));
        Assert.Equal(4, arm.Rows.Select(row => row.Alias).Distinct().Count());
        Assert.Contains("Over 4 trials: on average", arm.Say, StringComparison.Ordinal);

        // Who leaves is in it no longer; below three nothing is put together.
        await place.InOneTurn(people[0], skills => skills.Studies.Leave());
        await place.InOneTurn(people[1], skills => skills.Privacy.Answer(new Inbound { Id = 0, Channel = "test", Text = "/withdraw", ReceivedAt = place.Now })!);
        var fewer = Assert.Single(series.Read(study.Id, Coached.English)!.Arms);
        Assert.Equal((2, null, 0), (fewer.Trials, fewer.Pooled, fewer.Rows.Count));
        Assert.Contains("2 trials are over. Together they are shown from 3 on.", fewer.Say, StringComparison.Ordinal);

        var json = JsonNode.Parse(place.Get<StudyExport>().Json(study.Id)!)!;
        Assert.Equal(StudyExport.Schema, json["schema"]!.GetValue<string>());
        Assert.Equal(2, json["trials"]!.AsArray().Count);
        Assert.Equal(42, json["trials"]![0]!["trial"]!["days"]!.AsArray().Count);
        Assert.DoesNotContain("secret note", json.ToJsonString(), StringComparison.Ordinal);
        Assert.DoesNotContain(people[2].Value, json.ToJsonString(), StringComparison.Ordinal);
        var csv = place.Get<StudyExport>().Csv(study.Id)!;
        Assert.StartsWith("participant,version,date,", csv, StringComparison.Ordinal);
        Assert.Equal(1 + (2 * 42), csv.Split("\r\n", StringSplitOptions.RemoveEmptyEntries).Length);
        Assert.DoesNotContain("secret note", csv, StringComparison.Ordinal);
        Assert.Null(place.Get<StudyExport>().Csv("none"));
    }

    private static async Task<(ParticipantId Person, Study Study)> Member(DemoPlace place, string name, StudyTemplate template)
    {
        var made = await place.Get<StudyBook>().Make(template, Coach, Coached.English);
        Assert.True(made.Study is not null, string.Join(' ', made.Problems));
        var person = await place.Inbox.Meet("test", name, DemoPlace.Zone);
        await Accept(place, person, made.Study.Id);
        return (person, made.Study);
    }

    private static async Task Accept(DemoPlace place, ParticipantId person, string study)
    {
        var code = (await place.Get<StudyBook>().Invite(study, Coach, Duration.FromDays(7), 1))[0];
        Assert.Equal(InvitationOutcome.Accepted, await place.Get<InvitationBook>().Accept(person, "test", code));
        await place.InOneTurn(person, skills => skills.Participants.Consent(true));
    }

    private static async Task<(Study Study, string Code)> Invited(DemoPlace place, ParticipantId person)
    {
        var study = (await place.Get<StudyBook>().Make(Earplugs, Coach, Coached.English)).Study!;
        var code = (await place.Get<StudyBook>().Invite(study.Id, Coach, Duration.FromDays(7), 1))[0];
        Assert.Equal(InvitationOutcome.Accepted, await place.Get<InvitationBook>().Accept(person, "test", code));
        return (study, code);
    }

    private static async Task Told(DemoPlace place, ParticipantId person)
    {
        var plan = await place.InOneTurn(person, skills =>
        {
            skills.Interview.Note(typicalGood: 20, typicalBad: 70, adult: true, conditions: [], medicines: [], tried: [], limits: [], expectation: 5);
            return skills.Candidates.List();
        });
        Assert.True(plan.Ok, plan.Say);
    }

    // Everybody's days at once, in the order that was drawn for each.
    private static async Task Run(DemoPlace place, IReadOnlyList<ParticipantId> people, double[] effects)
    {
        foreach (var person in people)
        {
            await place.InOneTurn(person, skills =>
            {
                skills.Trials.ConfirmPlan();
                return skills.Trials.Begin("word");
            });
        }

        var random = new DeterministicRandom(7);
        var start = (await place.InOneTurn(people[0], skills => skills.TrialStore.Open!)).StartsOn!.Value;
        for (var day = 0; day < 42; day++)
        {
            place.Clock.MoveTo(start.PlusDays(day + 1).At(new LocalTime(9, 0)).InZoneLeniently(DemoPlace.Zone).ToDateTimeOffset());
            for (var person = 0; person < people.Count; person++)
            {
                var value = 40 + (3 * random.NextGaussian());
                await place.InOneTurn(people[person], skills =>
                {
                    var arm = TrialCalendar.On(skills.TrialStore.Open!, start.PlusDays(day))!.Arm;
                    return skills.CheckIns.Record(Math.Round(Math.Max(0, value + (arm * effects[person]))), "yes", note: day == 3 ? "secret note" : null);
                });
            }
        }

        place.Clock.MoveTo(start.PlusDays(44).At(new LocalTime(9, 0)).InZoneLeniently(DemoPlace.Zone).ToDateTimeOffset());
        foreach (var person in people)
        {
            await place.InOneTurn(person, skills => skills.Results.Conclude());
        }
    }

    private static async Task<Trial> End(Talk talk)
    {
        await talk.Use(skills => skills.Trials.Stop("enough"));
        return await talk.Trial();
    }
}
