// All that the bridge needs, in one resource group. `azd up` fills in the parameters: docs/deploy.md.
targetScope = 'subscription'

@minLength(1)
@maxLength(64)
@description('Name of the azd environment; names and tags are made from it.')
param environmentName string

@minLength(1)
@description('Region of all resources. The list is that of the regions with Flex Consumption.')
@allowed([
  'australiaeast'
  'australiasoutheast'
  'brazilsouth'
  'canadacentral'
  'centralindia'
  'centralus'
  'eastasia'
  'eastus'
  'eastus2'
  'francecentral'
  'germanywestcentral'
  'italynorth'
  'japaneast'
  'koreacentral'
  'northcentralus'
  'northeurope'
  'norwayeast'
  'southafricanorth'
  'southcentralus'
  'southeastasia'
  'southindia'
  'spaincentral'
  'swedencentral'
  'uaenorth'
  'uksouth'
  'ukwest'
  'westcentralus'
  'westeurope'
  'westus'
  'westus2'
  'westus3'
])
@metadata({
  azd: {
    type: 'location'
  }
})
param location string

@description('Who deploys. A person may write secrets to the vault; a pipeline may not.')
param principalId string = ''

@description('User or ServicePrincipal: what principalId is.')
param principalType string = 'User'

@description('Puts storage and vault behind private endpoints. It adds about 4 endpoints and 4 DNS zones to the bill.')
param vnetEnabled bool = false

@description('How often storage is copied. Standard_ZRS: over three zones, for about a quarter more.')
@allowed(['Standard_LRS', 'Standard_ZRS', 'Standard_GRS', 'Standard_GZRS'])
param storageSku string = 'Standard_LRS'

@description('Memory of an instance. Executions are charged by it: twice as much costs twice as much.')
@allowed([512, 2048, 4096])
param instanceMemoryMB int = 512

@description('Most instances of one function. Four send 1,200 calls a minute; more gain nothing.')
@minValue(1)
@maxValue(1000)
param maximumInstanceCount int = 40

@description('Instances that are kept warm: [{"name":"http","instanceCount":1}], also function:DeliverParcel and function:DispatchPush. One of 512 MB costs about 5.20 USD a month idle: 0.5 GB x 2,592,000 s x 0.000004 USD. None: the first event after a quiet time waits some seconds.')
param alwaysReady array = []

@description('Who is told when an alert fires. Nobody: alerts are seen in the portal alone.')
param alertEmail string = ''

@description('App settings that differ from the defaults in modules/app.bicep. Empty ones are left out.')
param settings object = {}

@description('App settings that are secrets: for each the name of a secret in the vault. Empty ones are left out.')
param vaultSettings object = {}

var abbrs = loadJsonContent('./abbreviations.json')
var resourceToken = toLower(uniqueString(subscription().id, environmentName, location))
var tags = { 'azd-env-name': environmentName }
var packageContainerName = 'app-package'

resource rg 'Microsoft.Resources/resourceGroups@2024-11-01' = {
  name: '${abbrs.resourcesResourceGroups}${environmentName}'
  location: location
  tags: tags
}

module identity './modules/identity.bicep' = {
  name: 'identity'
  scope: rg
  params: {
    name: '${abbrs.managedIdentityUserAssignedIdentities}${resourceToken}'
    location: location
    tags: tags
  }
}

module monitoring './modules/monitoring.bicep' = {
  name: 'monitoring'
  scope: rg
  params: {
    workspaceName: '${abbrs.operationalInsightsWorkspaces}${resourceToken}'
    componentName: '${abbrs.insightsComponents}${resourceToken}'
    location: location
    tags: tags
  }
}

module storage './modules/storage.bicep' = {
  name: 'storage'
  scope: rg
  params: {
    name: '${abbrs.storageStorageAccounts}${resourceToken}'
    sku: storageSku
    packageContainerName: packageContainerName
    isPrivate: vnetEnabled
    location: location
    tags: tags
  }
}

module vault './modules/vault.bicep' = {
  name: 'vault'
  scope: rg
  params: {
    name: '${abbrs.keyVaultVaults}${resourceToken}'
    isPrivate: vnetEnabled
    location: location
    tags: tags
  }
}

module network './modules/network.bicep' = if (vnetEnabled) {
  name: 'network'
  scope: rg
  params: {
    name: '${abbrs.networkVirtualNetworks}${resourceToken}'
    endpointPrefix: '${abbrs.networkPrivateEndpoints}${resourceToken}'
    storageName: storage.outputs.name
    vaultName: vault.outputs.name
    location: location
    tags: tags
  }
}

module roles './modules/roles.bicep' = {
  name: 'roles'
  scope: rg
  params: {
    appPrincipalId: identity.outputs.principalId
    personId: principalType == 'User' ? principalId : ''
    storageName: storage.outputs.name
    vaultName: vault.outputs.name
    componentName: monitoring.outputs.componentName
  }
}

module app './modules/app.bicep' = {
  name: 'app'
  scope: rg
  params: {
    name: '${abbrs.webSitesFunctions}${resourceToken}'
    planName: '${abbrs.webServerFarms}${resourceToken}'
    identityId: identity.outputs.id
    identityClientId: identity.outputs.clientId
    storageName: storage.outputs.name
    packageContainerName: packageContainerName
    vaultUri: vault.outputs.uri
    componentName: monitoring.outputs.componentName
    subnetId: vnetEnabled ? network!.outputs.appSubnetId : ''
    instanceMemoryMB: instanceMemoryMB
    maximumInstanceCount: maximumInstanceCount
    alwaysReady: alwaysReady
    settings: settings
    vaultSettings: vaultSettings
    location: location
    tags: tags
  }
  // Secrets and storage are read at the first start.
  dependsOn: [roles]
}

module alerts './modules/alerts.bicep' = {
  name: 'alerts'
  scope: rg
  params: {
    actionGroupName: '${abbrs.insightsActionGroups}${resourceToken}'
    componentName: monitoring.outputs.componentName
    email: alertEmail
    location: location
    tags: tags
  }
}

module workbook './modules/workbook.bicep' = {
  name: 'workbook'
  scope: rg
  params: {
    componentName: monitoring.outputs.componentName
    location: location
    tags: tags
  }
}

output AZURE_LOCATION string = location
output AZURE_TENANT_ID string = tenant().tenantId
output AZURE_RESOURCE_GROUP string = rg.name
output AZURE_FUNCTION_NAME string = app.outputs.name
output AZURE_KEY_VAULT_NAME string = vault.outputs.name
output AZURE_STORAGE_ACCOUNT_NAME string = storage.outputs.name
output API_URL string = app.outputs.apiUrl
