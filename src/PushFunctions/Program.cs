using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using PushFunctions;
using PushFunctions.Storage;

var builder = FunctionsApplication.CreateBuilder(args);
builder.ConfigureFunctionsWebApplication();
// Four lines a request otherwise, which host.json does not keep back; settings under Logging still win.
builder.Logging
    .AddFilter("Microsoft.AspNetCore", LogLevel.Warning)
    .AddConfiguration(builder.Configuration.GetSection("Logging"));
builder.Services.AddPushFunctions(builder.Configuration);
builder.Services.AddSingleton<IValidateOptions<StorageOptions>, HostStorageValidator>();
builder.Build().Run();
