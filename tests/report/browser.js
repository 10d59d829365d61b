// Opens a page in Chromium, does what the test says, and prints what it saw as JSON.
// node browser.js PLAYWRIGHT CHROMIUM PAGE STEPS, where STEPS is a JSON list of [verb, ...arguments].
"use strict";
const { readFileSync } = require("node:fs");
const { pathToFileURL } = require("node:url");

const [playwright, executablePath, file, given] = process.argv.slice(2);
const { chromium } = require(playwright);
const QUIET = ["--disable-gpu", "--disable-quic", "--disable-background-networking", "--disable-component-update", "--disable-sync", "--no-first-run"];
let context;
let page;
const said = { requests: [], dialogs: [], console: [], seen: [] };

const DO = {
  press: async (key) => page.keyboard.press(key),
  type: async (text) => page.keyboard.type(text),
  click: async (selector) => page.click(selector),
  choose: async (selector, value) => page.selectOption(selector, value),
  media: async (options) => page.emulateMedia(options),
  resize: async (width, height) => page.setViewportSize({ width, height }),
  shot: async (path, fullPage) => page.screenshot({ path, fullPage }),
  open: async (fragment, options = {}) => {
    await context?.close();
    context = await DO.browser.newContext({ viewport: { width: 1200, height: 900 }, ...options });
    // Whatever a page asks for goes through here, a refused connection as well.
    context.on("request", (request) => said.requests.push(request.url()));
    page = await context.newPage();
    page.on("dialog", (dialog) => { said.dialogs.push(dialog.message()); dialog.dismiss(); });
    page.on("console", (message) => said.console.push(message.text()));
    page.on("pageerror", (error) => said.console.push(String(error)));
    await page.goto(pathToFileURL(file).href + fragment);
  },
  // Waits a moment for what is drawn later, then tells the value of an expression.
  see: async (expression) => {
    await page.waitForTimeout(20);
    said.seen.push(await page.evaluate(expression));
  },
  // Whether the page can be used by everybody, as axe-core sees it.
  axe: async (source) => {
    await page.evaluate(readFileSync(source, "utf8"));
    const { violations } = await page.evaluate("axe.run(document, {runOnly: ['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa', 'best-practice']})");
    said.seen.push(violations.map((each) => `${each.id}: ${each.nodes.map((node) => node.html + (node.any[0]?.message ?? "")).slice(0, 3).join(" | ")}`));
  },
};

(async () => {
  // The sandbox needs a user that is not root; the page is our own.
  const args = process.getuid?.() === 0 ? [...QUIET, "--no-sandbox"] : QUIET;
  DO.browser = await chromium.launch({ executablePath, args, headless: true });
  for (const [verb, ...rest] of JSON.parse(given)) await DO[verb](...rest);
  await DO.browser.close();
  console.log(JSON.stringify(said));
})();
