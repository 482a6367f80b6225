// Preloaded into Azurite's table service. It puts rows straight into a table that is created: for each row that is
// written the usual way Azurite looks through all of the row's partition, so 100,000 would take hours.
// AZURITE_ROWS is a list of { table, partition, from, count, prefix, digits }.
const path = require('path');
const store = require(path.join(path.dirname(process.argv[1]), 'persistence', 'LokiTableMetadataStore.js')).default;

const rows = JSON.parse(process.env.AZURITE_ROWS);
const create = store.prototype.createTable;
store.prototype.createTable = async function (context, model) {
  await create.call(this, context, model);
  const wanted = rows.filter(row => row.table === model.table);
  if (wanted.length === 0) return;
  this.getEntityCollection(model.account, model.table, context).insert(wanted.flatMap(keys => {
    const time = new Date().toISOString();
    return Array.from({ length: keys.count }, (_, no) => {
      const RowKey = keys.prefix + String(keys.from + no).padStart(keys.digits, '0');
      const properties = {
        PartitionKey: keys.partition, RowKey, Timestamp: time, 'Timestamp@odata.type': 'Edm.DateTime',
      };
      const eTag = `W/"datetime'${encodeURIComponent(time)}'"`;
      return { PartitionKey: keys.partition, RowKey, properties, lastModifiedTime: time, eTag };
    });
  }));
};
