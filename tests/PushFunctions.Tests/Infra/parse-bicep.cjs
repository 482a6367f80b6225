// Parses Bicep with tree-sitter. The input is a JSON object of texts by file name; the output is one of trees by the
// same names, a node being {type, field, text, children} without comments, or a text that says where a file is wrong.
const { readFileSync } = require("fs");
const { Parser, Language } = require("web-tree-sitter");

function wrongPart(node) {
  if (node.isError || node.isMissing) return node;
  for (const child of node.children) {
    const wrong = child.hasError || child.isMissing ? wrongPart(child) : null;
    if (wrong) return wrong;
  }
  return null;
}

function plain(node, field) {
  const children = [];
  for (let no = 0; no < node.childCount; no++) {
    const child = node.child(no);
    if (child.isNamed && child.type !== "comment") children.push(plain(child, node.fieldNameForChild(no)));
  }
  return { type: node.type, field, text: node.text, children };
}

async function main() {
  await Parser.init();
  const parser = new Parser();
  parser.setLanguage(await Language.load(require.resolve("tree-sitter-bicep/tree-sitter-bicep.wasm")));
  const trees = {};
  for (const [name, text] of Object.entries(JSON.parse(readFileSync(0, "utf8")))) {
    const root = parser.parse(text).rootNode;
    const wrong = wrongPart(root);
    trees[name] = wrong ? `line ${wrong.startPosition.row + 1}: ${wrong.text.slice(0, 60)}` : plain(root, null);
  }
  process.stdout.write(JSON.stringify(trees));
}

main();
