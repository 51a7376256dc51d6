using SreEvaluator.Service.Hosting;

return await ServiceProgram.RunAsync(args);
