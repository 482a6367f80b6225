using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace PushFunctions.EndToEnd.Tests.LocalHost;

/// <summary>Functions that no host can start.</summary>
public sealed class WrongFunctions
{
    [Function("Twice")]
    public static void One([TimerTrigger("0 0 0 * * *")] TimerInfo timer) => _ = timer;

    [Function("twice")]
    public static void Other([TimerTrigger("0 0 0 * * *")] TimerInfo timer) => _ = timer;

    [Function("NoTrigger")]
    public static void NoTrigger(CancellationToken cancellationToken) => _ = cancellationToken;

    [Function("OddQueue")]
    public static void OddQueue([QueueTrigger("%Missing__Queue%", Connection = "Away")] Stream message) => _ = message;

    [Function("KeylessQueue")]
    public static void KeylessQueue([QueueTrigger("q", Connection = "Keyless")] string message) => _ = message;

    [Function("BrokenQueue")]
    public static void BrokenQueue([QueueTrigger("q", Connection = "Broken")] string message) => _ = message;

#pragma warning disable AZFW0002 // The worker's analyser refuses it as well; the host must do so without one.
    [Function("AsyncVoid")]
    public static async void AsyncVoid([TimerTrigger("0 0 0 * * *")] TimerInfo timer) => await Task.FromResult(timer);
#pragma warning restore AZFW0002

    [Function("OddTimer")]
    public static void OddTimer([TimerTrigger("now and then")] TimerInfo timer) => _ = timer;

    [Function("OddRoute")]
    public static void OddRoute([HttpTrigger(Route = "a/{b")] HttpRequest request) => _ = request;

    [Function("NotInRoute")]
    public static void NotInRoute([HttpTrigger(Route = "a/{b}")] HttpRequest request, string c) => _ = (request, c);
}
