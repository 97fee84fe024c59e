// vault121 in VS Code: starts `vault121 lsp` for the Markdown notes of a vault.
"use strict";
const { commands, window, workspace } = require("vscode");
const { ExecuteCommandRequest, LanguageClient } = require("vscode-languageclient/node");

let client;

exports.activate = async () => {
  const settings = workspace.getConfiguration("vault121");
  const [command, ...args] = settings.get("command");
  client = new LanguageClient(
    "vault121",
    "vault121",
    { command, args },
    {
      documentSelector: [{ scheme: "file", language: "markdown" }],
      initializationOptions: { renameKeepsOldName: settings.get("renameKeepsOldName") },
    },
  );
  const run = async (command, ...args) => {
    try {
      await client.sendRequest(ExecuteCommandRequest.type, { command, arguments: args });
    } catch (error) {
      window.showErrorMessage(error.message);
    }
  };
  commands.registerCommand("vault121.askPrep", async () => {
    const person = await window.showInputBox({ prompt: "Whose prep? A handle or a name" });
    if (person) await run("vault121.prep", person);
  });
  commands.registerCommand("vault121.askStatus", () => run("vault121.status"));
  commands.registerCommand("vault121.askBuild", () => run("vault121.build"));
  await client.start();
};

exports.deactivate = () => client && client.stop();
