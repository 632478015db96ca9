using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using Nof1Agent.Stats.Estimators;

namespace Nof1Agent.Benchmarks;

/// <summary>Times nlme::gls with the engine's mean model (arm and linear day) and AR(1) errors, inside one R process so that its start does not count.</summary>
internal static class GlsInR
{
    private const string Script = """
        suppressPackageStartupMessages(library(nlme))
        d <- read.csv(commandArgs(TRUE)[1])
        trials <- split(d, d$trial)
        fit <- function(t) gls(y ~ arm + day, data = t, correlation = corAR1(form = ~ day), method = "REML")
        for (t in trials[1:20]) try(fit(t), silent = TRUE)
        ms <- c(); failures <- 0
        for (t in trials) {
          s <- proc.time()[["elapsed"]]
          ok <- TRUE
          for (i in 1:3) ok <- ok && !inherits(try(fit(t), silent = TRUE), "try-error")
          if (ok) ms <- c(ms, (proc.time()[["elapsed"]] - s) * 1000 / 3) else failures <- failures + 1
        }
        cat(median(ms), failures, "\n")
        """;

    /// <summary>Median time of a fit and the number of trials without one; null where R or nlme is absent.</summary>
    public static (double Milliseconds, int Failures)? MedianMilliseconds(IReadOnlyList<TrialDiary> diaries)
    {
        var folder = Directory.CreateTempSubdirectory("nof1-gls-");
        try
        {
            var script = Path.Combine(folder.FullName, "gls.R");
            var data = Path.Combine(folder.FullName, "trials.csv");
            File.WriteAllText(script, Script);
            File.WriteAllLines(data, diaries.SelectMany((diary, trial) => diary.Days.Where(day => day.IsUsed).Select(day =>
                string.Create(CultureInfo.InvariantCulture, $"{trial},{day.Day},{day.Arm},{day.Value:R}"))).Prepend("trial,day,arm,y"));
            using var process = Process.Start(new ProcessStartInfo("Rscript", [script, data]) { RedirectStandardOutput = true, RedirectStandardError = true });
            if (process is null)
            {
                return null;
            }

            process.ErrorDataReceived += static (_, _) => { };
            process.BeginErrorReadLine();
            var output = process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            return process.ExitCode == 0 && output.Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) is [var median, var failures, ..]
                ? (double.Parse(median, CultureInfo.InvariantCulture), int.Parse(failures, CultureInfo.InvariantCulture))
                : null;
        }
        catch (Win32Exception)
        {
            return null;
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
