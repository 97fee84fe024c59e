// A client over VS Code's own protocol library. It does what a lead does in an editor, and writes
// down every message of the server as TypeScript, so that the compiler checks each against the
// types of the specification (`tsc` runs at the end).
//
// node client.js PROGRAM VAULT
"use strict";
const fs = require("fs");
const path = require("path");
const { spawn, spawnSync } = require("child_process");
const { pathToFileURL, fileURLToPath } = require("url");
const lsp = require("vscode-languageserver-protocol/node");
const assert = require("assert");

const [program, vault] = process.argv.slice(2);
const said = [];
const told = [];

/// Writes a message down, with the constant whose type it has to have.
function record(constant, what, value) {
  told.push({ constant, what, value });
}

const server = spawn(program, ["--vault", vault, "--today", "2026-11-24", "lsp", "--stdio"]);
server.stderr.on("data", (text) => process.stderr.write(text));
const connection = lsp.createProtocolConnection(
  new lsp.StreamMessageReader(server.stdout),
  new lsp.StreamMessageWriter(server.stdin),
);
connection.onNotification((method, params) => said.push({ method, params }));
const refreshes = { lens: 0, hint: 0, pull: 0 };
connection.onRequest(lsp.CodeLensRefreshRequest.type, () => void (refreshes.lens += 1));
connection.onRequest(lsp.InlayHintRefreshRequest.type, () => void (refreshes.hint += 1));
connection.onRequest(lsp.DiagnosticRefreshRequest.type, () => void (refreshes.pull += 1));
const shown = [];
connection.onRequest(lsp.ShowDocumentRequest.type, (params) => {
  record("ShowDocumentRequest", "params", params);
  shown.push(params);
  return { success: true };
});
connection.onNotification(lsp.ShowMessageNotification.type, (params) => {
  record("ShowMessageNotification", "params", params);
});
connection.onNotification(lsp.PublishDiagnosticsNotification.type, () => {
  throw new Error("complaints are pulled here, so none may be pushed");
});
connection.listen();

const requests = {
  InitializeRequest: lsp.InitializeRequest,
  CompletionRequest: lsp.CompletionRequest,
  HoverRequest: lsp.HoverRequest,
  DefinitionRequest: lsp.DefinitionRequest,
  ReferencesRequest: lsp.ReferencesRequest,
  PrepareRenameRequest: lsp.PrepareRenameRequest,
  RenameRequest: lsp.RenameRequest,
  CodeActionRequest: lsp.CodeActionRequest,
  CodeLensRequest: lsp.CodeLensRequest,
  InlayHintRequest: lsp.InlayHintRequest,
  DocumentSymbolRequest: lsp.DocumentSymbolRequest,
  WorkspaceSymbolRequest: lsp.WorkspaceSymbolRequest,
  FoldingRangeRequest: lsp.FoldingRangeRequest,
  DocumentDiagnosticRequest: lsp.DocumentDiagnosticRequest,
  ExecuteCommandRequest: lsp.ExecuteCommandRequest,
};

async function ask(constant, params) {
  const result = await connection.sendRequest(requests[constant].type, params);
  record(constant, "result", result);
  return result;
}

/// The open notes: address to version and text.
const open = new Map();
const uri = (name) => pathToFileURL(path.join(vault, name)).toString();
const disk = (name) => fs.readFileSync(path.join(vault, name), "utf8");
const pause = (ms) => new Promise((done) => setTimeout(done, ms));

async function opens(name, text) {
  open.set(uri(name), { version: 1, text });
  const textDocument = { uri: uri(name), languageId: "markdown", version: 1, text };
  await connection.sendNotification(lsp.DidOpenTextDocumentNotification.type, { textDocument });
}

async function sets(address, text) {
  const version = open.get(address).version + 1;
  open.set(address, { version, text });
  await connection.sendNotification(lsp.DidChangeTextDocumentNotification.type, {
    textDocument: { uri: address, version },
    contentChanges: [{ text }],
  });
}

/// The place of the end of `words` in a note.
function place(name, words) {
  const { text } = open.get(uri(name));
  const at = text.indexOf(words);
  assert(at >= 0, `${words} stands in ${name}`);
  const before = text.slice(0, at + words.length).split("\n");
  return { line: before.length - 1, character: before[before.length - 1].length };
}

const at = (name, words) => ({
  textDocument: { uri: uri(name) },
  position: place(name, words),
});

/// Asks again until it fits: what the whole vault tells comes a moment after the text.
async function until(what, make, fits) {
  let last;
  for (let tries = 0; tries < 200; tries += 1) {
    last = await make();
    if (fits(last)) return last;
    await pause(50);
  }
  throw new Error(`${what}: ${JSON.stringify(last)}`);
}

function edited(text, edits) {
  const lines = text.split("\n");
  const offset = ({ line, character }) =>
    lines.slice(0, line).reduce((sum, one) => sum + one.length + 1, 0) + character;
  const sorted = [...edits].sort((a, b) => offset(b.range.start) - offset(a.range.start));
  return sorted.reduce(
    (out, { range, newText }) =>
      out.slice(0, offset(range.start)) + newText + out.slice(offset(range.end)),
    text,
  );
}

/// Does an edit as VS Code does; refuses all of it when a note is at another version.
async function apply(edit) {
  for (const change of edit.documentChanges) {
    const address = change.textDocument && change.textDocument.uri;
    if (address && open.has(address) && open.get(address).version !== change.textDocument.version) {
      return false;
    }
  }
  for (const change of edit.documentChanges) {
    if (change.kind === "create") {
      fs.writeFileSync(fileURLToPath(change.uri), "", { flag: "wx" });
    } else if (open.has(change.textDocument.uri)) {
      const { uri } = change.textDocument;
      await sets(uri, edited(open.get(uri).text, change.edits));
    } else {
      const file = fileURLToPath(change.textDocument.uri);
      fs.writeFileSync(file, edited(fs.readFileSync(file, "utf8"), change.edits));
    }
  }
  return true;
}

async function action(name, words, title) {
  const actions = await until(
    `the action ${title}`,
    async () => {
      const position = place(name, words);
      return ask("CodeActionRequest", {
        textDocument: { uri: uri(name) },
        range: { start: position, end: position },
        context: { diagnostics: [] },
      });
    },
    (actions) => actions.some((one) => one.title.startsWith(title)),
  );
  return actions.find((one) => one.title.startsWith(title));
}

async function run() {
  const daily = "Daily/2026-11-24.md";
  const person = "People/Alice Fischer.md";
  const all = { dynamicRegistration: false };
  const initialized = await ask("InitializeRequest", {
    processId: process.pid,
    rootUri: pathToFileURL(vault).toString(),
    workspaceFolders: [{ uri: pathToFileURL(vault).toString(), name: "vault" }],
    initializationOptions: { docs: "https://example.org/codes.html" },
    capabilities: {
      general: { positionEncodings: ["utf-16"] },
      window: { showDocument: { support: true } },
      workspace: {
        workspaceEdit: { documentChanges: true, resourceOperations: ["create"] },
        codeLens: { refreshSupport: true },
        inlayHint: { refreshSupport: true },
        diagnostics: { refreshSupport: true },
      },
      textDocument: {
        diagnostic: all,
        completion: all,
        codeAction: { codeActionLiteralSupport: { codeActionKind: { valueSet: ["quickfix", "refactor"] } } },
        rename: { prepareSupport: true },
        documentSymbol: { hierarchicalDocumentSymbolSupport: true },
      },
    },
  });
  assert.strictEqual(initialized.capabilities.positionEncoding, "utf-16");
  await connection.sendNotification(lsp.InitializedNotification.type, {});

  // Completion: a person, a goal, a date.
  await opens(daily, "- ça 🎉 @al\n");
  const people = await ask("CompletionRequest", at(daily, "@al"));
  const alice = people.items.find((item) => item.label === "@alice");
  assert(alice.detail.includes("Alice Fischer"));
  await sets(uri(daily), edited(open.get(uri(daily)).text, [alice.textEdit]));
  assert.strictEqual(open.get(uri(daily)).text, "- ça 🎉 @alice\n");
  await sets(uri(daily), "- @alice #goal/\n- [ ] #action @alice slides [due:: tom\n");
  const goals = await ask("CompletionRequest", at(daily, "#goal/"));
  assert(goals.items.some((item) => item.label === "#goal/cka"));
  const days = await ask("CompletionRequest", at(daily, "[due:: tom"));
  assert(days.items.some((item) => item.textEdit.newText === "2026-11-25]"));

  // Complaints: pulled; they come and go.
  const pull = () => ask("DocumentDiagnosticRequest", { textDocument: { uri: uri(daily) } });
  await sets(uri(daily), "- #topic @alise the rota\n");
  const wrong = await until("a complaint", pull, (report) => report.items.length > 0);
  assert.strictEqual(wrong.items[0].code, "unknown-person");
  assert(wrong.items[0].codeDescription.href.endsWith("#unknown-person"));
  const fix = await action(daily, "@alise", "write `@alice");
  assert.strictEqual(fix.kind, "quickfix");
  assert(await apply(fix.edit));
  assert.strictEqual(open.get(uri(daily)).text, "- #topic @alice the rota\n");
  await until("no complaint", pull, (report) => report.items && report.items.length === 0);
  assert(refreshes.pull > 0 && refreshes.lens > 0 && refreshes.hint > 0, "told to ask again");

  // Mark feedback as shared; the same edit on a text that has changed is refused.
  await sets(uri(daily), "- #high-five @alice calm in the outage #skill/debugging\n");
  const share = await action(daily, "@alice", "mark as shared");
  assert.strictEqual(share.kind, "refactor.rewrite");
  await sets(uri(daily), open.get(uri(daily)).text + "\n");
  assert.strictEqual(await apply(share.edit), false, "a stale edit is refused");
  const again = await action(daily, "@alice", "mark as shared");
  assert(await apply(again.edit));
  assert(open.get(uri(daily)).text.includes("[shared:: 2026-11-24]"));
  await action(daily, "@alice", "drop").catch(() => undefined);

  // Hover, lenses, hints, symbols, folds.
  const card = await ask("HoverRequest", at(daily, "@ali"));
  assert(card.contents.value.includes("Alice Fischer"));
  await opens(person, disk(person));
  const lenses = await until(
    "lenses",
    () => ask("CodeLensRequest", { textDocument: { uri: uri(person) } }),
    (lenses) => lenses.some((lens) => lens.command.title.includes("steps")),
  );
  const goalLens = lenses.find((lens) => lens.command.title.includes("steps"));
  await ask("ExecuteCommandRequest", goalLens.command);
  assert.strictEqual(shown.length, 1, "a lens leads to the last news");
  const whole = { start: { line: 0, character: 0 }, end: { line: 9999, character: 0 } };
  const hints = await ask("InlayHintRequest", { textDocument: { uri: uri(person) }, range: whole });
  assert(hints.some((hint) => hint.label.startsWith("due ")));
  const symbols = await ask("DocumentSymbolRequest", { textDocument: { uri: uri(person) } });
  assert(JSON.stringify(symbols).includes("Pass the CKA"));
  const found = await ask("WorkspaceSymbolRequest", { query: "cka" });
  assert(found[0].name.includes("#goal/cka"));
  await ask("FoldingRangeRequest", { textDocument: { uri: uri(person) } });

  // From a generated line to its source.
  const rollup = "1-2-1s/Alice Fischer/Rollup.md";
  await opens(rollup, disk(rollup));
  const source = await ask("DefinitionRequest", at(rollup, "rebuilt the staging"));
  assert(source[0].uri.includes("2026-09-22"), JSON.stringify(source));
  const folds = await ask("FoldingRangeRequest", { textDocument: { uri: uri(rollup) } });
  assert(folds.some((fold) => fold.kind === "region"));

  // Rename a goal over many notes.
  const ready = await ask("PrepareRenameRequest", at(person, "#goal/ck"));
  assert.strictEqual(ready.placeholder, "cka");
  const renaming = { ...at(person, "#goal/ck"), newName: "kubernetes" };
  const rename = await ask("RenameRequest", renaming);
  assert(rename.documentChanges.length >= 2, "over two files at least");
  assert(await apply(rename));
  assert(open.get(uri(person)).text.includes("#goal/kubernetes (was #goal/cka)"));
  const references = await until(
    "references",
    () =>
      ask("ReferencesRequest", {
        ...at(person, "#goal/kuber"),
        context: { includeDeclaration: false },
      }),
    (references) => references.length > 2,
  );
  assert(references.every((one) => one.uri.startsWith("file:")));

  // What cannot be done is an error answer, and the server lives.
  await assert.rejects(connection.sendRequest("textDocument/rename", { ...renaming, newName: "" }));
  await assert.rejects(connection.sendRequest("textDocument/hover", { nonsense: true }));
  await assert.rejects(connection.sendRequest("textDocument/declaration", at(person, "#")));
  const cancel = new lsp.CancellationTokenSource();
  const asked = connection.sendRequest(lsp.HoverRequest.type, at(daily, "@ali"), cancel.token);
  cancel.cancel();
  await asked.then(
    (card) => record("HoverRequest", "result", card),
    (error) => assert.strictEqual(error.code, lsp.LSPErrorCodes.RequestCancelled),
  );
  const status = await ask("ExecuteCommandRequest", { command: "vault121.status" });
  assert(status.includes("Alice Fischer"));

  await connection.sendRequest(lsp.ShutdownRequest.type);
  await connection.sendNotification(lsp.ExitNotification.type);
  const code = await new Promise((done) => server.on("exit", done));
  assert.strictEqual(code, 0);
}

/// Every message as TypeScript: the compiler says whether it has the type of the specification.
function check() {
  const lines = [
    'import * as lsp from "vscode-languageserver-protocol/node";',
    "type Result<T> = T extends lsp.ProtocolRequestType<any, infer R, any, any, any> ? R : never;",
    "type Params<T> = T extends lsp.ProtocolRequestType<infer P, any, any, any, any> ? P",
    "  : T extends lsp.ProtocolNotificationType<infer P, any> ? P : never;",
  ];
  told.forEach(({ constant, what, value }, at) => {
    const type = what === "result" ? "Result" : "Params";
    const text = JSON.stringify(value === undefined ? null : value);
    lines.push(`export const m${at}: ${type}<typeof lsp.${constant}.type> = ${text};`);
  });
  const file = path.join(process.cwd(), "messages.ts");
  fs.writeFileSync(file, lines.join("\n") + "\n");
  const options = ["--noEmit", "--strict", "--skipLibCheck", "--module", "nodenext", "--moduleResolution", "nodenext", "--target", "es2022"];
  const tsc = spawnSync("npx", ["--no-install", "tsc", ...options, file], { encoding: "utf8" });
  if (tsc.status !== 0) {
    throw new Error(`messages that are not as the specification has them:\n${tsc.stdout}`);
  }
  // The check can fail.
  fs.appendFileSync(file, 'export const wrong: lsp.Hover = { contents: 1, word: "x" };\n');
  const wrong = spawnSync("npx", ["--no-install", "tsc", ...options, file], { encoding: "utf8" });
  assert.notStrictEqual(wrong.status, 0, "the compiler finds a wrong message");
  console.log(`${told.length} messages of the server are as the specification has them`);
}

run().then(check).then(
  () => process.exit(0),
  (error) => {
    console.error(error);
    process.exit(1);
  },
);
