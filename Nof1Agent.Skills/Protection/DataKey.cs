namespace Nof1Agent.Skills.Protection;

/// <summary>The key that one participant's texts are sealed with.</summary>
/// <param name="Id">Its name, which stands in every text sealed with it: 12 characters of base64url.</param>
/// <param name="Secret">32 bytes.</param>
internal sealed record DataKey(string Id, byte[] Secret);

/// <summary>What wraps the data keys, from outside the database: a key ring or a vault. Both functions must be usable from many threads at once.</summary>
/// <param name="Wrap">Encrypts and authenticates a data key.</param>
/// <param name="Unwrap">The way back; throws where the master key is another one.</param>
public sealed record MasterKey(Func<byte[], byte[]> Wrap, Func<byte[], byte[]> Unwrap);
