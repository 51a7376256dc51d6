using System.Globalization;
using SreEvaluator.Bench;

return args switch
{
    ["model-server", var latency] => await ModelServer.RunAsync(TimeSpan.FromMilliseconds(int.Parse(latency, CultureInfo.InvariantCulture))),
    [] or ["judge-throughput"] => await JudgeThroughput.RunAsync(Console.Out),
    ["batch", var program, var labelled] => await BatchThroughput.RunAsync(program, labelled, Console.Out),
    ["worker", var provider, var connection, var endpoint, var concurrency] => await WorkerProcess.RunAsync(provider, connection, endpoint, concurrency),
    ["service"] => await ServiceThroughput.RunAsync(Console.Out, Environment.GetEnvironmentVariable("SRE_BENCH_POSTGRES"), memory: false),
    ["service", "memory"] => await ServiceThroughput.RunAsync(Console.Out, Environment.GetEnvironmentVariable("SRE_BENCH_POSTGRES"), memory: true),
    ["web", var address, var candidates, var answer] => await WebLoad.RunAsync(
        new Uri(address), int.Parse(candidates, CultureInfo.InvariantCulture), await File.ReadAllTextAsync(answer), Console.Out),
    ["local-throughput", var labelled] => await LocalThroughput.RunAsync(labelled, program: null, Console.Out),
    ["local-throughput", var labelled, var program] => await LocalThroughput.RunAsync(labelled, program, Console.Out),
    ["accept", var service] => await AcceptThroughput.RunAsync(service, postgres: null, Console.Out),
    ["accept", var service, var postgres] => await AcceptThroughput.RunAsync(service, postgres, Console.Out),
    ["public-sets", var folder] => PublicSets.Run(folder, Console.Out),
    ["public-sets", var folder, "train"] => PublicSets.CrossValidate(folder, Console.Out),
    _ => Usage(),
};

static int Usage()
{
    Console.Error.WriteLine("SreEvaluator.Bench [judge-throughput]   the judge beside a bare Semantic Kernel loop; prints bench/results/judge-throughput.md");
    Console.Error.WriteLine("SreEvaluator.Bench batch <program> <labelled answers>   a whole batch on the command line; prints bench/results/batch-throughput.md");
    Console.Error.WriteLine("SreEvaluator.Bench service [memory]     storage and worker; SRE_BENCH_POSTGRES is an empty PostgreSQL database; prints bench/results/service-throughput.md");
    Console.Error.WriteLine("SreEvaluator.Bench web <address> <candidates> <answer>   candidates who practise at once at a running service; see bench/results/web-load.md");
    Console.Error.WriteLine("SreEvaluator.Bench local-throughput <labelled answers> [<program>]   the local grader, and with the program its cold start; prints bench/results/local-throughput.md");
    Console.Error.WriteLine("SreEvaluator.Bench accept <service> [<PostgreSQL>]   how fast the service accepts answers; prints bench/results/accept-throughput.md");
    Console.Error.WriteLine("SreEvaluator.Bench public-sets <folder>   the local grader trained and tested on public sets; prints bench/results/public-sets.md");
    Console.Error.WriteLine("SreEvaluator.Bench public-sets <folder> train   the same by cross-validation on the train splits alone, to look at while the grader changes");
    return 2;
}
