// The main figures on one page: portal, Application Insights, Workbooks.
param componentName string
param location string
param tags object

resource component 'Microsoft.Insights/components@2020-02-02' existing = {
  name: componentName
}

resource workbook 'Microsoft.Insights/workbooks@2022-04-01' = {
  name: guid(component.id, 'push-functions')
  location: location
  tags: tags
  kind: 'shared'
  properties: {
    displayName: 'PushFunctions'
    category: 'workbook'
    sourceId: component.id
    serializedData: loadTextContent('./workbook.json')
  }
}
