using System.Text;
using UglyToad.PdfPig;

namespace Nof1Agent.Host.Channels;

/// <summary>
/// The words of a PDF as far as they can be read without a model, for the safety screen. A file that is broken, locked, a picture of a page or slow to read has none; a model may still see more
/// in it, and what it says is screened again.
/// </summary>
internal static class PdfWords
{
    private const int MostPages = 20;
    private const int Enough = 20_000;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    public static string Of(byte[] content)
    {
        var reading = Task.Run(() => Read(content));
        return reading.Wait(Patience) ? reading.Result : "";
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
