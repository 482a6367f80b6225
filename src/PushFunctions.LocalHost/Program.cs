using System.Collections;
using System.Runtime.InteropServices;
using Microsoft.Extensions.Logging.Console;
using OpenTelemetry;
using PushFunctions;
using PushFunctions.LocalHost;
using PushFunctions.LocalHost.CommandLine;

using var stop = new CancellationTokenSource();
using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);
using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);

var app = new LocalHostOptions
{
    Assemblies = [typeof(PushFunctionsServices).Assembly],
    ConfigureServices = (services, configuration) => services
        .AddPushFunctions(configuration)
        // The platform's host tells of requests itself.
        .AddTelemetry(
            configuration, telemetry => telemetry.WithTracing(traces => traces.AddSource("Microsoft.AspNetCore"))),
    ConfigureLogging = logging => logging
        .AddSimpleConsole(line => line.SingleLine = true)
        // The standard output carries one line for whoever started the host; logs go beside it.
        .Services.Configure<ConsoleLoggerOptions>(console => console.LogToStandardErrorThreshold = LogLevel.Trace),
};
var environment = Environment.GetEnvironmentVariables().Cast<DictionaryEntry>()
    .ToDictionary(variable => (string)variable.Key, variable => (string?)variable.Value);
return await new HostCommand(app, Console.Out, Console.Error).RunAsync(args, environment, stop.Token);

void Stop(PosixSignalContext signal)
{
    // Not the runtime's sudden end: the host ends when it is drained.
    signal.Cancel = true;
    stop.Cancel();
}
