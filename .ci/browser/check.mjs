// Pages in a real browser: node check.mjs [--faulty] [--large] NAME=FOLDER ...
//
// Prints every check of every site, each fault with its page and rule, and ends with 1 if there is one.
// With --faulty the pages are known to be bad: each rule that they are made to break must be found.
//
// The validator is vnu, which is the W3C's own: it knows HTML, ARIA, SVG and CSS as the standards have them,
// where others know a style.

import { spawnSync } from "node:child_process";
import { createRequire } from "node:module";
import { chromium } from "playwright-core";
import { paper } from "./paper.mjs";
import { Site } from "./site.mjs";
import * as visit from "./visit.mjs";

const WORKERS = 2;
const MADE = ["axe image-alt", "axe color-contrast", "request", "console", "policy", "script", "link", "sideways", "focus",
  "tab-order", "note", "skip", "html", "large", "off",
  "paper-words", "paper-note", "paper-notice"];

const options = process.argv.slice(2).filter((argument) => argument.startsWith("--"));
const named = process.argv.slice(2).filter((argument) => !argument.startsWith("--"));
const faulty = options.includes("--faulty");
const large = options.includes("--large");

const executablePath = process.env.CHROMIUM ?? "/usr/bin/chromium";
const args = process.getuid?.() === 0 ? ["--no-sandbox"] : [];
const browser = await chromium.launch({ executablePath, args });
const found = new Set();
let faults = 0;

function tell(site, check, count, wrong) {
  for (const { page, rule, where } of wrong) {
    found.add(rule);
    if (!faulty) console.log(`MISS ${site.name} ${page}: ${rule}: ${where.replace(/\s+/g, " ")}`);
  }
  faults += wrong.length;
  if (!faulty) console.log(`${wrong.length ? "MISS" : "ok  "} ${site.name}: ${check}: ${count} pages, ${wrong.length} faults`);
}

// Does something for each page, some at a time.
async function each(pages, act) {
  const left = [...pages];
  const work = async () => {
    for (let page = left.shift(); page; page = left.shift()) await act(page);
  };
  await Promise.all(Array.from({ length: WORKERS }, work));
}

async function look(site) {
  const sorted = { shut: [], axe: [], practice: [], widths: [], keyboard: [], paper: [], sheet: [], links: [], off: [] };
  const scripted = await browser.newContext({ reducedMotion: "reduce" });
  const plain = await browser.newContext({ javaScriptEnabled: false });
  await each(site.pages, async (name) => {
    const put = (check, wrong) => sorted[check].push(...wrong.map((it) => ({ page: name, ...it })));
    const page = await scripted.newPage();
    const seen = await visit.watch(page, site);
    const address = new URL(name.split("/").map(encodeURIComponent).join("/"), site.url).href;
    await page.goto(address);
    put("shut", await visit.inert(page));
    put("links", await visit.links(page, site));
    put("keyboard", await visit.keyboard(page));
    put("widths", await visit.widths(page));
    const [broken, practice] = await visit.axe(page);
    put("axe", broken);
    put("practice", practice);
    put("sheet", await visit.sheet(page, large));
    const words = await visit.words(page);
    put("shut", seen);
    await page.close();
    const [printed, unlike] = await unscripted(plain, address, words);
    put("paper", printed);
    put("off", unlike);
  });
  await scripted.close();
  await plain.close();
  const tellOf = (check, text) => tell(site, text, site.pages.length, sorted[check]);
  tellOf("axe", "axe, WCAG 2.2 AA, light at 1280 px and dark at 320 px");
  tellOf("keyboard", "keyboard: every stop in order and seen, folds, notes, skip link");
  tellOf("widths", "no sideways scroll at 320 and 1280 px");
  tellOf("paper", "PDF on A4 and Letter: every word, notes with their numbers, notices before what is behind them");
  tellOf("sheet", `print: width, codes for phones${large ? ", no letters under 18 points" : ""}`);
  tellOf("shut", "no request, script, dialog, console error or policy violation");
  tellOf("links", "every link leads somewhere");
  tellOf("off", "the same words with scripts off");
  report(site, sorted.practice);
}

// The same page where no script can run: what paper has of it, as it came, and whether its words differ.
async function unscripted(context, address, words) {
  const page = await context.newPage();
  await page.goto(address);
  const printed = await paper(page);
  const plain = await visit.words(page);
  await page.close();
  const unlike = plain === words ? [] : [{ rule: "off", where: `${words.length} and ${plain.length} characters` }];
  return [printed, unlike];
}

// What is good practice and no more.
function report(site, practice) {
  const rules = Map.groupBy?.(practice, (it) => it.rule) ?? new Map();
  for (const { rule } of practice) if (!rules.has(rule)) rules.set(rule, practice.filter((it) => it.rule === rule));
  for (const [rule, all] of rules) {
    if (!faulty) console.log(`tip  ${site.name} ${all[0].page}: ${rule}: ${all[0].where}; ${all.length} pages`);
  }
}

function validate(site) {
  const jar = createRequire(import.meta.url).resolve("vnu-jar/build/dist/vnu.jar");
  const files = site.pages.map((page) => site.path(page));
  const run = spawnSync("java", ["-Xss1m", "-jar", jar, "--format", "json", "--no-langdetect", ...files], {
    encoding: "utf8",
    maxBuffer: 1 << 28,
  });
  if (run.error) throw run.error;
  // To vnu a folder on a disk is no 'self', and data in a script element would run; the browser checks the policy.
  // Properties of CSS that it does not know yet are named here, so that a misspelt one is found.
  const unknown = ["paint-order", "position-area", "position-try-fallbacks"].map((it) => `Property “${it}” doesn't exist`);
  const meant = ({ message }) => !message.includes("violates Content Security Policy (meta tag)")
    && !unknown.some((property) => message.replaceAll("’", "'").includes(property));
  const { messages } = JSON.parse(run.stderr);
  const wrong = messages.filter(meant).map(({ url, lastLine, lastColumn, message }) => ({
    page: site.page(new URL(url).pathname),
    rule: "html",
    where: `${lastLine}:${lastColumn}: ${message}`,
  }));
  tell(site, "valid HTML (vnu)", site.pages.length, wrong);
}

for (const argument of named) {
  const at = argument.indexOf("=");
  const site = new Site(argument.slice(0, at), argument.slice(at + 1));
  validate(site);
  await look(site);
}
await browser.close();

if (faulty) {
  const missed = MADE.filter((rule) => !found.has(rule));
  for (const rule of MADE) console.log(`${found.has(rule) ? "ok  " : "MISS"} the checks find what is wrong with a bad page: ${rule}`);
  process.exit(missed.length ? 1 : 0);
}
process.exit(faults ? 1 : 0);
