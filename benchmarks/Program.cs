using Nof1Agent.Benchmarks;

// One file per benchmark; each takes an optional number of trials, prints a Markdown table for README.md and returns 0 when it ran.
var benchmarks = new SortedDictionary<string, (string About, Func<string[], int> Run)>(StringComparer.Ordinal)
{
    ["calibration"] = ("whether sure statements are right as often as they say", Calibration.Run),
    ["caseload"] = ("the coach's list with 1,000 people: reading it, the first row in chromium, a change until it stands there", CaseloadPage.Run),
    ["coverage"] = ("coverage, width, power and interval score over 24 designs", Coverage.Run),
    ["designs"] = ("coverage, width and power of common designs", DesignTable.Run),
    ["daily"] = ("due, due-parts, sender, idle, turns and year in one run, with the load of the machine", Daily.Run),
    ["due"] = ("100,000 people due within the same minute: seconds and memory until all is in the outbox", DueMinute.Run),
    ["due-parts"] = ("where the processor time of a due row goes", DueParts.Run),
    ["errors"] = ("false positives under error processes that the model does not have", ErrorProcesses.Run),
    ["idle"] = ("memory of the service with 100,000 people in the middle of their trials", Idle.Run),
    ["sender"] = ("a channel with a strict limit of 28 messages a second: share held over three minutes, refusals", Sender.Run),
    ["year"] = ("a year of 1,000 people on a virtual clock", Year.Run),
    ["year-rule"] = ("the same year by the rule of the rhythm alone, without a database: every life checked", YearOfRules.Run),
    ["failures"] = ("whole reports on 100,000 trials, half of them spoilt", Failures.Run),
    ["looks"] = ("early stops without and with an effect", EarlyLooks.Run),
    ["stats"] = ("time of one engine fit, a whole report and a power run; ratio against R's nlme::gls on the same trials", StatsSpeed.Run),
    ["safety"] = ("time of the safety screen on 500 characters, and on a megabyte made to trouble it", SafetySpeed.Run),
    ["train-screen"] = ("learns the weights of the safety screen from the messages in TestData/safety (not a benchmark)", TrainScreen.Run),
    ["screen"] = ("how much of a file of messages the safety screen finds", MeasureScreen.Run),
    ["turns"] = ("turns a second with 1, 16 and 256 people at once, beside a bare durable insert", Turns.Run),
};

if (args is [var name, .. var rest] && benchmarks.TryGetValue(name, out var benchmark))
{
    return benchmark.Run(rest);
}

Console.WriteLine("dotnet run -c Release --project benchmarks -- NAME");
foreach (var (known, (about, _)) in benchmarks)
{
    Console.WriteLine($"  {known,-12} {about}");
}

return args.Length == 0 ? 0 : 2;
