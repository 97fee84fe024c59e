// Dataview's own language over the pages that a build made: the query of the docs leaves out every
// box that is ours and none that is somebody's, and every field value is what it was meant to be.
const assert = require("node:assert");
const fs = require("node:fs");
const path = require("node:path");
const [dataviewAt, docs, plain, ticking] = process.argv.slice(2);
const dataview = require(dataviewAt);
const { extractInlineFields } = require("./inline-field.cjs");

function notes(root) {
  const all = fs.readdirSync(root, { recursive: true }).map(String);
  return all.filter((name) => name.endsWith(".md") && !name.startsWith("."));
}

// Boxes with whether they stand in a region of ours.
function boxes(root) {
  const found = [];
  for (const name of notes(root)) {
    let ours = false;
    for (const line of fs.readFileSync(path.join(root, name), "utf8").split("\n")) {
      if (line.startsWith("<!-- vault121:begin")) ours = true;
      if (line.startsWith("<!-- vault121:end")) ours = false;
      const box = /^\s*[-*+] \[(.)\] (.*)$/.exec(line);
      if (box) found.push({ name, ours, status: box[1], completed: box[1] === "x", text: box[2] });
    }
  }
  return found;
}

// As much of Dataview's expressions as the query of the docs has.
function value(at, row) {
  if (at.type === "variable") return row[at.name];
  if (at.type === "literal") return at.value;
  if (at.type === "negated") return !value(at.child, row);
  if (at.type === "function" && at.func.name === "contains") {
    const [text, part] = at.arguments.map((one) => value(one, row));
    return text.includes(part);
  }
  if (at.type === "binaryop" && at.op === "&") return value(at.left, row) && value(at.right, row);
  throw new Error(`the docs' query has something new: ${JSON.stringify(at)}`);
}

const query = /```dataview\n([\s\S]*?)```/.exec(fs.readFileSync(docs, "utf8"))[1];
const parsed = dataview.QUERY_LANGUAGE.query.tryParse(query.trim());
assert.equal(parsed.header.type, "task");
const where = parsed.operations.find((one) => one.type === "where").clause;
const shown = (root) => boxes(root).filter((box) => value(where, box));

assert.deepEqual(boxes(plain).filter((box) => box.ours), [], "no box on a page without `ticks:`");
const all = boxes(ticking);
const ours = all.filter((box) => box.ours);
assert.ok(ours.length > 5, "pages have boxes with `ticks: write-back`");
assert.deepEqual(shown(ticking).filter((box) => box.ours), [], "ours are left out");
const theirs = all.filter((box) => !box.ours && !box.completed);
assert.deepEqual(shown(ticking), theirs, "and nobody else's");
assert.deepEqual(shown(ticking).map((box) => box.text), shown(plain).map((box) => box.text));

// Each field that is written, as Dataview finds it in its line, and no other one.
let fields = 0;
for (const name of notes(ticking)) {
  for (const line of fs.readFileSync(path.join(ticking, name), "utf8").split("\n")) {
    const isTask = /^\s*[-*+] \[.\] /.test(line);
    const found = extractInlineFields(line, isTask);
    const wanted = [...line.matchAll(/\[([a-z-]+):: *([^\][]*?) *\]/g)].map(([, key, text]) => `${key}:: ${text}`);
    const bracketed = found.filter((one) => one.wrapping === "[");
    assert.deepEqual(bracketed.map((one) => `${one.key}:: ${one.value}`), wanted, `${name}: ${line}`);
    for (const { key, value: written } of bracketed.filter((one) => one.value)) {
      const parsedField = dataview.EXPRESSION.inlineField.parse(written);
      // What it cannot read is a text to Dataview, as it stands.
      const read = parsedField.status ? parsedField.value : written;
      fields += 1;
      if (/^\d{4}-\d\d-\d\d$/.test(written)) {
        assert.equal(read.toISODate?.(), written, `${name}: [${key}:: ${written}]`);
      } else {
        assert.ok(read !== null && read !== undefined && read !== "", `${name}: [${key}:: ${written}]`);
      }
    }
  }
}
// No line of a page has a field: nothing of them is counted twice.
for (const name of notes(ticking)) {
  let ours = false;
  for (const line of fs.readFileSync(path.join(ticking, name), "utf8").split("\n")) {
    if (line.startsWith("<!-- vault121:begin")) ours = true;
    if (line.startsWith("<!-- vault121:end")) ours = false;
    if (ours) assert.deepEqual(extractInlineFields(line, true), [], `${name}: ${line}`);
  }
}
assert.ok(fields > 50, `${fields} fields`);
console.log(`Dataview: ${ours.length} boxes of ours left out, ${theirs.length} of the notes shown, ${fields} fields`);
