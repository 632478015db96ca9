using Nof1Agent.Host;

await Service.RunAsync(new ServeOptions(ServeOptions.DefaultUrls, args.Length > 0 ? args[0] : ServeOptions.DefaultDatabasePath));
