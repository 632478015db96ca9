namespace Nof1Agent.Skills.Files;

/// <summary>What a handed-in file is.</summary>
public enum FileKind
{
    Photo,
    Document,
}

/// <summary>A photo or document that somebody hands in with a message, after its signs were checked: material for a language model that can look at it, and nothing else.</summary>
public sealed record HandedInFile
{
    /// <summary>The largest file that is kept: what providers accept of a picture.</summary>
    public const int LargestBytes = 5 * 1024 * 1024;

    public required FileKind Kind { get; init; }

    /// <summary>One of image/jpeg, image/png, image/webp, application/pdf, text/plain.</summary>
    public required string MediaType { get; init; }

    /// <summary>What the person calls it, without a path.</summary>
    public required string Name { get; init; }

    public required byte[] Content { get; init; }

    /// <summary>What could be read of a document without a model; empty for a photo.</summary>
    public string Words { get; init; } = "";
}

/// <summary>A kept file without its content, as a message shows it.</summary>
public sealed record MessageFile(string Id, FileKind Kind, string Name);
