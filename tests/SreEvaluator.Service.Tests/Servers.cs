using SreEvaluator.Support;

[assembly: AssemblyFixture(typeof(PostgresServer))]
