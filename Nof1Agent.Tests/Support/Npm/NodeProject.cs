using System.Diagnostics;
using System.Text;

namespace Nof1Agent.Tests.Support.Npm;

/// <summary>
/// A folder with packages from npm, installed once per version and kept in the temporary folder, to test against programs that were not written here.
/// Where there is no npm, or the registry does not have the package, the test skips and says so.
/// </summary>
internal static class NodeProject
{
    private static readonly Lock Gate = new();

    /// <summary>The folder of an installed package.</summary>
    public static string With(string package, string version)
    {
        Assert.SkipUnless(Runs("npm", "--version") && Runs("node", "--version"), "npm or node is not installed.");
        var folder = Path.Combine(Path.GetTempPath(), $"nof1agent-npm-{package.Replace('/', '-').TrimStart('@')}-{version}");
        lock (Gate)
        {
            var done = Path.Combine(folder, "installed");
            if (File.Exists(done))
            {
                return folder;
            }

            Directory.CreateDirectory(folder);
            File.WriteAllText(Path.Combine(folder, "package.json"), """{ "private": true, "type": "module" }""");
            var (code, output) = Run(folder, "npm", ["install", "--no-audit", "--no-fund", "--ignore-scripts", $"{package}@{version}"], TimeSpan.FromMinutes(5));
            Assert.SkipUnless(code == 0, $"npm could not install {package} {version}: {output}");
            File.WriteAllText(done, "");
            return folder;
        }
    }

    /// <summary>Starts a script beside the packages.</summary>
    public static Process Start(string folder, string script, params string[] arguments)
    {
        var copy = Path.Combine(folder, Path.GetFileName(script));
        File.Copy(script, copy, overwrite: true);
        return Process.Start(new ProcessStartInfo("node", [copy, .. arguments]) { WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false })!;
    }

    private static bool Runs(string program, string argument)
    {
        try
        {
            return Run(Path.GetTempPath(), program, [argument], TimeSpan.FromMinutes(1)).Code == 0;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return false;
        }
    }

    private static (int Code, string Output) Run(string folder, string program, string[] arguments, TimeSpan patience)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false })!;
        var output = new StringBuilder();
        DataReceivedEventHandler keep = (_, line) =>
        {
            lock (output) output.AppendLine(line.Data);
        };
        process.OutputDataReceived += keep;
        process.ErrorDataReceived += keep;
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        if (!process.WaitForExit(patience))
        {
            process.Kill(entireProcessTree: true);
            return (-1, "timed out");
        }

        process.WaitForExit();
        lock (output) return (process.ExitCode, output.ToString());
    }
}
