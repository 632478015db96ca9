using Nof1Agent.Skills.Audit;
using Nof1Agent.Skills.Candidates;
using Nof1Agent.Skills.Channels;
using Nof1Agent.Skills.CheckIns;
using Nof1Agent.Skills.Coaching;
using Nof1Agent.Skills.Conversations;
using Nof1Agent.Skills.Documents;
using Nof1Agent.Skills.Evidence;
using Nof1Agent.Skills.Files;
using Nof1Agent.Skills.Imports;
using Nof1Agent.Skills.Interview;
using Nof1Agent.Skills.Invitations;
using Nof1Agent.Skills.Participants;
using Nof1Agent.Skills.Presence;
using Nof1Agent.Skills.Privacy;
using Nof1Agent.Skills.Protection;
using Nof1Agent.Skills.Results;
using Nof1Agent.Skills.Rhythm;
using Nof1Agent.Skills.Storage;
using Nof1Agent.Skills.Studies;
using Nof1Agent.Skills.Trials;

namespace Nof1Agent.Skills;

/// <summary>Everything the agent can do in one turn, over that turn's work.</summary>
public sealed class SkillSet
{
    public SkillSet(TurnWork work, EvidenceCatalogue catalogue, TriggerSettings triggers, SafetySettings? safety = null, CheckInSettings? checkIns = null)
    {
        Work = work;
        Catalogue = catalogue;
        Conversation = new ConversationStore(work);
        ParticipantStore = new ParticipantStore(work);
        InterviewStore = new InterviewStore(work);
        CandidateStore = new CandidateStore(work);
        Approvals = new ApprovalStore(work);
        Calibration = new CalibrationLedger(work);
        TrialStore = new TrialStore(work);
        ToldStore = new ToldStore(work);
        CheckInStore = new CheckInStore(work);
        ModelCalls = new ModelCallStore(work);
        Names = new NameStore(work);
        FileStore = new FileStore(work);
        Interview = new InterviewSkills(InterviewStore, ParticipantStore, catalogue);
        Participants = new ParticipantSkills(work, ParticipantStore, Interview, Joined);
        Candidates = new CandidateSkills(CandidateStore, InterviewStore, ParticipantStore, Calibration, new SharedEffectStore(work), catalogue, triggers, () => Studies?.PlanInstead());
        Trials = new TrialSkills(work, TrialStore, ToldStore, CandidateStore, InterviewStore, ParticipantStore, catalogue, Approvals, safety is { HasCoach: true });
        Studies = new StudySkills(work, ParticipantStore, InterviewStore, TrialStore, Trials, catalogue);
        Edits = new EditedMessages(work, CheckInStore, TrialStore);
        CheckIns = new CheckInSkills(work, CheckInStore, TrialStore, Trials, ToldStore, ParticipantStore, catalogue, checkIns ?? new CheckInSettings());
        ResultStore = new ResultStore(work);
        Results = new ResultSkills(work, ResultStore, TrialStore, Trials, CheckInStore, CheckIns, CandidateStore, Candidates, ParticipantStore, catalogue);
        Sharing = new SharingSkills(new SharedEffectStore(work), TrialStore, ResultStore, ParticipantStore, catalogue);
        Documents = new DocumentSkills(new TrialRecords(work, catalogue), ParticipantStore);
        Safety = new SafetyMeasures(work, safety ?? new SafetySettings(), ParticipantStore, Conversation, InterviewStore, TrialStore, Trials);
        Rules = new RuleSkills(work, new RuleStore(work), TrialStore, ResultStore, ParticipantStore);
        Privacy = new PrivacyCommands(work, ParticipantStore, Conversation, Trials);
        Humans = new HumanRequests(work, ParticipantStore, Conversation, safety ?? new SafetySettings());
        Floor = new CoachFloor(work, Conversation, ParticipantStore);
        Notes = new CoachNotes(work);
        Help = new HelpSkills(Conversation, Interview, Candidates, Trials, CheckIns, ParticipantStore, Humans);
        Channels = new ChannelSkills(work, ParticipantStore);
        Invitations = new InvitationSkills(work, ParticipantStore, Joined);
        ImportStore = new ImportStore(work);
        Files = new FileSkills(FileStore, ParticipantStore);
        Imports = new ImportSkills(work, ImportStore, CheckIns, CheckInStore, ToldStore, ParticipantStore);
        Days = new DaySkills(work, ParticipantStore, TrialStore, ToldStore);
        Rhythm = new DailyRhythm(work, ParticipantStore, Conversation, TrialStore, Trials, ToldStore, CheckIns, Results, Rules, checkIns ?? new CheckInSettings());
        ApprovalDecisions = new ApprovalDecisions(work, Approvals, ParticipantStore, Conversation, TrialStore);
        Coach = new CoachView(work, TrialStore, CheckInStore, ParticipantStore, Results, ResultStore, new UnblindingStore(work), catalogue);
    }

    public TurnWork Work { get; }

    public EvidenceCatalogue Catalogue { get; }

    public ConversationStore Conversation { get; }

    public ParticipantStore ParticipantStore { get; }

    public InterviewStore InterviewStore { get; }

    public CandidateStore CandidateStore { get; }

    /// <summary>Forecasts as they were before each trial, and how they turned out.</summary>
    public CalibrationLedger Calibration { get; }

    /// <summary>Requests for a coach's yes.</summary>
    public ApprovalStore Approvals { get; }

    /// <summary>What a coach decides about them. Not offered to a model.</summary>
    public ApprovalDecisions ApprovalDecisions { get; }

    public TrialStore TrialStore { get; }

    public ToldStore ToldStore { get; }

    public CheckInStore CheckInStore { get; }

    public ModelCallStore ModelCalls { get; }

    public NameStore Names { get; }

    public ResultStore ResultStore { get; }

    public ParticipantSkills Participants { get; }

    public InterviewSkills Interview { get; }

    public CandidateSkills Candidates { get; }

    public TrialSkills Trials { get; }

    public CheckInSkills CheckIns { get; }

    /// <summary>Changed messages.</summary>
    public EditedMessages Edits { get; }

    public ResultSkills Results { get; }

    public RuleSkills Rules { get; }

    public SharingSkills Sharing { get; }

    public DocumentSkills Documents { get; }

    /// <summary>Withdrawing and deleting. Not offered to a model.</summary>
    public PrivacyCommands Privacy { get; }

    /// <summary>What follows from a red flag. Not offered to a model.</summary>
    public SafetyMeasures Safety { get; }

    public HelpSkills Help { get; }

    public ChannelSkills Channels { get; }

    /// <summary>Whether a coach may read along. Not offered to a model.</summary>
    public InvitationSkills Invitations { get; }

    public ImportStore ImportStore { get; }

    /// <summary>Photos and documents that the person handed in, and what of them they confirmed.</summary>
    public FileStore FileStore { get; }

    public FileSkills Files { get; }

    public ImportSkills Imports { get; }

    public DaySkills Days { get; }

    public CoachView Coach { get; }

    /// <summary>The study that the person takes part in.</summary>
    public StudySkills Studies { get; }

    /// <summary>Requests for a human.</summary>
    public HumanRequests Humans { get; }

    /// <summary>A coach takes the floor and hands back. Not offered to a model.</summary>
    public CoachFloor Floor { get; }

    /// <summary>Coaches' private notes. Not offered to a model.</summary>
    public CoachNotes Notes { get; }

    public DailyRhythm Rhythm { get; }

    /// <summary>The skills by the plugin name under which a model sees them.</summary>
    public IReadOnlyList<(string Plugin, object Skills)> Plugins =>
    [
        ("participants", Participants), ("interview", Interview), ("candidates", Candidates), ("trials", Trials), ("checkins", CheckIns), ("days", Days), ("imports", Imports), ("files", Files), ("results", Results), ("rules", Rules),
        ("sharing", Sharing), ("documents", Documents), ("channels", Channels), ("invitations", Invitations), ("studies", Studies), ("help", Help),
    ];

    private void Joined(string? invitation) => Studies.Joined(invitation);
}
