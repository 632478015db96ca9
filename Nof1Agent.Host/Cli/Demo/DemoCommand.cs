using System.CommandLine;
using Nof1Agent.Skills.Languages;
using Nof1Agent.Stats.Designs;

namespace Nof1Agent.Host.Cli.Demo;

/// <summary><c>demo</c>: a whole story, from "I sleep badly" to "did it work?", in fast-forward.</summary>
internal static class DemoCommand
{
    private const int MostJourneys = 100_000;

    public static Command Create()
    {
        var seed = new Option<ulong>("--seed") { Description = "Seed of the simulated person and of the lottery. The same seed plays the same story.", DefaultValueFactory = _ => 1 };
        var effect = new Option<double?>("--effect") { Description = "True change in minutes to fall asleep; negative is faster. Default -20; with --headless a different one for everybody." };
        var days = new Option<int>("--days") { Description = "About how many days the trial runs; the nearest possible length is taken.", DefaultValueFactory = _ => 42 };
        var plain = new Option<bool>("--plain") { Description = "No colours." };
        var headless = new Option<bool>("--headless") { Description = "Many people through the same skills, without words; prints how often the interval holds the truth." };
        var trials = new Option<int>("--trials") { Description = "How many people with --headless.", DefaultValueFactory = _ => 100 };
        var lang = new Option<string>("--lang") { Description = $"The language that is spoken: {string.Join(", ", KnownLanguages.All.Select(language => language.Tag))}.", DefaultValueFactory = _ => KnownLanguages.Default };
        lang.Validators.Add(given => Require(given, KnownLanguages.Find(given.GetValueOrDefault<string>()) is not null, $"--lang is one of: {string.Join(", ", KnownLanguages.All.Select(language => language.Tag))}."));
        days.Validators.Add(given => Require(given, given.GetValueOrDefault<int>() is >= 35 and <= 140, "--days is between 35 and 140."));
        trials.Validators.Add(given => Require(given, given.GetValueOrDefault<int>() is >= 1 and <= MostJourneys, $"--trials is between 1 and {MostJourneys}."));
        effect.Validators.Add(given => Require(given, given.GetValueOrDefault<double?>() is null or (>= -50 and <= 200), "--effect is between -50 and 200 minutes."));
        var command = new Command("demo", "Play a whole story in fast-forward, with the same code as the service and a simulated person whose true effect is known.") { seed, effect, days, plain, lang, headless, trials };
        command.SetAction(async call =>
        {
            var output = call.InvocationConfiguration.Output;
            if (call.GetValue(headless))
            {
                return await new HeadlessJourneys(call.GetValue(seed), call.GetValue(effect), call.GetValue(days), output).Run(call.GetValue(trials)) ? 0 : CommandTree.Failed;
            }

            await using var place = new DemoPlace(call.GetValue(seed));
            var person = new SimulatedPerson(call.GetValue(effect) ?? -20, new DeterministicRandom(call.GetValue(seed)));
            var language = KnownLanguages.Find(call.GetValue(lang))!;
            var stage = new Stage(output, call.GetValue(plain) || Console.IsOutputRedirected, language);
            return await new DemoStory(place, person, stage, language).Play(call.GetValue(days)) ? 0 : CommandTree.Failed;
        });
        return command;
    }

    private static void Require(System.CommandLine.Parsing.OptionResult given, bool holds, string otherwise)
    {
        if (!holds)
        {
            given.AddError(otherwise);
        }
    }
}
