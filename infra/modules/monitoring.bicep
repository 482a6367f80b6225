// Where logs, traces and metrics go. Only identities may write: there is no key that could leak.
param workspaceName string
param componentName string
param location string
param tags object

@description('The first 31 days are in the price of what is taken in.')
param retentionInDays int = 30

@description('Most GB a day that are taken in; what comes beyond is lost, and so are its alerts. -1: no limit.')
param dailyQuotaGb int = 5

resource workspace 'Microsoft.OperationalInsights/workspaces@2023-09-01' = {
  name: workspaceName
  location: location
  tags: tags
  properties: {
    sku: { name: 'PerGB2018' }
    retentionInDays: retentionInDays
    workspaceCapping: { dailyQuotaGb: dailyQuotaGb }
    features: { disableLocalAuth: true }
  }
}

resource component 'Microsoft.Insights/components@2020-02-02' = {
  name: componentName
  location: location
  tags: tags
  kind: 'web'
  properties: {
    Application_Type: 'web'
    WorkspaceResourceId: workspace.id
    DisableLocalAuth: true
  }
}

output componentName string = component.name
