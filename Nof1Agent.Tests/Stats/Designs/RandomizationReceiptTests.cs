using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Nof1Agent.Stats.Designs;

namespace Nof1Agent.Tests.Stats.Designs;

public class RandomizationReceiptTests
{
    private static readonly byte[] Secret = [.. Enumerable.Range(0, 32).Select(i => (byte)i)];

    private static RandomizationReceipt Finished() => RandomizationReceipt.Draw(Protocol(), Secret, "blue whale");

    private static JsonObject Protocol() => new()
    {
        ["outcome"] = "minutes to fall asleep",
        ["design"] = new TrialDesign { ArmCount = 3, BlockCount = 5, PeriodDays = 7, DiscardDays = 2 }.ToJson(),
    };

    [Fact]
    public void Commit_KnownSecret_IsItsSha256() =>
        Assert.Equal("630dcd2966c4336691125448bbb25b4ff412a49c732db2c8abc1b8581bd710dd", Commitment.Commit(Secret));

    [Fact]
    public void DeriveSeed_KnownParts_IsTheHashOfTheirConcatenation()
    {
        var hash = CanonicalJson.Sha256Hex("{}");
        var byHand = SHA256.HashData([.. Secret, .. Encoding.UTF8.GetBytes("é" + hash)]);
        Assert.Equal(byHand, Commitment.DeriveSeed(Secret, "é", hash));
    }

    [Fact]
    public void DeriveSeed_MalformedParts_AreRefused()
    {
        var hash = CanonicalJson.Sha256Hex("{}");
        Assert.Throws<ArgumentException>(() => Commitment.DeriveSeed(new byte[31], "n", hash));
        Assert.Throws<ArgumentException>(() => Commitment.DeriveSeed(Secret, "", hash));
        Assert.Throws<ArgumentException>(() => Commitment.DeriveSeed(Secret, "n", hash.ToUpperInvariant()));
        Assert.Throws<ArgumentException>(() => Commitment.Commit(new byte[33]));
    }

    [Fact]
    public void Verify_HonestReceipt_PassesEveryCheck()
    {
        var receipt = Finished();
        var verification = ReceiptVerification.Verify(receipt);
        Assert.True(verification.IsValid, string.Join('\n', verification.Checks));
        Assert.Equal(15, receipt.Sequence!.Count);
        Assert.Equal((3, 5), (receipt.ArmCount, receipt.BlockCount));
    }

    [Fact]
    public void Verify_BeforeTheReveal_IsConsistentButNotValid()
    {
        var verification = ReceiptVerification.Verify(Finished() with { Secret = null, Sequence = null });
        Assert.False(verification.IsValid);
        Assert.True(verification.IsConsistent);
    }

    public static TheoryData<string, string> Forgeries => new()
    {
        { "sequence", "order of arms" },
        { "secret", "secret" },
        { "nonce", "order of arms" },
        { "protocol", "hash" },
        { "whitespace", "canonical" },
        { "hash", "hash" },
        { "commitment", "secret" },
        { "design", "fixes the draw" },
        { "emptyNonce", "contributed" },
        { "duplicate", "canonical" },
    };

    [Theory]
    [MemberData(nameof(Forgeries))]
    public void Verify_OnePartChanged_NamesIt(string part, string named)
    {
        var honest = Finished();
        var forged = part switch
        {
            "sequence" => honest with { Sequence = [.. honest.Sequence!.Reverse()] },
            "secret" => honest with { Secret = new string('0', 64) },
            "nonce" => honest with { Nonce = "blue whales" },
            "protocol" => honest with { Protocol = honest.Protocol.Replace("asleep", "awake", StringComparison.Ordinal) },
            "whitespace" => honest with { Protocol = " " + honest.Protocol },
            "hash" => honest with { ProtocolHash = new string('a', 64) },
            "commitment" => honest with { Commitment = new string('a', 64) },
            "design" => honest with { Protocol = honest.Protocol.Replace("\"armCount\":3", "\"armCount\":1", StringComparison.Ordinal) },
            "emptyNonce" => honest with { Nonce = "" },
            _ => honest with { Protocol = """{"design":{"armCount":2},"design":{"armCount":3}}""" },
        };
        var verification = ReceiptVerification.Verify(forged);
        Assert.False(verification.IsConsistent);
        Assert.Contains(verification.Checks, check => check.Outcome == CheckOutcome.Failed && check.Name.Contains(named, StringComparison.Ordinal));
    }

    [Fact]
    public void Parse_OwnJson_GivesTheSameReceipt()
    {
        var receipt = Finished();
        var (read, reason) = RandomizationReceipt.Parse(receipt.ToJson());
        Assert.Null(reason);
        Assert.True(ReceiptVerification.Verify(read!).IsValid);
        Assert.Equal(receipt.ToJson(), read!.ToJson());
    }

    [Fact]
    public void Parse_ProtocolAsObject_IsCanonicalized()
    {
        var receipt = Finished();
        var file = JsonNode.Parse(receipt.ToJson())!.AsObject();
        file["protocol"] = Protocol();
        Assert.Equal(receipt.Protocol, RandomizationReceipt.Parse(file.ToJsonString()).Receipt!.Protocol);
    }

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("""{"protocol":"{}","protocolHash":1,"commitment":"x","nonce":"y"}""")]
    [InlineData("""{"protocol":"{}","protocolHash":"a","commitment":"x","nonce":"y","sequence":[0,null]}""")]
    [InlineData("""{"protocol":"{}","protocolHash":"a","commitment":"x","nonce":"y","sequence":7}""")]
    public void Parse_Malformed_GivesAReason(string json)
    {
        var (receipt, reason) = RandomizationReceipt.Parse(json);
        Assert.Null(receipt);
        Assert.False(string.IsNullOrWhiteSpace(reason));
    }

    /// <summary>The draw is part of what people verify years later: this order, recomputed in another language from the documentation, may never change.</summary>
    [Fact]
    public void Draw_FixedParts_GivesTheRecordedOrder() => Assert.Equal("102021120201021", string.Join("", Finished().Sequence!));
}
