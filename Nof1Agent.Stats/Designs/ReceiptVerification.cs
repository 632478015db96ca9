namespace Nof1Agent.Stats.Designs;

/// <summary>How one check of a receipt came out.</summary>
public enum CheckOutcome
{
    /// <summary>The check holds.</summary>
    Passed,

    /// <summary>The check fails: the receipt does not show what it claims.</summary>
    Failed,

    /// <summary>The check needs something that is revealed only at the end of the trial.</summary>
    NotYetPossible,
}

/// <summary>One named check.</summary>
/// <param name="Name">What was checked, in plain words.</param>
/// <param name="Outcome">How it came out.</param>
/// <param name="Reason">Why it failed or is not possible yet; what was found where it passed.</param>
public sealed record ReceiptCheck(string Name, CheckOutcome Outcome, string Reason);

/// <summary>The independent recomputation of a randomization receipt.</summary>
public sealed record ReceiptVerification
{
    private ReceiptVerification(IReadOnlyList<ReceiptCheck> checks) => Checks = checks;

    /// <summary>All checks in order.</summary>
    public IReadOnlyList<ReceiptCheck> Checks { get; }

    /// <summary>True when every check passed: the sequence is the one that secret, nonce and protocol give.</summary>
    public bool IsValid => Checks.All(check => check.Outcome == CheckOutcome.Passed);

    /// <summary>True when no check failed; before the secret is revealed this is all that can be said.</summary>
    public bool IsConsistent => Checks.All(check => check.Outcome != CheckOutcome.Failed);

    /// <summary>Runs every check; never throws for what a receipt holds.</summary>
    /// <param name="receipt">The receipt.</param>
    public static ReceiptVerification Verify(RandomizationReceipt receipt)
    {
        ArgumentNullException.ThrowIfNull(receipt);
        return new ReceiptVerification([CheckProtocol(receipt), CheckHash(receipt), CheckDesign(receipt), CheckNonce(receipt), CheckCommitment(receipt), CheckSequence(receipt)]);
    }

    private static ReceiptCheck CheckProtocol(RandomizationReceipt receipt)
    {
        const string name = "The protocol is canonical JSON";
        if (receipt.ParseProtocol() is not { } protocol)
        {
            return Fail(name, "it is no JSON object");
        }

        try
        {
            return CanonicalJson.Serialize(protocol) == receipt.Protocol
                ? Pass(name, "written as RFC 8785 asks")
                : Fail(name, "it is JSON, but not in the one form that RFC 8785 gives it");
        }
        catch (ArgumentException refused)
        {
            return Fail(name, refused.Message);
        }
    }

    private static ReceiptCheck CheckHash(RandomizationReceipt receipt)
    {
        const string name = "The protocol has the published hash";
        var hash = CanonicalJson.Sha256Hex(receipt.Protocol);
        return hash == receipt.ProtocolHash ? Pass(name, hash) : Fail(name, $"its SHA-256 is {hash}, the receipt says {receipt.ProtocolHash}");
    }

    private static ReceiptCheck CheckDesign(RandomizationReceipt receipt)
    {
        const string name = "The protocol fixes the draw";
        return receipt.Design is not { } design
            ? Fail(name, "it has no readable member \"design\"")
            : design.Problems() is [var problem, ..]
                ? Fail(name, problem)
                : Pass(name, $"{design.ArmCount} arms, {design.BlockCount} cycles");
    }

    private static ReceiptCheck CheckNonce(RandomizationReceipt receipt)
    {
        const string name = "The person contributed";
        return receipt.Nonce.Length > 0 ? Pass(name, $"nonce \"{receipt.Nonce}\"") : Fail(name, "the nonce is empty");
    }

    private static ReceiptCheck CheckCommitment(RandomizationReceipt receipt)
    {
        const string name = "The secret is the one committed to";
        if (!Commitment.IsSha256Hex(receipt.Commitment))
        {
            return Fail(name, "the commitment is not 64 lower-case hexadecimal characters");
        }

        if (receipt.Secret is null)
        {
            return new ReceiptCheck(name, CheckOutcome.NotYetPossible, "the secret is revealed when the trial has ended");
        }

        if (ReadSecret(receipt) is not { } secret)
        {
            return Fail(name, "the secret is not 64 hexadecimal characters");
        }

        var commitment = Commitment.Commit(secret);
        return commitment == receipt.Commitment ? Pass(name, commitment) : Fail(name, $"its SHA-256 is {commitment}, the receipt says {receipt.Commitment}");
    }

    private static ReceiptCheck CheckSequence(RandomizationReceipt receipt)
    {
        const string name = "The order of arms is the one drawn";
        if (receipt.Secret is null || receipt.Sequence is null)
        {
            return new ReceiptCheck(name, CheckOutcome.NotYetPossible, "secret and order are revealed when the trial has ended");
        }

        if (receipt.Design is not { } design || design.Problems().Count > 0 || ReadSecret(receipt) is not { } secret
            || receipt.Nonce.Length == 0 || !Commitment.IsSha256Hex(receipt.ProtocolHash))
        {
            return Fail(name, "the draw cannot be repeated, see the checks above");
        }

        var drawn = BlockRandomization.Draw(design, new DeterministicRandom(Commitment.DeriveSeed(secret, receipt.Nonce, receipt.ProtocolHash)));
        return drawn.SequenceEqual(receipt.Sequence)
            ? Pass(name, string.Join(' ', drawn))
            : Fail(name, $"the draw gives {string.Join(' ', drawn)}, the receipt says {string.Join(' ', receipt.Sequence)}");
    }

    private static byte[]? ReadSecret(RandomizationReceipt receipt) =>
        receipt.Secret is { Length: 2 * Commitment.SecretLength } hex && hex.All(char.IsAsciiHexDigit) ? Convert.FromHexString(hex) : null;

    private static ReceiptCheck Pass(string name, string found) => new(name, CheckOutcome.Passed, found);

    private static ReceiptCheck Fail(string name, string reason) => new(name, CheckOutcome.Failed, reason);
}
