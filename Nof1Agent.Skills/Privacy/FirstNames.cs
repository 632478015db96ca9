namespace Nof1Agent.Skills.Privacy;

/// <summary>Common first names, and words that stand where a name could stand without being one. Lists of the project's own, made for this.</summary>
internal static class FirstNames
{
    private static readonly HashSet<string> Known = Set(
        "Aaron Achim Adam Adrian Ahmed Aisha Alan Albert Alejandro Alex Alexander Alexandra Alfred Ali Alice Alina Amanda Amelia Amy Ana Andre Andrea Andreas "
        + "Andrew Angela Angelika Anja Anna Anne Annika Anthony Antje Anton April Arne Art Arthur Astrid August Axel Aylin Ayşe Barbara Beate Beatrice Ben "
        + "Benedikt Benjamin Bernd Bernhard Bettina Bianca Bill Birgit Bjoern Björn Bob Brenda Brian Brigitte Britta Bruno Carina Carl Carla Carlos Carmen "
        + "Carolin Caroline Carsten Catherine Charles Charlotte Chase Chiara Chris Christa Christian Christiane Christina Christine Christoph Christopher Claire "
        + "Clara Claudia Claus Clemens Connor Cornelia Cornelius Cynthia Dagmar Dan Daniel Daniela Darren Dave David Dawn Dennis Detlef Diana Diane Diego Dieter "
        + "Dirk Dominik Donald Donna Dora Doris Dorothea Douglas Drew Dylan Eberhard Eckhard Eddie Edgar Edith Edward Egon Eleanor Elena Elias Elif Elisabeth "
        + "Elizabeth Elke Ella Ellen Elsa Emil Emilia Emily Emma Emre Enrico Eric Erich Erik Erika Ernst Esther Ethan Eugen Eva Eve Evelyn Fabian Faith Fatima "
        + "Fatma Felix Ferdinand Finn Fiona Florian Francesco Francis Frank Franziska Fred Frederik Frida Frieda Friedrich Fritz Gabriel Gabriela Gabriele Gary "
        + "Georg George Gerald Gerd Gerhard Gisela Giulia Grace Gregor Greta Gudrun Guido Gunther Gustav Günter Günther Hanna Hannah Hannes Hans Harald Harry "
        + "Hartmut Hassan Heather Heidi Heike Heiko Heiner Heinrich Heinz Helen Helena Helga Helmut Hendrik Henning Henry Herbert Hermann Hilde Holger Hope Horst "
        + "Hugo Ian Ida Igor Ilse Ines Inga Inge Ingo Ingrid Irene Irina Iris Isabel Isabella Ivan Jack Jacqueline Jake Jakob James Jan Jana Jane Janet Janina "
        + "Jannik Jasmin Jason Jean Jennifer Jenny Jens Jeremy Jessica Jill Jim Joachim Joan Joanna Joao Jochen Joe Joel Johann Johanna Johannes John Jonas "
        + "Jonathan Jorge Josef Joseph Joshua José Joy Juan Judith Judy Julia Julian Juliane Julie June Justin Jutta Jörg Jürgen Kai Karen Karin Karl Karla "
        + "Karsten Katarina Kate Katharina Katherine Kathleen Kathrin Katie Katja Katrin Kelly Kenneth Kerstin Kevin Kim Kimberly Klara Klaus Konrad Konstantin "
        + "Kristin Kristina Kurt Lara Larissa Lars Laura Laurin Lea Leah Lena Lennart Leo Leon Leonard Leonie Levi Leyla Liam Lilly Lily Linda Linus Lisa Liv "
        + "Lorenz Lotte Louis Louise Luca Lucas Lucia Lucy Ludwig Luis Luisa Luise Lukas Lutz Lydia Magdalena Magnus Maja Malte Mandy Manfred Manuel Manuela Marc "
        + "Marcel Marco Marcus Mareike Margaret Margarete Maria Marianne Marie Marina Mario Marion Marius Mark Markus Marlene Marta Martha Martin Martina Marvin "
        + "Mary Mathias Mathilda Mats Matt Matteo Matthew Matthias Max Maximilian May Maya Mehmet Meike Melanie Melissa Mia Michael Michaela Michelle Miguel Mike "
        + "Mila Milan Miles Mira Miriam Mirko Mohamed Mohammed Mona Monica Monika Moritz Mustafa Nadia Nadine Nadja Nancy Natalia Natalie Natascha Nathan Neil "
        + "Nele Nicholas Nick Niclas Nico Nicole Niels Nikolai Nils Nina Noah Nora Norbert Olaf Ole Olga Oliver Olivia Oscar Oskar Otto Pablo Pamela Pascal Pat "
        + "Patricia Patrick Paul Paula Pauline Pavel Pedro Penny Peter Petra Phil Philip Philipp Pia Pierre Priya Rachel Rainer Ralf Ralph Ramona Raphael Ray "
        + "Rebecca Regina Reinhard Renate Rene Rich Richard Rita Rob Robert Robin Roger Roland Rolf Roman Romy Ron Rosa Rose Ruby Rudolf Ruth Ryan Sabine Sabrina "
        + "Sam Samantha Samir Samuel Sandra Sandro Sara Sarah Sascha Saskia Scott Sean Sebastian Selma Sergej Sharon Siegfried Silke Silvia Simon Simone Sofia "
        + "Sonja Sophia Sophie Stefan Stefanie Stephan Stephanie Stephen Steve Steven Stuart Sue Summer Susan Susanne Sven Svenja Svenn Svetlana Sybille Sylvia "
        + "Tamara Tanja Tatjana Teresa Theresa Thomas Thorsten Tilo Tim Timo Tina Tobias Tom Tomas Tony Torben Torsten Tyler Udo Ulf Uli Ulrich Ulrike Ursula Ute "
        + "Uwe Valentin Valentina Vanessa Vera Verena Veronika Victor Victoria Viktor Viktoria Vincent Vladimir Volker Walter Wendy Werner Wilhelm Will Willi "
        + "William Wolfgang Yannick Yasmin Yusuf Yvonne Zeynep Zoe");

    // What follows "my name is", "call me" or a greeting and is no name.
    private static readonly HashSet<string> NoNames = Set(
        "a an the not no never my your his her our their mein dein sein ihr unser kein keine nicht nie der die das ein eine this that these those dies "
        + "back later tomorrow today tonight now again anytime maybe when if at on in by before after please morgen heute später jetzt wieder gleich bitte "
        + "crazy mad old lazy silly doctor private secret unknown unimportant irrelevant confidential egal geheim privat unwichtig anders so "
        + "and or but und oder aber because weil for from of to with you me him it us them thanks thank danke sorry regards love best dein deine "
        + "type typ stage grade ok okay sure fine none nobody euch sie very really quite too always still just only every each once sehr ganz immer noch nur");

    private static readonly HashSet<string> Titles = Set("mr mr. mrs mrs. ms ms. dr dr. herr frau prof prof. professor doctor doktor sir");

    private static readonly string[] TradeEndings = ["erin", "orin", "istin", "kerin", "iker", "ikerin", "iatiker", "atiker", "ist", "oge", "login", "ologe", "tin", "ner", "ler", "rer", "ger", "cher", "ter", "in", "ian", "ish", "ese", "ic", "an"];

    /// <summary>Whether it is a common first name.</summary>
    public static bool Contains(string word) => Known.Contains(word);

    /// <summary>Whether a word is a form of address: what follows it is a name.</summary>
    public static bool IsTitle(string word) => Titles.Contains(word);

    /// <summary>Whether a word is plainly something else than a name.</summary>
    public static bool IsNoName(string word) => NoNames.Contains(word);

    /// <summary>Whether an unknown word may rather be a trade, a nationality or a condition: "Lehrerin", "Diabetiker", "Italian".</summary>
    public static bool LooksLikeATrade(string word) => !Known.Contains(word) && TradeEndings.Any(ending => word.Length > ending.Length + 1 && word.EndsWith(ending, StringComparison.OrdinalIgnoreCase));

    private static HashSet<string> Set(string words) => new(words.Split(' ', StringSplitOptions.RemoveEmptyEntries), StringComparer.OrdinalIgnoreCase);
}
