// Preloaded into Azurite when its requests are logged. It sends its answers in chunks, without a length, and so logs
// "-" for each length; here the log asks for what was written. An empty list of messages can only be told by that.
const { ServerResponse } = require("http");

const written = Symbol("bytes written");
const { write, getHeader } = ServerResponse.prototype;

ServerResponse.prototype.write = function (chunk, encoding, done) {
  this[written] = (this[written] ?? 0) + Buffer.byteLength(chunk, typeof encoding === "string" ? encoding : "utf8");
  return write.call(this, chunk, encoding, done);
};

ServerResponse.prototype.getHeader = function (name) {
  const value = getHeader.call(this, name);
  return value === undefined && this.headersSent && name.toLowerCase() === "content-length" ? this[written] : value;
};
