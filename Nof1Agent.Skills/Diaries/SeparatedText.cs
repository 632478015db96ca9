using System.Text;

namespace Nof1Agent.Skills.Diaries;

/// <summary>One record of a file of separated values.</summary>
/// <param name="Line">The line it begins on, the first is 1.</param>
/// <param name="Cells">Its cells, as written, without enclosing quotation marks.</param>
/// <param name="Problem">What is wrong with its quotation marks; null when nothing is.</param>
internal sealed record SeparatedRecord(int Line, IReadOnlyList<string> Cells, string? Problem)
{
    /// <summary>True for a line without anything but blanks and separators.</summary>
    public bool IsBlank => Problem is null && Cells.All(string.IsNullOrWhiteSpace);
}

/// <summary>Cuts text into records and cells as RFC 4180 describes, with any separator and any line ending.</summary>
internal sealed class SeparatedText(string text, char separator)
{
    private const string NeverCloses = "a quotation mark opens a cell and no other closes it";

    private readonly StringBuilder cell = new();
    private int at;
    private int line = 1;
    private bool hasStepBack;

    public IEnumerable<SeparatedRecord> Records()
    {
        while (at < text.Length)
            yield return Next();
    }

    private SeparatedRecord Next()
    {
        var (first, start) = (line, at);
        var cells = new List<string>();
        string? problem = null;
        while (true)
        {
            var cellProblem = at < text.Length && text[at] == '"' ? Quoted() : Plain();
            if (cellProblem == NeverCloses && !hasStepBack)
            {
                // The rest of the file is not swallowed: only this line is taken as broken. Once, so that the work stays linear.
                (at, line, hasStepBack) = (start, first, true);
                while (at < text.Length && !IsLineEnd())
                    at++;
            }

            problem ??= cellProblem;
            cells.Add(cell.ToString());
            if (at >= text.Length)
                break;
            if (IsLineEnd())
            {
                TakeLineEnd();
                break;
            }

            at++;
        }

        return new SeparatedRecord(first, cells, problem);
    }

    private string? Plain()
    {
        var start = at;
        while (at < text.Length && text[at] != separator && !IsLineEnd())
            at++;
        cell.Clear().Append(text, start, at - start);
        return text.AsSpan(start, at - start).Contains('"') ? "a quotation mark stands inside a cell that does not begin with one" : null;
    }

    private string? Quoted()
    {
        cell.Clear();
        at++;
        while (true)
        {
            if (at >= text.Length)
                return NeverCloses;
            if (text[at] == '"')
            {
                at++;
                if (at >= text.Length || text[at] != '"')
                    break;
            }

            if (IsLineEnd())
            {
                TakeLineEnd();
                cell.Append('\n');
            }
            else
            {
                cell.Append(text[at++]);
            }
        }

        if (at >= text.Length || text[at] == separator || IsLineEnd())
            return null;
        while (at < text.Length && text[at] != separator && !IsLineEnd())
            at++;
        return "something follows the quotation mark that closes a cell";
    }

    private bool IsLineEnd() => text[at] is '\n' or '\r';

    private void TakeLineEnd()
    {
        at += text[at] == '\r' && at + 1 < text.Length && text[at + 1] == '\n' ? 2 : 1;
        line++;
    }
}
