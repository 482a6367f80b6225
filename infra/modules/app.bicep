// The function app on Flex Consumption, and all its settings.
param name string
param planName string
param identityId string
param identityClientId string
param storageName string
param packageContainerName string
param vaultUri string
param componentName string
param subnetId string
param instanceMemoryMB int
param maximumInstanceCount int
param alwaysReady array
param settings object
param vaultSettings object
param location string
param tags object

@description('The name of the service in azure.yaml, by which azd finds the app.')
param serviceName string = 'api'

@description('Requests that one instance answers at the same time. They wait for storage, not for the processor.')
param requestsPerInstance int = 16

resource account 'Microsoft.Storage/storageAccounts@2023-01-01' existing = {
  name: storageName
}

resource component 'Microsoft.Insights/components@2020-02-02' existing = {
  name: componentName
}

// The host takes AzureWebJobsStorage for the triggers too, so both groups name one account.
var connections = {
  AzureWebJobsStorage__credential: 'managedidentity'
  AzureWebJobsStorage__clientId: identityClientId
  AzureWebJobsStorage__blobServiceUri: account.properties.primaryEndpoints.blob
  AzureWebJobsStorage__queueServiceUri: account.properties.primaryEndpoints.queue
  AzureWebJobsStorage__tableServiceUri: account.properties.primaryEndpoints.table
  Storage__credential: 'managedidentity'
  Storage__clientId: identityClientId
  Storage__blobServiceUri: account.properties.primaryEndpoints.blob
  Storage__queueServiceUri: account.properties.primaryEndpoints.queue
  Storage__tableServiceUri: account.properties.primaryEndpoints.table
  APPLICATIONINSIGHTS_CONNECTION_STRING: component.properties.ConnectionString
  APPLICATIONINSIGHTS_AUTHENTICATION_STRING: 'ClientId=${identityClientId};Authorization=AAD'
}

// Must be set: the platform knows no default for a schedule.
var schedules = {
  LabelSyncSchedule: '0 */5 * * * *'
  LabelReconcileSchedule: '0 23 3 * * *'
  AudienceSchedule: '30 * * * * *'
  RetentionSchedule: '0 7/15 * * * *'
  WatchdogSchedule: '*/15 * * * * *'
  PoisonSchedule: '0 * * * * *'
  PreferenceSchedule: '20/30 * * * * *'
}

// The app's own defaults, so that the portal shows what holds. Neither limits nor lists of waits: where one of these is
// set, those that are set are the whole, and a preset or a shorter list would be mixed with what stands here.
var defaults = {
  FUNCTIONS_REQUEST_BODY_SIZE_LIMIT: '268435456'
  Accept__MaxOpenPushes: '50000'
  Mappings__RefreshEvery: '00:00:15'
  Budgets__Preset: 'agora'
  Delivery__ClaimTime: '00:00:30'
  Delivery__CallTimeout: '00:00:12'
  Delivery__ClockAllowance: '00:00:02'
  Delivery__HoldAtMost: '00:10:00'
  Delivery__OnUnknown: 'resend'
  Stalled__After: '01:00:00'
  Stalled__GiveUpAfter: '1.00:00:00'
  Retry__Jitter: '0.2'
  Retention__Days: '35'
  Audiences__MaxLines: '10000000'
  Audiences__MaxUnpackedBytes: '1073741824'
  Audiences__MaxPutBytes: '268435456'
  Labels__MaxLabels: '100'
  Labels__MaxMembers: '20000'
  Labels__LeaseTime: '00:03:00'
  Labels__StepTime: '00:00:20'
  Labels__SyncDelay: '00:00:05'
  Preferences__WaitTime: '00:00:20'
  Preferences__AllDayQuietHours: 'false'
  Preferences__StepTime: '00:00:20'
  Preferences__LeaseTime: '00:01:00'
  Preferences__GiveUpAfter: '1.00:00:00'
}

// Unset variables of azd arrive as empty texts.
var own = toObject(filter(items(settings), setting => !empty(setting.value)), setting => setting.key, setting => setting.value)

var secrets = toObject(
  filter(items(vaultSettings), setting => !empty(setting.value)),
  setting => setting.key,
  setting => '@Microsoft.KeyVault(SecretUri=${vaultUri}secrets/${setting.value})'
)

resource plan 'Microsoft.Web/serverfarms@2024-04-01' = {
  name: planName
  location: location
  tags: tags
  kind: 'functionapp'
  sku: {
    name: 'FC1'
    tier: 'FlexConsumption'
  }
  properties: {
    reserved: true
  }
}

resource site 'Microsoft.Web/sites@2024-04-01' = {
  name: name
  location: location
  tags: union(tags, { 'azd-service-name': serviceName })
  kind: 'functionapp,linux'
  identity: {
    type: 'UserAssigned'
    userAssignedIdentities: {
      '${identityId}': {}
    }
  }
  properties: {
    serverFarmId: plan.id
    httpsOnly: true
    keyVaultReferenceIdentity: identityId
    virtualNetworkSubnetId: empty(subnetId) ? null : subnetId
    siteConfig: {
      minTlsVersion: '1.2'
    }
    functionAppConfig: {
      deployment: {
        storage: {
          type: 'blobContainer'
          value: '${account.properties.primaryEndpoints.blob}${packageContainerName}'
          authentication: {
            type: 'UserAssignedIdentity'
            userAssignedIdentityResourceId: identityId
          }
        }
      }
      runtime: {
        name: 'dotnet-isolated'
        version: '10.0'
      }
      scaleAndConcurrency: {
        instanceMemoryMB: instanceMemoryMB
        maximumInstanceCount: maximumInstanceCount
        alwaysReady: alwaysReady
        triggers: {
          http: {
            perInstanceConcurrency: requestsPerInstance
          }
        }
      }
    }
  }

  resource appSettings 'config@2024-04-01' = {
    name: 'appsettings'
    properties: union(defaults, schedules, own, secrets, connections)
  }
}

output name string = site.name
output apiUrl string = 'https://${site.properties.defaultHostName}/api'
