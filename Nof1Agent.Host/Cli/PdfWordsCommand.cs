using System.CommandLine;
using System.Text;
using UglyToad.PdfPig;

namespace Nof1Agent.Host.Cli;

/// <summary><c>pdf-words</c>, hidden: the service calls itself with it, to read a stranger's file in a process that may fall. PDF in, words out.</summary>
internal static class PdfWordsCommand
{
    public const string Name = "pdf-words";

    private const int MostPages = 20;
    private const int Enough = 20_000;

    public static Command Create()
    {
        var command = new Command(Name, "Read the words of a PDF from standard input.") { Hidden = true };
        command.SetAction(async (call, cancellation) =>
        {
            using var content = new MemoryStream();
            await using (var input = Console.OpenStandardInput())
            {
                await input.CopyToAsync(content, cancellation);
            }

            await call.InvocationConfiguration.Output.WriteAsync(Read(content.ToArray()));
            return 0;
        });
        return command;
    }

    private static string Read(byte[] content)
    {
        var text = new StringBuilder();
        try
        {
            using var document = PdfDocument.Open(content, new ParsingOptions { UseLenientParsing = true, SkipMissingFonts = true });
            for (var page = 1; page <= Math.Min(MostPages, document.NumberOfPages) && text.Length < Enough; page++)
            {
                text.AppendJoin(' ', document.GetPage(page).GetWords().Select(word => word.Text)).Append('\n');
            }
        }
        catch (Exception)
        {
            // Whatever a stranger's file does to the reader: what was read so far counts.
        }

        return text.ToString();
    }
}
