using Nof1Agent.Host.Cli;

// The whole program by commands: see CommandTree. Without a command it serves the web application.
return await CommandTree.RunAsync(args, Console.Out, Console.Error);
