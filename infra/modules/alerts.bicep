// What somebody should know of. docs/operations.md says for each what it means and what to do.
param actionGroupName string
param componentName string
param email string
param location string
param tags object

resource component 'Microsoft.Insights/components@2020-02-02' existing = {
  name: componentName
}

resource actionGroup 'Microsoft.Insights/actionGroups@2023-01-01' = if (!empty(email)) {
  name: actionGroupName
  location: 'global'
  tags: tags
  properties: {
    groupShortName: 'push'
    enabled: true
    emailReceivers: [
      {
        name: 'operator'
        emailAddress: email
        useCommonAlertSchema: true
      }
    ]
  }
}

// Numbers of the log's events and names of metrics are those that the app writes; a test holds them together.
var deadLetterEvents = ['910', '3008', '5002']
var credentialEvents = ['4008', '5101']
var givingUpEvents = ['5507']
var ageMetric = 'push.work.oldest.age'
var throttledMetric = 'push.throttled'
var repairMetric = 'push.repairs'
var heartbeatMetric = 'push.open'

var rules = [
  {
    name: 'dead-letters'
    severity: 2
    description: 'Users or messages will not be tried again by themselves.'
    query: 'traces | where tostring(customDimensions.EventId) in (\'${join(deadLetterEvents, '\', \'')}\')'
    measure: ''
    aggregation: 'Count'
    operator: 'GreaterThan'
    threshold: 0
    window: 'PT15M'
  }
  {
    name: 'oldest-waiting-work'
    severity: 2
    description: 'For 15 minutes the oldest work was overdue by more than two minutes.'
    query: 'customMetrics | where name == \'${ageMetric}\' and tostring(customDimensions.place) != \'open\' | summarize age = max(valueSum) by bin(timestamp, 1m)'
    measure: 'age'
    aggregation: 'Minimum'
    operator: 'GreaterThan'
    threshold: 120
    window: 'PT15M'
  }
  {
    name: 'credentials-refused'
    severity: 1
    description: 'The push service refuses calls for what only people can mend; pushes are stalled.'
    query: 'traces | where tostring(customDimensions.EventId) in (\'${join(credentialEvents, '\', \'')}\')'
    measure: ''
    aggregation: 'Count'
    operator: 'GreaterThan'
    threshold: 0
    window: 'PT5M'
  }
  {
    name: 'budget-held-back'
    severity: 2
    description: 'Calls were held back for more than five minutes of an hour, or a push could not be sent for an hour.'
    query: 'union (customMetrics | where name == \'${throttledMetric}\' | project held = valueSum), (traces | where tostring(customDimensions.EventId) in (\'${join(givingUpEvents, '\', \'')}\') | project held = 3600.0) | summarize held = sum(held)'
    measure: 'held'
    aggregation: 'Total'
    operator: 'GreaterThan'
    threshold: 300
    window: 'PT1H'
  }
  {
    name: 'watchdog-repairs'
    severity: 3
    description: 'The watchdog put more than 20 messages again in an hour: instances die, or are too few.'
    query: 'customMetrics | where name == \'${repairMetric}\' | summarize repairs = sum(valueSum)'
    measure: 'repairs'
    aggregation: 'Total'
    operator: 'GreaterThan'
    threshold: 20
    window: 'PT1H'
  }
  {
    name: 'no-heartbeat'
    severity: 1
    description: 'The watchdog has told nothing for 15 minutes: the app does not run, or its telemetry does not arrive.'
    query: 'customMetrics | where name == \'${heartbeatMetric}\''
    measure: ''
    aggregation: 'Count'
    operator: 'LessThan'
    threshold: 1
    window: 'PT15M'
  }
]

resource alerts 'Microsoft.Insights/scheduledQueryRules@2021-08-01' = [for rule in rules: {
  name: 'push-${rule.name}'
  location: location
  tags: tags
  kind: 'LogAlert'
  properties: {
    displayName: 'PushFunctions: ${rule.name}'
    description: rule.description
    severity: rule.severity
    enabled: true
    scopes: [component.id]
    evaluationFrequency: rule.window == 'PT5M' ? 'PT5M' : 'PT15M'
    windowSize: rule.window
    autoMitigate: true
    criteria: {
      allOf: [
        {
          query: rule.query
          metricMeasureColumn: empty(rule.measure) ? null : rule.measure
          timeAggregation: rule.aggregation
          operator: rule.operator
          threshold: rule.threshold
          failingPeriods: {
            numberOfEvaluationPeriods: 1
            minFailingPeriodsToAlert: 1
          }
        }
      ]
    }
    actions: {
      actionGroups: empty(email) ? [] : [actionGroup.id]
    }
  }
}]
