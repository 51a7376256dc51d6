using SreEvaluator.Cli;

using var interruption = new Interruption();
using var shell = Shell.OfProcess(interruption);
return await CommandLine.RunAsync(args, shell, interruption.Token);
