namespace Nof1Agent.Skills.Files;

/// <summary>What became of a file that is looked at before it is kept.</summary>
/// <param name="File">The file, cleaned; null: refused.</param>
/// <param name="RefusalKey">Which text says why not.</param>
public sealed record FileReading(HandedInFile? File, string? RefusalKey)
{
    private const int LongestWords = 20_000;

    /// <summary>Looks at a whole file. Nothing in it is believed or run.</summary>
    /// <param name="content">Its bytes.</param>
    /// <param name="name">What the person calls it.</param>
    /// <param name="wordsOfPdf">Reads the words of a PDF; what cannot be read has none.</param>
    public static FileReading Of(byte[] content, string name, Func<byte[], string> wordsOfPdf)
    {
        if (content.Length > HandedInFile.LargestBytes)
        {
            return new FileReading(null, "files.too-large");
        }

        switch (FileSigns.MediaTypeOf(content))
        {
            case "application/pdf":
                return new FileReading(new HandedInFile { Kind = FileKind.Document, MediaType = "application/pdf", Name = FileSigns.NameOf(name, "document.pdf"), Content = content, Words = Short(wordsOfPdf(content)) }, null);
            case { } picture:
                return PictureMetadata.Without(content, picture) is { } cleaned
                    ? new FileReading(new HandedInFile { Kind = FileKind.Photo, MediaType = picture, Name = FileSigns.NameOf(name, "photo"), Content = cleaned }, null)
                    : new FileReading(null, "files.broken");
            default:
                return FileSigns.TextOf(content) is { } text
                    ? new FileReading(new HandedInFile { Kind = FileKind.Document, MediaType = "text/plain", Name = FileSigns.NameOf(name, "document.txt"), Content = content, Words = Short(text) }, null)
                    : new FileReading(null, "files.unknown");
        }
    }

    private static string Short(string words) => words.Length <= LongestWords ? words : words[..LongestWords];
}
