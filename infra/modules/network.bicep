// Only with VNET_ENABLED: the app reaches storage and vault by private addresses, and nobody reaches them otherwise.
param name string
param endpointPrefix string
param storageName string
param vaultName string
param location string
param tags object

var storageZones = [for service in ['blob', 'queue', 'table']: 'privatelink.${service}.${environment().suffixes.storage}']
var zones = concat(storageZones, ['privatelink.vaultcore.azure.net'])

resource account 'Microsoft.Storage/storageAccounts@2023-01-01' existing = {
  name: storageName
}

resource vault 'Microsoft.KeyVault/vaults@2023-07-01' existing = {
  name: vaultName
}

// In the order of the zones.
var targets = [
  { service: 'blob', id: account.id }
  { service: 'queue', id: account.id }
  { service: 'table', id: account.id }
  { service: 'vault', id: vault.id }
]

resource vnet 'Microsoft.Network/virtualNetworks@2023-11-01' = {
  name: name
  location: location
  tags: tags
  properties: {
    addressSpace: { addressPrefixes: ['10.0.0.0/16'] }
    subnets: [
      {
        name: 'endpoints'
        properties: {
          addressPrefix: '10.0.1.0/24'
          privateEndpointNetworkPolicies: 'Disabled'
        }
      }
      {
        name: 'app'
        properties: {
          addressPrefix: '10.0.2.0/24'
          delegations: [
            {
              name: 'flex-consumption'
              properties: { serviceName: 'Microsoft.App/environments' }
            }
          ]
        }
      }
    ]
  }

  resource endpointSubnet 'subnets' existing = {
    name: 'endpoints'
  }

  resource appSubnet 'subnets' existing = {
    name: 'app'
  }
}

resource dnsZones 'Microsoft.Network/privateDnsZones@2020-06-01' = [for zone in zones: {
  name: zone
  location: 'global'
  tags: tags
}]

resource dnsLinks 'Microsoft.Network/privateDnsZones/virtualNetworkLinks@2020-06-01' = [for (zone, no) in zones: {
  parent: dnsZones[no]
  name: 'link'
  location: 'global'
  tags: tags
  properties: {
    registrationEnabled: false
    virtualNetwork: { id: vnet.id }
  }
}]

resource endpoints 'Microsoft.Network/privateEndpoints@2023-11-01' = [for target in targets: {
  name: '${endpointPrefix}-${target.service}'
  location: location
  tags: tags
  properties: {
    subnet: { id: vnet::endpointSubnet.id }
    privateLinkServiceConnections: [
      {
        name: target.service
        properties: {
          privateLinkServiceId: target.id
          groupIds: [target.service]
        }
      }
    ]
  }
}]

resource dnsGroups 'Microsoft.Network/privateEndpoints/privateDnsZoneGroups@2023-11-01' = [for (target, no) in targets: {
  parent: endpoints[no]
  name: 'default'
  properties: {
    privateDnsZoneConfigs: [
      {
        name: target.service
        properties: { privateDnsZoneId: dnsZones[no].id }
      }
    ]
  }
}]

output appSubnetId string = vnet::appSubnet.id
