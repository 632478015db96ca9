using System.Security.Cryptography;

namespace Nof1Agent.Skills.Imports;

/// <summary>A stream that is read once, counted, hashed on the way and cut off at a size. Its first bytes can be looked at before.</summary>
internal sealed class MeasuredStream(Stream inner, long most) : Stream
{
    private const int HeadBytes = 256;

    private readonly IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private byte[]? head;
    private int taken;
    private long total;

    /// <summary>The file goes on beyond the size.</summary>
    public sealed class TooLargeException : IOException;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => total;
        set => throw new NotSupportedException();
    }

    /// <summary>The first bytes, which stay to be read.</summary>
    public byte[] Peek()
    {
        if (head is null)
        {
            var buffer = new byte[HeadBytes];
            head = buffer[..inner.ReadAtLeast(buffer, HeadBytes, throwOnEndOfStream: false)];
        }

        return head;
    }

    /// <summary>SHA-256 of all that was read, hexadecimal; call it at the end.</summary>
    public string Sha256()
    {
        var buffer = new byte[81920];
        while (Read(buffer, 0, buffer.Length) > 0)
        {
        }

        return Convert.ToHexStringLower(hash.GetCurrentHash());
    }

    public override int Read(byte[] buffer, int offset, int count)
    {
        int read;
        if (head is { } first && taken < first.Length)
        {
            read = Math.Min(count, first.Length - taken);
            Array.Copy(first, taken, buffer, offset, read);
            taken += read;
        }
        else
        {
            read = inner.Read(buffer, offset, count);
        }

        hash.AppendData(buffer, offset, read);
        total += read;
        return total > most ? throw new TooLargeException() : read;
    }

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        hash.Dispose();
        base.Dispose(disposing);
    }
}
