// Recordings in the web player of asciinema: node play.mjs OLD.cast NEW.cast
//
// At some times of both, the older version's and the newer one's, the player must show the screen that
// `asciinema cat` leaves in tmux when the older one ends there, and must load nothing but its own files. Ends
// with 1 if it does not. That the checks see a difference is shown with a recording that lacks an event.

import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { chromium } from "playwright-core";
import { Cast } from "./cast.mjs";

const SCREENS = 5;
// Only bounds a check that fails, in milliseconds.
const PATIENCE = 30_000;
const SITE = "http://recordings.invalid/";
const PLAYER = createRequire(import.meta.url).resolve("asciinema-player/dist/bundle/asciinema-player.min.js");
const PAGE = `<!DOCTYPE html><html lang="en"><meta charset="utf-8"><title>Recording</title>
<link rel="stylesheet" href="asciinema-player.css"><div id="player"></div><script src="asciinema-player.min.js"></script>`;

const [older, newer] = process.argv.slice(2).map((file) => readFileSync(file, "utf8"));
const casts = [older, newer].map((text) => new Cast(text));
const folder = mkdtempSync(join(tmpdir(), "docent-play-"));
const tmux = (...command) => {
  const run = spawnSync("tmux", ["-u", "-f", "/dev/null", "-S", join(folder, "tmux"), ...command], { encoding: "utf8" });
  if (run.error) throw run.error;
  if (run.status !== 0) throw new Error(`tmux ${command[0]}: ${run.stderr}`);
  return run.stdout;
};
// Whatever happens, nothing stays.
process.on("exit", () => {
  spawnSync("tmux", ["-S", join(folder, "tmux"), "kill-server"]);
  rmSync(folder, { recursive: true, force: true });
});
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
  args: process.getuid?.() === 0 ? ["--no-sandbox"] : [],
});
let failed = false;

function tell(right, what) {
  failed ||= !right;
  console.log(`${right ? "ok  " : "MISS"} recordings: ${what}`);
}

// The lines of the screen that asciinema leaves in a terminal of the recording's size.
function reference(cast, at) {
  const file = join(folder, "until.cast");
  writeFileSync(file, cast.until(at));
  const [columns, rows] = cast.size.map(String);
  const shown = `asciinema cat '${file}'; tmux -S '${join(folder, "tmux")}' wait-for -S shown; exec sleep infinity`;
  tmux("new-session", "-d", "-x", columns, "-y", rows, shown, ";", "set-option", "-g", "status", "off");
  tmux("wait-for", "shown");
  const screen = tmux("capture-pane", "-p");
  tmux("kill-server");
  return lines(screen.replace(/\n$/, ""));
}

const lines = (screen) => screen.split("\n").map((line) => line.trimEnd()).join("\n");

// A page with the player, which is given its own files and this recording, and nothing else.
async function player(text, strays) {
  const page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
  page.on("pageerror", (error) => strays.push(error.message));
  const files = {
    "index.html": ["text/html", PAGE],
    "recording.cast": ["text/plain; charset=utf-8", text],
    "asciinema-player.min.js": ["text/javascript", readFileSync(PLAYER)],
    "asciinema-player.css": ["text/css", readFileSync(PLAYER.replace(".min.js", ".css"))],
  };
  await page.route("**/*", (route) => {
    const address = route.request().url();
    const file = address.startsWith(SITE) ? files[address.slice(SITE.length)] : null;
    if (file) return route.fulfill({ contentType: file[0], body: file[1] });
    strays.push(address);
    return route.abort();
  });
  await page.goto(`${SITE}index.html`);
  await page.evaluate(() => {
    window.player = AsciinemaPlayer.create("recording.cast", document.getElementById("player"), { preload: true });
  });
  return page;
}

// Whether the player comes to show a screen at a time, and what it shows.
async function shows(page, time, wanted, patience = PATIENCE) {
  await page.evaluate((time) => window.player.seek(time), time);
  const seen = () => [...document.querySelectorAll(".ap-line")].map((line) => line.textContent.trimEnd()).join("\n");
  const same = `(${seen})() === ${JSON.stringify(wanted)}`;
  const found = await page.waitForFunction(same, null, { timeout: patience }).catch(() => null);
  return [found !== null, await page.evaluate(seen)];
}

function unlike(wanted, seen) {
  const [one, other] = [wanted, seen].map((screen) => screen.split("\n"));
  const row = one.findIndex((line, at) => line !== other[at]);
  return row < 0 ? "no line differs" : `row ${row + 1}: ${JSON.stringify(one[row])} and ${JSON.stringify(other[row])}`;
}

const prints = casts[0].prints;
const places = Array.from({ length: SCREENS }, (_, at) => prints[Math.floor(((at + 1) * prints.length) / SCREENS) - 1]);
const screens = new Map(places.map((at) => [at, reference(casts[0], at)]));
const last = places.at(-1);

for (const [which, cast] of casts.entries()) {
  const strays = [];
  const page = await player([older, newer][which], strays);
  for (const [at, wanted] of screens) {
    const [right, seen] = await shows(page, cast.after(at), wanted);
    const name = `version ${cast.header.version} at ${cast.after(at).toFixed(1)} s`;
    tell(right, right ? `the player shows what asciinema cat does, ${name}` : `${name}: ${unlike(wanted, seen)}`);
  }
  tell(strays.length === 0, `nothing else is loaded, version ${cast.header.version} ${strays.join(" ")}`);
  await page.close();
}

// A recording that lacks what was printed last is told from a whole one, and a page that loads more.
const strays = [];
const page = await player(casts[0].without(last), strays);
const [same] = await shows(page, casts[0].after(last), screens.get(last), 2000);
await page.evaluate(() => fetch("http://elsewhere.invalid/").catch(() => null));
tell(!same, "the checks find a recording that lacks an event");
tell(strays.includes("http://elsewhere.invalid/"), "the checks find a page that loads something else");

await browser.close();
process.exit(failed ? 1 : 0);
