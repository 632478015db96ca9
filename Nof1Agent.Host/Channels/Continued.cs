namespace Nof1Agent.Host.Channels;

/// <summary>A stream of which the beginning was read already, from its beginning. Read front to back, once.</summary>
internal sealed class Continued(byte[] begin, Stream rest) : Stream
{
    private int read;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException("The end is not known.");

    public override long Position { get => throw new NotSupportedException("Read once."); set => throw new NotSupportedException("Read once."); }

    public override int Read(byte[] buffer, int offset, int count)
    {
        if (read == begin.Length)
        {
            return rest.Read(buffer, offset, count);
        }

        var part = Math.Min(count, begin.Length - read);
        Array.Copy(begin, read, buffer, offset, part);
        read += part;
        return part;
    }

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException("Read once.");

    public override void SetLength(long value) => throw new NotSupportedException("Read only.");

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException("Read only.");
}
