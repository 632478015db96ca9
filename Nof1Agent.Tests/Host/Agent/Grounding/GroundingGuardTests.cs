using System.Globalization;
using System.Text;

namespace Nof1Agent.Tests.Host.Agent.Grounding;

/// <summary>What the guard catches and what it lets pass, by kind of statement. The table of the long run is in docs/model-guard.md.</summary>
public sealed class GroundingGuardTests(ITestOutputHelper output)
{
    private const ulong Seed = 20_261_122;
    private const double SmallestPass = 0.97;

    [Fact]
    public void Guard_SampleOfEveryKind_CatchesAllPlantedAndPassesTheGrounded() => Run(each: 60);

    [Fact(Explicit = true)]
    public void Guard_ThousandOfEveryKind_CatchesAllPlantedAndPassesTheGrounded() => Run(each: 1_000);

    private void Run(int each)
    {
        Assert.True(GuardTemplates.All.Count >= 12);
        var table = new StringBuilder("| kind | planted caught | grounded passed |\n| --- | --: | --: |\n");
        var (missed, alarms, passed) = (new List<string>(), new List<string>(), 0);
        foreach (var (template, kind) in GuardTemplates.All.Select((template, kind) => (template, kind)))
        {
            var (caught, through) = (0, 0);
            for (var i = 0; i < each; i++)
            {
                var scene = new GuardScene(Seed + (ulong)kind, i);
                var facts = template.Facts(scene);
                var (grounded, planted) = (template.Grounded(scene), template.Planted(scene));
                if (scene.Judge(grounded, facts) is { Count: > 0 } alarm)
                {
                    alarms.Add($"{template.Kind}: \"{grounded}\" held back for {string.Join(", ", alarm.Select(item => item.Text))}");
                }
                else
                {
                    through++;
                }

                if (scene.Judge(planted, facts).Count > 0)
                {
                    caught++;
                }
                else
                {
                    missed.Add($"{template.Kind}: \"{planted}\" passed");
                }
            }

            passed += through;
            table.Append(CultureInfo.InvariantCulture, $"| {template.Kind} | {caught} of {each} | {through} of {each} |\n");
            Assert.True(through >= SmallestPass * each || alarms.Count > 0);
        }

        output.WriteLine($"seed {Seed}\n{table}");
        foreach (var line in missed.Concat(alarms).Distinct().Take(150))
        {
            output.WriteLine(line);
        }

        Assert.True(missed.Count == 0, $"{missed.Count} planted statements passed, e.g. {missed.FirstOrDefault()}");
        var share = passed / (double)(each * GuardTemplates.All.Count);
        Assert.True(share >= SmallestPass, $"only {share:P1} of the grounded statements passed, e.g. {alarms.FirstOrDefault()}");
    }
}
