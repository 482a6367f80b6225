// Preloaded into Azurite, whose telemetry is switched off: it loads Application Insights all the same, which takes a
// third of its start.
const Module = require('module');

const load = Module._load;
Module._load = function (name, ...others) {
  return name === 'applicationinsights' ? {} : load.call(this, name, ...others);
};
