using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Nof1Agent.Host.Channels.Teams;
using Nof1Agent.Host.Channels.Telegram;
using Nof1Agent.Skills.Imports;
using Nof1Agent.Skills.Safety;
using Nof1Agent.Stats.Designs;
using Activity = Nof1Agent.Host.Channels.Teams.Activity;

namespace Nof1Agent.Tests.Fuzzing;

/// <summary>
/// Inputs that nobody means well with, made from good ones: cut, doubled, swapped, with bytes and words put in that trouble parsers. Whatever it is, it is read or refused, never with
/// another exception than the one that its caller expects, and in a time that its length allows.
/// </summary>
public sealed class FuzzTests
{
    private static readonly TimeSpan LongestForOne = TimeSpan.FromSeconds(5);
    private static readonly SafetyScreen Screen = SafetyScreen.Embedded();

    private static readonly string[] Words =
    [
        "\0", "\r", "\n", "\"", "'", ",", ";", "\t", "=cmd|' /C calc'!A0", "\uFEFF", "\uD800", "\u202E", "𝐤𝐢𝐥𝐥", "1e999", "-1e-999", "NaN", "∞", "9999999999999999999999", "-0", "0x7F", "2027-02-30", "2027-01-01", "24:00", "31.12.2027",
        "null", "true", "[[[[[[[[", "]]]]", "{{{{{{", "}}}}", "<!DOCTYPE a [<!ENTITY b \"c\">]>", "&b;", "<![CDATA[", "]]>", "<Record ", "/>", "startDate=\"", "\\u0000", "\\ud800", "\\", "%00", "../../", "k i l l myself", "want to die", "no chest pain",
    ];

    private static readonly string[] Texts =
    [
        "I want to kill myself", "my chest hurts and my arm is numb", "ich möchte nicht mehr leben", "my back is killing me", "35 minutes, slept badly", "no, no side effects", "k.i.l.l m-y-s-e-l-f", "> the leaflet says: suicide",
    ];

    private static readonly (string Name, string Content)[] Files =
    [
        ("sleep.csv", "date,minutes\n2027-01-01,35\n2027-01-02,40\n2027-01-03,25\n"),
        ("days.csv", "Datum;Schmerz;Notiz\n01.01.2027;3,5;\"gut; besser\"\n02.01.2027;4;\n"),
        ("export.xml", "<?xml version=\"1.0\"?><HealthData locale=\"de\"><Record type=\"HKCategoryTypeIdentifierSleepAnalysis\" value=\"HKCategoryValueSleepAnalysisAsleep\" startDate=\"2027-01-01 23:10:00 +0100\" endDate=\"2027-01-02 06:40:00 +0100\"/><Record type=\"HKQuantityTypeIdentifierStepCount\" unit=\"count\" value=\"812\" startDate=\"2027-01-01 10:00:00 +0100\" endDate=\"2027-01-01 10:10:00 +0100\"/></HealthData>"),
        ("studyu.csv", "id,study_id,started_at,result\n1,2,2027-01-01T10:00:00Z,\"{\"\"a\"\": 3}\"\n"),
    ];

    private static readonly string[] Updates =
    [
        """{"update_id":7,"message":{"message_id":3,"date":1800000000,"from":{"id":42,"is_bot":false,"first_name":"A","language_code":"de"},"chat":{"id":42,"type":"private"},"text":"/start abcdefgh"}}""",
        """{"update_id":8,"callback_query":{"id":"9","from":{"id":42,"is_bot":false,"first_name":"A"},"message":{"message_id":3,"date":1800000000,"chat":{"id":42,"type":"private"},"text":"x"},"chat_instance":"1","data":"17:c0"}}""",
        """{"update_id":9,"message":{"message_id":3,"date":1800000000,"from":{"id":42,"is_bot":false,"first_name":"A"},"chat":{"id":42,"type":"private"},"caption":"hm","document":{"file_id":"f","file_unique_id":"u","file_name":"a.csv"}}}""",
        """{"update_id":10,"edited_message":{"message_id":3,"date":1800000000,"edit_date":1800000001,"from":{"id":42,"is_bot":false,"first_name":"A"},"chat":{"id":42,"type":"private"},"text":"4"}}""",
        """{"update_id":11,"my_chat_member":{"chat":{"id":42,"type":"private"},"from":{"id":42,"is_bot":false,"first_name":"A"},"date":1800000000,"old_chat_member":{"user":{"id":1,"is_bot":true,"first_name":"B"},"status":"member"},"new_chat_member":{"user":{"id":1,"is_bot":true,"first_name":"B"},"status":"kicked","until_date":0}}}""",
    ];

    private static readonly string[] Activities =
    [
        "{\"type\":\"message\",\"id\":\"1\",\"serviceUrl\":\"https://smba.trafficmanager.net/emea/\",\"channelId\":\"msteams\",\"from\":{\"id\":\"29:a\",\"name\":\"A\",\"aadObjectId\":\"00000000-0000-0000-0000-000000000001\"},\"recipient\":{\"id\":\"28:bot\"},\"conversation\":{\"id\":\"a:1\",\"conversationType\":\"personal\",\"tenantId\":\"t\"},\"text\":\"35 minutes\",\"locale\":\"de-DE\",\"entities\":[{\"type\":\"clientInfo\",\"timezone\":\"Europe/Berlin\"}]}",
        "{\"type\":\"message\",\"id\":\"2\",\"serviceUrl\":\"https://smba.trafficmanager.net/emea/\",\"from\":{\"id\":\"29:a\"},\"recipient\":{\"id\":\"28:bot\"},\"conversation\":{\"id\":\"a:1\"},\"text\":\"\",\"value\":{\"do\":\"choose\",\"about\":\"17\",\"choice\":\"c0\"},\"replyToId\":\"9\"}",
        "{\"type\":\"invoke\",\"name\":\"adaptiveCard/action\",\"id\":\"3\",\"serviceUrl\":\"https://smba.trafficmanager.net/emea/\",\"from\":{\"id\":\"29:a\",\"aadObjectId\":\"x\"},\"recipient\":{\"id\":\"28:bot\"},\"conversation\":{\"id\":\"a:1\",\"conversationType\":\"personal\"},\"value\":{\"action\":{\"type\":\"Action.Execute\",\"verb\":\"x\",\"data\":{\"do\":\"fill\",\"about\":\"17\",\"value\":4,\"adherence\":\"yes\",\"note\":\"windy\"}}}}",
        "{\"type\":\"invoke\",\"name\":\"adaptiveCard/action\",\"id\":\"4\",\"serviceUrl\":\"https://smba.trafficmanager.net/emea/\",\"from\":{\"id\":\"29:c\"},\"recipient\":{\"id\":\"28:bot\"},\"conversation\":{\"id\":\"19:t@thread.tacv2\",\"conversationType\":\"channel\",\"isGroup\":true},\"value\":{\"action\":{\"data\":{\"do\":\"confirm-safe\",\"about\":\"abc\",\"reason\":\"spoken\"}}}}",
        "{\"type\":\"message\",\"id\":\"5\",\"serviceUrl\":\"https://smba.trafficmanager.net/emea/\",\"from\":{\"id\":\"29:a\"},\"recipient\":{\"id\":\"28:bot\"},\"conversation\":{\"id\":\"a:1\"},\"text\":\"hm\",\"attachments\":[{\"contentType\":\"application/vnd.microsoft.teams.file.download.info\",\"name\":\"a.csv\",\"content\":{\"downloadUrl\":\"https://x.sharepoint.com/a\"}},{\"contentType\":\"image/png\",\"contentUrl\":\"https://smba.trafficmanager.net/a\"}]}",
        "{\"type\":\"messageUpdate\",\"id\":\"6\",\"serviceUrl\":\"https://smba.trafficmanager.net/emea/\",\"from\":{\"id\":\"29:a\"},\"recipient\":{\"id\":\"28:bot\"},\"conversation\":{\"id\":\"a:1\"},\"text\":\"4\",\"channelData\":{\"eventType\":\"editMessage\",\"tenant\":{\"id\":\"t\"}}}",
        "{\"type\":\"installationUpdate\",\"action\":\"add\",\"serviceUrl\":\"https://smba.trafficmanager.net/emea/\",\"from\":{\"id\":\"29:a\"},\"recipient\":{\"id\":\"28:bot\"},\"conversation\":{\"id\":\"a:1\"},\"membersAdded\":[{\"id\":\"28:bot\"}]}",
    ];

    [Fact]
    public void AFewThousandInputs_AreReadOrRefused()
    {
        Assert.Equal(1_500, Screened(1_500, 1).Inputs);
        Assert.Equal(1_000, Imported(1_000, 2).Inputs);
        Assert.Equal(1_500, Delivered(1_500, 3).Inputs);

        // Among these is a member whose name is half a surrogate pair, which was once no bad request but an error.
        Assert.Equal(2_000, Received(2_000, 14).Inputs);
    }

    /// <summary>The long run; its seed and length are the arguments' defaults, so that it can be repeated.</summary>
    [Fact(Explicit = true)]
    public void AMillionInputs_AreReadOrRefused()
    {
        var runs = new[] { Screened(450_000, 11), Imported(250_000, 12), Delivered(400_000, 13), Received(300_000, 14) };
        var table = string.Join("\n", runs.Select(run => string.Create(CultureInfo.InvariantCulture, $"{run.What}: {run.Inputs} inputs, {run.Accepted} accepted, {run.Seconds:F0} s, slowest {run.Slowest.TotalMilliseconds:F0} ms")));
        TestContext.Current.TestOutputHelper?.WriteLine(table);
        if (Environment.GetEnvironmentVariable("NOF1AGENT_FUZZ_RESULT") is { Length: > 0 } path)
        {
            System.IO.File.WriteAllText(path, table + "\n");
        }

        Assert.True(runs.Sum(run => run.Inputs) >= 1_000_000);
    }

    private static Run Screened(int inputs, ulong seed) => Over("safety screen", inputs, seed, random => Changed(Pick(Texts, random), random), text =>
    {
        var findings = Screen.Findings(text);
        return findings.Count > 0;
    });

    private static Run Imported(int inputs, ulong seed) => Over(
        "importers",
        inputs,
        seed,
        random =>
        {
            var (name, content) = Files[random.NextInt(Files.Length)];
            return (random.NextInt(20) == 0 ? Pick(Files, random).Name : name) + "\n" + Changed(content, random);
        },
        file =>
        {
            var cut = file.IndexOf('\n', StringComparison.Ordinal);
            using var stream = new MemoryStream(Encoding.UTF8.GetBytes(file[(cut + 1)..]));
            var read = ImportFile.Read(stream, file[..cut], 4);
            Assert.True(read.Table is null != read.Refusal is null, "neither read nor refused");
            return read.Table is not null;
        });

    private static Run Delivered(int inputs, ulong seed) => Over("Telegram bodies", inputs, seed, random => Changed(Pick(Updates, random), random), body =>
    {
        using var stream = new MemoryStream(Encoding.UTF8.GetBytes(body));
        if (TelegramEndpoints.Read(stream, CancellationToken.None).GetAwaiter().GetResult() is not { } received)
        {
            return false;
        }

        _ = received.PrivateSender;
        if (received.Update is not { } update)
        {
            Assert.NotEmpty(received.Problem);
            return false;
        }

        _ = TelegramUpdates.Names(update).Count;
        return TelegramUpdates.Read(update, "bot") is not TelegramInbound.Nothing;
    });

    private static Run Received(int inputs, ulong seed) => Over("Teams bodies", inputs, seed, random => Changed(Pick(Activities, random), random), body =>
    {
        using var stream = new MemoryStream(Encoding.UTF8.GetBytes(body));
        Activity? activity;
        try
        {
            activity = Activity.Read(stream, CancellationToken.None).GetAwaiter().GetResult();
        }
        catch (JsonException)
        {
            // What its caller answers with 400.
            return false;
        }

        return activity is not null && TeamsActivities.Read(activity) is not TeamsInbound.Nothing;
    });

    private static Run Over(string what, int inputs, ulong seed, Func<DeterministicRandom, string> make, Func<string, bool> read)
    {
        var random = new DeterministicRandom(seed);
        var (accepted, slowest, whole) = (0, TimeSpan.Zero, Stopwatch.StartNew());
        for (var i = 0; i < inputs; i++)
        {
            var input = make(random);
            var start = Stopwatch.GetTimestamp();
            try
            {
                accepted += read(input) ? 1 : 0;
            }
            catch (Exception problem)
            {
                Assert.Fail($"{what}, seed {seed}, input {i}: {problem.GetType().Name} {problem.Message}\n{problem.StackTrace}\n{JsonSerializer.Serialize(input)}");
            }

            var took = Stopwatch.GetElapsedTime(start);
            slowest = took > slowest ? took : slowest;
            Assert.True(took < LongestForOne, $"{what}, seed {seed}, input {i} took {took}: {JsonSerializer.Serialize(input)}");
        }

        return new Run(what, inputs, accepted, whole.Elapsed.TotalSeconds, slowest);
    }

    private static string Changed(string text, DeterministicRandom random)
    {
        var changed = new StringBuilder(text);
        for (var changes = random.NextInt(6); changes > 0; changes--)
        {
            var at = random.NextInt(changed.Length + 1);
            var length = random.NextInt(Math.Min(40, changed.Length - at) + 1);
            switch (random.NextInt(7))
            {
                case 0:
                    changed.Remove(at, length);
                    break;
                case 1:
                    changed.Insert(at, changed.ToString(at, length));
                    break;
                case 2:
                    changed.Insert(at, Pick(Words, random));
                    break;
                case 3:
                    changed.Insert(at, (char)random.NextInt(0x10000));
                    break;
                case 4 when at < changed.Length:
                    changed[at] = (char)(changed[at] ^ (1 << random.NextInt(7)));
                    break;
                case 5:
                    changed.Insert(at, new StringBuilder().Insert(0, Pick(Words, random), 1 + random.NextInt(60)));
                    break;
                default:
                    changed.Length = at;
                    break;
            }
        }

        return changed.ToString();
    }

    private static T Pick<T>(IReadOnlyList<T> from, DeterministicRandom random) => from[random.NextInt(from.Count)];

    private sealed record Run(string What, int Inputs, int Accepted, double Seconds, TimeSpan Slowest);
}
