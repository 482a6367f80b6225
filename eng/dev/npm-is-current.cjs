// Ends with 0 when node_modules holds what package-lock.json asks for. npm writes its own copy of the lock at the end
// of an install, so an install that was cut off does not count. Packages for other systems are not installed.
const path = require("path");
const root = path.join(__dirname, "..", "..");

function packages(...parts) {
  try {
    const { "": ours, ...others } = require(path.join(root, ...parts)).packages;
    return others;
  } catch {
    return {};
  }
}

const wanted = packages("package-lock.json");
const held = packages("node_modules", ".package-lock.json");
const isSame = (name) => held[name]?.version === wanted[name]?.version && held[name]?.integrity === wanted[name]?.integrity;
const isCurrent =
  Object.keys(wanted).every((name) => isSame(name) || (wanted[name].optional && !held[name])) &&
  Object.keys(held).every(isSame);
process.exit(isCurrent && Object.keys(held).length > 0 ? 0 : 1);
