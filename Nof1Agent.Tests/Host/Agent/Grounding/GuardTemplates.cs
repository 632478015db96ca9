namespace Nof1Agent.Tests.Host.Agent.Grounding;

/// <summary>One kind of statement: how a model may word what is so, and how it may word what is not.</summary>
/// <param name="Kind">Name in the table of results.</param>
/// <param name="Facts">What functions said.</param>
/// <param name="Grounded">A reply that stands on it.</param>
/// <param name="Planted">A reply that does not.</param>
internal sealed record GuardTemplate(string Kind, Func<GuardScene, string> Facts, Func<GuardScene, string> Grounded, Func<GuardScene, string> Planted);

/// <summary>The kinds of statements that the guard is tried on.</summary>
internal static class GuardTemplates
{
    public static IReadOnlyList<GuardTemplate> All { get; } =
    [
        new("effect in the person's unit", s => s.List,
            s => Effect(s, s.NameA, s.EffectA, Less(s)),
            s => Effect(s, s.NameA, s.Other(s.EffectA, s.EffectB, s.LowA, s.HighA, s.Mcid, s.Told, s.HelpsA, s.BestA), Less(s))),
        new("direction turned round", s => s.List,
            s => Effect(s, s.NameA, s.EffectA, Less(s)),
            s => Effect(s, s.NameA, s.EffectA, s.In(["more", "longer"], ["mehr", "länger"]))),
        new("unit exchanged", s => s.List,
            s => s.In([$"A change of {s.Write(s.Mcid)} minutes would matter to you.", $"You named {s.Write(s.Mcid)} min."], [$"Eine Änderung von {s.Write(s.Mcid)} Minuten wäre dir wichtig.", $"Du hast {s.Write(s.Mcid)} Minuten genannt."]),
            s => s.In([$"A change of {s.Write(s.Mcid)} hours would matter to you.", $"You named {s.Write(s.Mcid)} %.", $"You named {s.Write(s.Mcid)} points."], [$"Eine Änderung von {s.Write(s.Mcid)} Stunden wäre dir wichtig.", $"Du hast {s.Write(s.Mcid)} Prozent genannt."])),
        new("range", s => s.List,
            s => Range(s, s.LowA, s.HighA),
            s => s.Below(2) == 0 ? Range(s, s.Other(s.LowA, s.EffectA, s.EffectB, s.HighA, s.Mcid, s.Told), s.HighA) : Range(s, s.LowA, s.Other(s.HighA, s.EffectA, s.EffectB, s.LowA, s.Mcid, s.Told))),
        new("chance", s => s.List,
            s => Chance(s, s.NameA, s.HelpsA),
            s => Chance(s, s.NameA, Percent(s, s.HelpsA, s.BestA, s.HelpsB, 80))),
        new("number of another intervention", s => s.List,
            s => Chance(s, s.NameB, s.HelpsB),
            s => s.HelpsA == s.HelpsB || s.BestA == s.HelpsB ? Chance(s, s.NameB, Percent(s, s.HelpsA, s.BestA, s.HelpsB, 80)) : Chance(s, s.NameA, s.HelpsB)),
        new("length of the trial", s => s.Plan,
            s => s.In([$"It takes {s.Write(s.Weeks)} weeks.", $"That is {s.Write(7 * s.Weeks)} days in all.", $"With {s.Write(s.Weeks)} weeks you have about {s.Write(s.Tenths)} chances in ten to see it.", $"A {s.Weeks}-week trial, then."],
                [$"Es dauert {s.Write(s.Weeks)} Wochen.", $"Das sind {s.Write(7 * s.Weeks)} Tage.", $"Bei {s.Write(s.Weeks)} Wochen hast du etwa {s.Write(s.Tenths)} Chancen in zehn."]),
            s => (int)s.Other(s.Weeks, 7, 7 * s.Weeks) is var w && w != s.Weeks && w > 1
                ? s.In([$"It takes {s.Write(w)} weeks.", $"That is {s.Write((7 * w) + 1)} days in all.", $"A {w}-week trial, then."], [$"Es dauert {s.Write(w)} Wochen.", $"Das sind {s.Write((7 * w) + 1)} Tage."])
                : "It takes 200 days."),
        new("what the person said", s => "Noted.",
            s => s.In([$"So it takes you {s.Write(s.Told)} minutes.", $"{s.Told} min is long.", $"You said {s.Write(s.Told)}."], [$"Du brauchst also {s.Write(s.Told)} Minuten.", $"{s.Told} Min. sind lang.", $"Du hast {s.Write(s.Told)} gesagt."]),
            s => s.Other(s.Told, 8, 10) is var v ? s.In([$"So it takes you {s.Write(v)} minutes.", $"{GuardScene.Say(v)} min is long.", $"You said {s.Write(v)}."], [$"Du brauchst also {s.Write(v)} Minuten.", $"Du hast {s.Write(v)} gesagt."]) : ""),
        new("fraction and multiple words", s => "50 in 100 nights were short.",
            s => s.In(["Half of the nights were short.", "About 50 percent of the nights were short.", "It was so on 50 of 100 nights."], ["Die Hälfte der Nächte war kurz.", "50 Prozent der Nächte waren kurz."]),
            s => s.In(["It would cut that time to a third.", "You would fall asleep twice as fast.", "It triples your chance.", "Two thirds feel it.", "A quarter of the nights were short.", "That doubles it.", "A threefold gain."],
                ["Du schläfst doppelt so schnell ein.", "Das verdoppelt deine Chance.", "Zwei Drittel spüren es.", "Ein Viertel der Nächte war kurz.", "Die Chance ist dreimal so groß.", "Das verdreifacht es."])),
        new("claim of an effect", s => s.List,
            s => s.In([$"Studies suggest that {s.NameA} may help a little.", $"{Up(s.NameA)} may reduce the time, by about {s.Write(s.EffectA)} minutes.", $"We can find out whether {s.NameA} helps you.", $"Would you like to test if {s.NameA} works for you?", "I cannot say what works for you; a trial can."],
                [$"Studien deuten an, dass {s.NameA} helfen könnte.", $"Wir können prüfen, ob {s.NameA} bei dir hilft.", $"Möchtest du testen, ob {s.NameA} wirkt?"]),
            s => s.In([$"{Up(s.NameA)} works for you.", $"{Up(s.NameA)} reduces the time to fall asleep.", $"{Up(s.NameA)} makes it worse.", $"{Up(s.NameA)} improves sleep.", $"{Up(s.NameA)} does not help.", $"It is clear that {s.NameA} helps."],
                [$"{Up(s.NameA)} wirkt bei dir.", $"{Up(s.NameA)} verkürzt die Zeit.", $"{Up(s.NameA)} hilft nicht.", $"{Up(s.NameA)} verbessert den Schlaf.", $"{Up(s.NameA)} verschlechtert den Schlaf."])),
        new("comparison", s => s.Result,
            s => s.In([$"With {s.NameA} it was about {s.Write(s.EffectA)} minutes lower than with your usual routine.", $"In these weeks {s.NameA} made things better.", "It worked, for you, in these weeks."],
                [$"Mit {s.NameA} war es etwa {s.Write(s.EffectA)} Minuten weniger als mit deiner üblichen Routine.", "Es wurde besser."]),
            s => s.In([$"{Up(s.NameB)} is better than {s.NameA}.", $"{Up(s.NameB)} works faster than {s.NameA}.", $"{Up(s.NameA)} is the best of all.", $"{Up(s.NameA)} was worse than your usual routine.", $"{Up(s.NameB)} is the most effective.", $"With {s.NameA} it took longer than before."],
                [$"{Up(s.NameB)} ist besser als {s.NameA}.", $"{Up(s.NameB)} wirkt schneller als {s.NameA}.", $"{Up(s.NameA)} ist am besten.", $"Mit {s.NameA} war es schlechter als vorher."])),
        new("certainty", s => s.Result,
            s => s.In(["The picture is fairly clear, though not certain.", $"The chance that it helps at all is {s.Write(s.HelpsA)} in 100.", "It is about you in these weeks, not about other people."], ["Sicher ist das nicht.", $"Die Chance, dass es überhaupt hilft, ist {s.Write(s.HelpsA)} von 100.", "Es geht um dich in diesen Wochen."]),
            s => s.In(["This is scientifically proven.", "The effect is significant.", "Success is guaranteed.", "It always works.", "It is clinically tested and definitely right for you."], ["Das ist wissenschaftlich bewiesen.", "Der Effekt ist signifikant.", "Der Erfolg ist garantiert.", "Das ist nachweislich so."])),
        new("crowd", s => s.List,
            s => s.In(["Other people were studied, not you.", "People differ, so your own trial counts.", "Many thanks for telling me."], ["Andere Menschen wurden untersucht, nicht du.", "Vielen Dank!", "Jeder Mensch ist anders."]),
            s => s.In(["Most people feel better with it.", "Many people swear by it.", "It helps everyone.", "The majority sleeps better."], ["Die meisten Menschen schlafen damit besser.", "Viele Menschen schwören darauf.", "Das hilft jedem.", "Die Mehrheit schläft besser."])),
        new("date", s => s.Plan,
            s => s.In([$"You start on {s.WriteDay(s.Start)}.", $"The last day is {s.WriteDay(s.End)}."], [$"Du beginnst am {s.WriteDay(s.Start)}.", $"Der letzte Tag ist der {s.WriteDay(s.End)}."]),
            s => s.Start.PlusDays(1 + s.Below(5)) is var d && d != s.End ? s.In([$"You start on {s.WriteDay(d)}."], [$"Du beginnst am {s.WriteDay(d)}."]) : $"You start on {s.WriteDay(s.End.PlusDays(3))}."),
        new("time of day", s => s.Plan,
            s => s.In([$"I ask at {s.Hour}:00.", $"I write at {s.Hour - 12} pm.", $"Expect me at {s.Hour - 12}pm."], [$"Ich frage um {s.Hour} Uhr.", $"Ich schreibe um {s.Hour}:00 Uhr."]),
            s => s.In([$"I ask at {s.Hour}:30.", $"I write at {s.Hour - 12} am.", $"Expect me at {s.Hour - 13}pm."], [$"Ich frage um {s.Hour - 2} Uhr.", $"Ich schreibe um {s.Hour}:15 Uhr."])),
        new("what an answer rests on", s => s.Result,
            s => s.In([$"It rests on {s.Answered} of {s.Counted} days.", $"You answered on {s.Write(s.Answered)} days that count.", $"That was {s.Write(s.Rounds)} complete rounds."], [$"Es beruht auf {s.Answered} von {s.Counted} Tagen.", $"Das waren {s.Write(s.Rounds)} volle Runden."]),
            s => s.In([$"It rests on {s.Counted} of {s.Answered} days.", $"It rests on {s.Answered} of {s.Counted + 3} days.", $"You answered on {s.Write(s.Answered + 13)} days that count.", $"That was {s.Write(s.Rounds + 11)} complete rounds."], [$"Es beruht auf {s.Answered - 2} von {s.Counted} Tagen.", $"Das waren {s.Write(s.Rounds + 11)} volle Runden."])),
        new("no difference", s => s.NoDifference,
            s => s.In([$"{Up(s.NameA)} made no difference that matters.", $"In these weeks {s.NameA} had no effect that matters to you."], [$"{Up(s.NameA)} hatte keine Wirkung, die dir wichtig wäre.", "Es machte keinen Unterschied."]),
            s => s.In([$"{Up(s.NameA)} helped you.", $"{Up(s.NameA)} made things better.", $"{Up(s.NameA)} worked, for you."], [$"{Up(s.NameA)} hat dir geholfen.", $"{Up(s.NameA)} wirkt bei dir."])),
        new("invented statistics", s => s.Result,
            s => s.In([$"The true value is probably between {s.Write(s.LowA)} minutes lower and {s.Write(s.HighA)} minutes higher.", $"About {s.Write(s.HelpsA)} in 100 that it helps at all."], [$"Der wahre Wert liegt wohl zwischen {s.Write(s.LowA)} Minuten weniger und {s.Write(s.HighA)} Minuten mehr."]),
            s => s.In(["p = 0.03.", "The p-value was 0,012.", "Cohen's d is 0.8.", "n = 1,683 in 19 trials.", "An effect size of 0.62 (CI 0.31-0.93).", "R² is 0.41.", $"It was shown in {(s.HelpsA is 50 or 75 ? "⅓" : "½")} of them.", "Ｐ＝０．０４", s.HelpsA == 73 ? "7\u200b4 % of people." : "7\u200b3 % of people."], ["p = 0,03.", "In 19 Studien mit 1.683 Menschen.", "Der Effekt ist 0,62.", $"Es war bei {(s.HelpsA is 50 or 75 ? "⅓" : "¾")} so.", s.HelpsA == 73 ? "Bei 74 % der Menschen." : "Bei 73 % der Menschen."])),
        new("large and decimal numbers", s => $"The first value was {1000 + s.Told} mg, the other {GuardScene.Say(s.EffectA)} points, in all 1234.5 km.",
            s => s.German
                ? s.One($"Der erste Wert war 1.0{s.Told} mg.", $"Der erste Wert war {1000 + s.Told} Milligramm.", $"Der andere war {s.Write(s.EffectA)} Punkte.", "Zusammen 1.234,5 km.")
                : s.One($"The first value was 1,0{s.Told} mg.", $"The first was {1000 + s.Told} milligrams.", $"The other was {s.Write(s.EffectA)} points.", "In all 1,234.5 km."),
            s => s.German
                ? s.One($"Der erste Wert war 1,0{s.Told} mg.", $"Der erste Wert war 10{s.Told}0 mg.", "Zusammen 12.345 km.", "Zusammen 1,2345 km.")
                : s.One($"The first value was 1.0{s.Told + 1} mg.", $"The first was {10000 + s.Told} mg.", "In all 12,345 km.", "In all 1,235.5 km.")),
        new("lists, courtesy and questions", s => s.List,
            s => s.In([$"1. {Up(s.A)}\n2. {Up(s.B)}\nWhich one would you like to test?", "Thank you for telling me. One question at a time: how often does it happen?", "I am here to help. Take your time.", "That must be hard. Tell me more about your nights.", "Let us do this step by step. First things first.", "What would be a change worth the effort?", "No one can know that before the trial.", "Sleep well! More tomorrow."],
                [$"1. {Up(s.A)}\n2. {Up(s.B)}\nWas möchtest du testen?", "Danke, dass du mir das sagst. Eine Frage: Wie oft kommt das vor?", "Ich helfe dir gern. Nimm dir Zeit.", "Das klingt anstrengend. Erzähl mir mehr von deinen Nächten.", "Das kann vor dem Ende niemand wissen.", "Schlaf gut! Mehr davon morgen."]),
            s => s.In([$"1. {Up(s.A)}\n171. {Up(s.B)}", "157. Studies show it.", "Thank you! By the way, forty-four studies agree.", "I am here to help: it takes a dozen nights."], [$"1. {Up(s.A)}\n191. {Up(s.B)}", "Danke! Übrigens: vierundvierzig Studien sagen das.", "Ich helfe gern: es dauert ein Dutzend Nächte."])),
    ];

    private static string Effect(GuardScene s, string name, double size, string less) => s.In(
        [$"For {name} the guess is {s.Write(size)} minutes {less}.", $"The guess for {name}: about {s.Write(size)} min {less}.", $"Studies suggest {s.Write(size)} minutes {less} with {name}."],
        [$"Für {name} lautet die Vermutung {s.Write(size)} Minuten {less}.", $"Die Studien deuten auf {s.Write(size)} Min. {less} mit {name}."]);

    private static string Less(GuardScene s) => s.In(["less", "shorter", "fewer", "less in all"], ["weniger", "kürzer"]);

    private static string Range(GuardScene s, double low, double high) => s.In(
        [$"It probably lies between {s.Write(low)} minutes less and {s.Write(high)} minutes more.", $"Anything from {s.Write(high)} minutes more to {s.Write(low)} minutes less fits."],
        [$"Es liegt wohl zwischen {s.Write(low)} Minuten weniger und {s.Write(high)} Minuten mehr."]);

    private static string Chance(GuardScene s, string name, int of100) => s.In(
        [$"For {name} the chance is {of100} in 100.", $"With {name} you have a {of100} % chance.", $"{Up(name)}: {s.Write(of100)} out of a hundred.", $"The chance for {name} is {s.Write(of100)} percent."],
        [$"Für {name} ist die Chance {of100} von 100.", $"Mit {name} hast du {of100} % Chance.", $"Die Chance für {name} beträgt {s.Write(of100)} Prozent."]);

    private static int Percent(GuardScene s, params int[] known)
    {
        while (true)
        {
            if (1 + s.Below(99) is var value && !known.Contains(value))
            {
                return value;
            }
        }
    }

    private static string Up(string text) => char.ToUpperInvariant(text[0]) + text[1..];
}
