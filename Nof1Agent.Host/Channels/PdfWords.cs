using System.ComponentModel;
using System.Diagnostics;
using System.Text;

namespace Nof1Agent.Host.Channels;

/// <summary>
/// The words of a PDF as far as they can be read without a model, for the safety screen. A stranger's file is read in a process of its own, which is ended when it takes too long and has little
/// memory: whatever the file does to the reader, it does not do to the service. A file that is broken, locked, a picture of a page or slow to read has no words; a model may still see more in it,
/// and what it says is screened again.
/// </summary>
internal static class PdfWords
{
    // The most memory of that process: 192 MB, in hexadecimal digits as the runtime reads it.
    private const string MostMemory = "C000000";

    private const int Enough = 20_000;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    public static string Of(byte[] content) => Of(content, Patience).GetAwaiter().GetResult();

    internal static async Task<string> Of(byte[] content, TimeSpan patience)
    {
        using var limit = new CancellationTokenSource(patience);
        Process? reader = null;
        try
        {
            reader = Process.Start(Reader());
            if (reader is null)
            {
                return "";
            }

            var words = FirstOf(reader.StandardOutput, limit.Token);
            await reader.StandardInput.BaseStream.WriteAsync(content, limit.Token);
            reader.StandardInput.Close();
            return await words;
        }
        catch (Exception problem) when (problem is OperationCanceledException or IOException or Win32Exception)
        {
            // It took too long, ended before it had read the file, or cannot be started here.
            return "";
        }
        finally
        {
            End(reader);
        }
    }

    // No more than enough, however much it writes.
    private static async Task<string> FirstOf(StreamReader output, CancellationToken cancellation)
    {
        var (text, buffer) = (new StringBuilder(), new char[4_096]);
        while (text.Length < Enough && await output.ReadAsync(buffer, cancellation) is > 0 and var read)
        {
            text.Append(buffer, 0, read);
        }

        return text.ToString();
    }

    private static void End(Process? reader)
    {
        if (reader is null)
        {
            return;
        }

        try
        {
            reader.Kill();
        }
        catch (InvalidOperationException)
        {
            // It has ended by itself.
        }

        reader.Dispose();
    }

    // This program once more, without what it is told in its environment: no keys, no addresses.
    private static ProcessStartInfo Reader()
    {
        var library = typeof(PdfWords).Assembly.Location;
        var start = new ProcessStartInfo { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false, StandardOutputEncoding = Encoding.UTF8 };
        if (library.Length == 0)
        {
            start.FileName = Environment.ProcessPath;
        }
        else
        {
            start.FileName = Environment.ProcessPath is { } running && Path.GetFileNameWithoutExtension(running) == "dotnet" ? running : "dotnet";
            start.ArgumentList.Add(library);
        }

        start.ArgumentList.Add(Cli.PdfWordsCommand.Name);
        foreach (var name in start.Environment.Keys.Where(name => name is not ("PATH" or "HOME" or "SystemRoot" or "TMPDIR" or "TEMP" or "DOTNET_ROOT")).ToList())
        {
            start.Environment.Remove(name);
        }

        start.Environment["DOTNET_GCHeapHardLimit"] = MostMemory;
        start.Environment["DOTNET_gcServer"] = "0";
        start.Environment["DOTNET_DbgEnableMiniDump"] = "0";
        return start;
    }
}
