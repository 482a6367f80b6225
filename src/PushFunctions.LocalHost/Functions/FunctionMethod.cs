using System.Reflection;

namespace PushFunctions.LocalHost.Functions;

/// <summary>A method that is a function, and how to call it on an instance of its class.</summary>
internal sealed class FunctionMethod(string name, MethodInfo method)
{
    private readonly ObjectFactory? _create =
        method.IsStatic ? null : ActivatorUtilities.CreateFactory(method.DeclaringType!, []);

    public string Name { get; } = name;

    public IReadOnlyList<ParameterInfo> Parameters { get; } = method.GetParameters();

    public object? CreateInstance(IServiceProvider services) => _create?.Invoke(services, null);

    /// <summary>Calls the method and awaits what it returns.</summary>
    public async Task<object?> InvokeAsync(object? instance, object?[] arguments)
    {
        var returned = method.Invoke(instance, BindingFlags.DoNotWrapExceptions, null, arguments, null);
        switch (returned)
        {
            case Task task:
                await task;
                return ResultOf(task);
            case ValueTask task:
                await task;
                return null;
            case not null when IsGeneric(method.ReturnType, typeof(ValueTask<>)):
                var inner = (Task)method.ReturnType.GetMethod(nameof(ValueTask<>.AsTask))!.Invoke(returned, null)!;
                await inner;
                return inner.GetType().GetProperty(nameof(Task<>.Result))!.GetValue(inner);
            default:
                return returned;
        }
    }

    // By the declared type: an async method that returns Task really returns a Task of nothing.
    private object? ResultOf(Task task) => IsGeneric(method.ReturnType, typeof(Task<>))
        ? method.ReturnType.GetProperty(nameof(Task<>.Result))!.GetValue(task)
        : null;

    private static bool IsGeneric(Type type, Type definition) =>
        type.IsGenericType && type.GetGenericTypeDefinition() == definition;
}
