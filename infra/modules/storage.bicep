// Queues, tables and blobs. The names are those of src/PushFunctions/Storage/Names.cs; a test holds them together.
param name string
param sku string
param packageContainerName string
param isPrivate bool
param location string
param tags object

// Each has a poison queue beside it, which the platform would make by itself, but too late for the app's first look.
var queueNames = [
  'push-dispatch'
  'push-delivery'
  'audience-checks'
  'callbacks'
  'label-changes'
  'preferences'
]

var tableNames = [
  'Pushes'
  'PushIndex'
  'PushSchedule'
  'PushListing'
  'Budgets'
  'DeadLetters'
  'Mappings'
  'Audiences'
  'Labels'
  'LabelMembers'
  'LabelApplied'
  'Preferences'
]

var containerNames = [
  'pushes'
  'audiences'
  'preferences'
]

resource account 'Microsoft.Storage/storageAccounts@2023-01-01' = {
  name: name
  location: location
  tags: tags
  kind: 'StorageV2'
  sku: { name: sku }
  properties: {
    accessTier: 'Hot'
    allowBlobPublicAccess: false
    allowSharedKeyAccess: false
    defaultToOAuthAuthentication: true
    minimumTlsVersion: 'TLS1_2'
    supportsHttpsTrafficOnly: true
    publicNetworkAccess: isPrivate ? 'Disabled' : 'Enabled'
    networkAcls: {
      defaultAction: isPrivate ? 'Deny' : 'Allow'
      bypass: 'None'
    }
  }

  resource blobService 'blobServices@2023-01-01' = {
    name: 'default'
  }

  resource queueService 'queueServices@2023-01-01' = {
    name: 'default'
  }

  resource tableService 'tableServices@2023-01-01' = {
    name: 'default'
  }
}

resource containers 'Microsoft.Storage/storageAccounts/blobServices/containers@2023-01-01' = [for containerName in containerNames: {
  parent: account::blobService
  name: containerName
}]

resource packageContainer 'Microsoft.Storage/storageAccounts/blobServices/containers@2023-01-01' = {
  parent: account::blobService
  name: packageContainerName
}

resource queues 'Microsoft.Storage/storageAccounts/queueServices/queues@2023-01-01' = [for queueName in queueNames: {
  parent: account::queueService
  name: queueName
}]

resource poisonQueues 'Microsoft.Storage/storageAccounts/queueServices/queues@2023-01-01' = [for queueName in queueNames: {
  parent: account::queueService
  name: '${queueName}-poison'
}]

resource tables 'Microsoft.Storage/storageAccounts/tableServices/tables@2023-01-01' = [for tableName in tableNames: {
  parent: account::tableService
  name: tableName
}]

output name string = account.name
