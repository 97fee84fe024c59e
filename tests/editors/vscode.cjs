// VS Code itself, as code-server in a browser: types as a lead does, looks at what the editor
// shows, and takes the pictures of docs/editors/vscode.md.
//
//   node tests/editors/vscode.cjs PROGRAM CODE_SERVER PUPPETEER
//
// CODE_SERVER is the folder of npm's `code-server` (its native modules built), PUPPETEER that of
// `puppeteer-core`; a Chromium has to be installed. Not part of CI: neither installs everywhere.
"use strict";
const assert = require("assert");
const fs = require("fs");
const os = require("os");
const path = require("path");
const { execFileSync, spawn } = require("child_process");

const [program, server, puppeteer] = process.argv.slice(2).map((one) => path.resolve(one));
const root = path.join(__dirname, "../..");
const work = fs.mkdtempSync(path.join(os.tmpdir(), "vault121-vscode-"));
const vault = path.join(work, "vault");
const pause = (ms) => new Promise((done) => setTimeout(done, ms));
const PORT = 8129;

function prepare() {
  fs.cpSync(path.join(root, "example-vault"), vault, { recursive: true });
  const note = "- #high-five @tomasz drew the deploy on one page #skill/writing\n- #topic @alise the rota\n";
  fs.writeFileSync(path.join(vault, "Daily/2026-11-24.md"), note);
  const home = path.join(work, ".local/share/code-server");
  const extension = path.join(home, "extensions/vault121.vault121-0.2.0");
  fs.cpSync(path.join(root, "editors/vscode"), extension, { recursive: true });
  execFileSync("npm", ["install", "--silent", "--no-audit", "--no-fund"], { cwd: extension });
  fs.mkdirSync(path.join(home, "User"), { recursive: true });
  const settings = {
    "vault121.command": [program, "--today", "2026-11-24", "lsp"],
    "workbench.startupEditor": "none",
    "workbench.colorTheme": "Default Dark Modern",
    "workbench.activityBar.location": "hidden",
    "editor.minimap.enabled": false,
    "editor.wordWrap": "on",
    "telemetry.telemetryLevel": "off",
    "extensions.autoCheckUpdates": false,
    "git.enabled": false,
  };
  fs.writeFileSync(path.join(home, "User/settings.json"), JSON.stringify(settings));
}

async function press(page, keys) {
  const parts = keys.split("+");
  for (const key of parts.slice(0, -1)) await page.keyboard.down(key);
  await page.keyboard.press(parts[parts.length - 1]);
  for (const key of parts.slice(0, -1).reverse()) await page.keyboard.up(key);
}

async function open(page, name, words) {
  await press(page, "Control+KeyP");
  await pause(800);
  await page.keyboard.type(name);
  await pause(1500);
  await press(page, "Enter");
  await seen(page, ".view-lines", words);
}

/// Waits until words stand in what a selector finds.
async function seen(page, selector, words) {
  const has = (selector, words) =>
    [...document.querySelectorAll(selector)].some((one) =>
      one.textContent.replace(/\u00a0/g, " ").includes(words),
    );
  try {
    await page.waitForFunction(has, { timeout: 20000 }, selector, words);
  } catch {
    await page.screenshot({ path: path.join(work, "failed.png") });
    throw new Error(`\`${words}\` is not shown: ${work}/failed.png`);
  }
}

async function draw(page, name) {
  await pause(700);
  await page.screenshot({ path: path.join(root, "docs/editors", `${name}.png`) });
  console.log(`docs/editors/${name}.png`);
}

async function run(page) {
  await open(page, "2026-11-24.md", "the rota");
  await page.waitForSelector(".squiggly-warning", { timeout: 30000 });
  // A quick fix, and back.
  await press(page, "Control+KeyG");
  await pause(500);
  await page.keyboard.type("2:12");
  await press(page, "Enter");
  await press(page, "Control+Period");
  await seen(page, ".action-widget", "write `@alice`");
  await draw(page, "vscode-fix");
  await press(page, "Enter");
  await seen(page, ".view-lines", "#topic @alice the rota");
  await press(page, "Control+KeyZ");
  await seen(page, ".view-lines", "#topic @alise the rota");
  // The goals of a person.
  await press(page, "Control+End");
  await page.keyboard.type("- @alice #goal/", { delay: 60 });
  await press(page, "Control+Space");
  await seen(page, ".suggest-widget", "Pass the CKA");
  await draw(page, "vscode-completion");
  await press(page, "Escape");
  await press(page, "Control+KeyZ");
  // Lenses above goals, and how long there is behind them.
  await open(page, "Alice Fischer.md", "Reads hard things");
  await press(page, "Control+End");
  await seen(page, ".contentWidgets", "2 of 3 steps");
  await seen(page, ".view-lines", "due in 7 days");
  await draw(page, "vscode-lenses");
  const note = path.join(vault, "People/Alice Fischer.md");
  const before = fs.readFileSync(path.join(root, "example-vault/People/Alice Fischer.md"), "utf8");
  assert.strictEqual(fs.readFileSync(note, "utf8"), before, "nothing was written");
}

(async () => {
  prepare();
  const env = { ...process.env, HOME: work, XDG_CONFIG_HOME: path.join(work, ".config") };
  const args = [path.join(server, "out/node/entry.js"), "--auth", "none", "--disable-workspace-trust"];
  args.push("--bind-addr", `127.0.0.1:${PORT}`, "--disable-telemetry", "--disable-update-check");
  const child = spawn(process.execPath, args, { env, stdio: "ignore" });
  let browser;
  try {
    await pause(5000);
    browser = await require(puppeteer).launch({
      executablePath: "/usr/bin/chromium",
      args: ["--no-sandbox", "--disable-gpu"],
      defaultViewport: { width: 1000, height: 480, deviceScaleFactor: 1 },
    });
    const page = await browser.newPage();
    const folder = encodeURIComponent(vault);
    await page.goto(`http://127.0.0.1:${PORT}/?folder=${folder}`, { waitUntil: "domcontentloaded" });
    await page.waitForSelector(".monaco-workbench", { timeout: 60000 });
    await pause(4000);
    await press(page, "Control+KeyB");
    await run(page);
    console.log("passed");
  } finally {
    if (browser) await browser.close();
    child.kill();
  }
  fs.rmSync(work, { recursive: true, force: true });
})().catch((error) => {
  console.log(error.message);
  process.exit(1);
});
