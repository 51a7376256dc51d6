using SreEvaluator.Bench;

return args switch
{
    ["model-server", var latency] => await ModelServer.RunAsync(TimeSpan.FromMilliseconds(int.Parse(latency, System.Globalization.CultureInfo.InvariantCulture))),
    [] or ["judge-throughput"] => await JudgeThroughput.RunAsync(Console.Out),
    ["batch", var program, var labelled] => await BatchThroughput.RunAsync(program, labelled, Console.Out),
    _ => Usage(),
};

static int Usage()
{
    Console.Error.WriteLine("SreEvaluator.Bench [judge-throughput]   the judge beside a bare Semantic Kernel loop; prints bench/results/judge-throughput.md");
    Console.Error.WriteLine("SreEvaluator.Bench batch <program> <labelled answers>   a whole batch on the command line; prints bench/results/batch-throughput.md");
    return 2;
}
