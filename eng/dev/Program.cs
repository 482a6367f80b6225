using PushFunctions.Dev;
using PushFunctions.Dev.Bench;
using PushFunctions.Dev.Doctor;
using PushFunctions.Dev.Run;
using PushFunctions.Dev.Serve;
using PushFunctions.Dev.Stack;
using PushFunctions.Dev.Test;

using var end = new EndSignal();
var command = args.FirstOrDefault("");
var rest = args.Skip(1);
try
{
    return command switch
    {
        "run" => await RunCommand.RunAsync(CommandLine.Parse(command, rest), end),
        "serve" => await ServeCommand.RunAsync(CommandLine.Parse(command, rest), end),
        "doctor" => await DoctorCommand.RunAsync(CommandLine.Parse(command, rest), Console.Out),
        "test" => await TestCommand.RunAsync(TestArguments.Parse(rest), end),
        "bench" => await BenchCommand.RunAsync([.. rest], end),
        _ => throw new UsageException($"There is no command {command}. `./dev help` lists them."),
    };
}
catch (UsageException wrong)
{
    await Console.Error.WriteLineAsync($"dev: {wrong.Message}");
    return 2;
}
catch (StackException failure)
{
    await Console.Error.WriteLineAsync($"dev: {failure.Message}");
    return 1;
}
catch (OperationCanceledException) when (end.Token.IsCancellationRequested)
{
    // Asked to end before it was done; what was started has been ended.
    return 130;
}
