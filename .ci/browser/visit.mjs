// One page in the browser: each check gives faults, as rules and where they are broken.

import { readFileSync } from "node:fs";
import { spawnSync } from "node:child_process";
import { createRequire } from "node:module";

const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const LEVELS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];
const NARROW = { width: 320, height: 640 };
const WIDE = { width: 1280, height: 900 };

const fault = (rule, where) => ({ rule, where });

// Watches a page from before it opens: what it asks for, says, and runs.
export async function watch(page, site) {
  const seen = [];
  page.on("request", (request) => {
    if (!site.holds(request.url())) seen.push(fault("request", request.url()));
  });
  await page.route("**/*", (route) => (site.holds(route.request().url()) ? route.continue() : route.abort()));
  page.on("console", (message) => {
    if (["error", "warning"].includes(message.type())) seen.push(fault("console", message.text()));
  });
  page.on("pageerror", (error) => seen.push(fault("console", error.message)));
  page.on("dialog", (dialog) => {
    seen.push(fault("script", `a dialog: ${dialog.message()}`));
    return dialog.dismiss();
  });
  await page.addInitScript(() => {
    window.refused = [];
    document.addEventListener("securitypolicyviolation", (event) => {
      window.refused.push(`${event.violatedDirective} ${event.blockedURI} ${event.sample}`);
    });
  });
  return seen;
}

// What a page must not have, whether or not the browser would let it run.
export async function inert(page) {
  const found = await page.evaluate(() => {
    const found = [];
    for (const element of document.querySelectorAll("*")) {
      for (const { name, value } of element.attributes) {
        if (name.startsWith("on")) found.push(`${element.localName} ${name}`);
        if (/^\s*(javascript|data|vbscript):/i.test(value) && !(element.localName === "img" && name === "src")) {
          found.push(`${element.localName} ${name}="${value.slice(0, 60)}"`);
        }
      }
    }
    for (const script of document.querySelectorAll("script:not([type='application/ld+json'])")) {
      found.push(script.outerHTML.slice(0, 80));
    }
    for (const element of document.querySelectorAll("iframe, object, embed, base, form")) found.push(element.localName);
    if (window.canary !== undefined) found.push("a script of the tour ran");
    for (const script of document.querySelectorAll("script[type='application/ld+json']")) {
      try {
        JSON.parse(script.textContent);
      } catch (error) {
        found.push(`JSON-LD: ${error.message}`);
      }
    }
    return [found, window.refused];
  });
  return [...found[0].map((where) => fault("script", where)), ...found[1].map((where) => fault("policy", where))];
}

export async function links(page, site) {
  const addresses = await page.evaluate(() => {
    const linked = [...document.querySelectorAll("[href], [src]")];
    return [...new Set(linked.map((element) => element.src || element.href?.baseVal || element.href))].map(
      (address) => new URL(address, document.baseURI).href,
    );
  });
  const named = addresses.map((address) => [address, site.fault(address)]);
  return named.filter(([, why]) => why).map(([address, why]) => fault("link", `${address}: ${why}`));
}

// Opens what is closed, so that nothing goes unseen.
const unfold = (page) => page.evaluate(() => document.querySelectorAll("details").forEach((it) => (it.open = true)));

// axe at two widths, in light and in dark; what is only good practice is told apart.
export async function axe(page) {
  const faults = [];
  const practice = [];
  await unfold(page);
  // Who has just come with Tab sees the skip link over the page's name.
  await page.evaluate(() => document.activeElement?.blur());
  await page.evaluate(AXE);
  for (const [scheme, size] of [["light", WIDE], ["dark", NARROW]]) {
    await page.emulateMedia({ colorScheme: scheme });
    await page.setViewportSize(size);
    const result = await page.evaluate(
      (tags) => window.axe.run({ runOnly: tags, rules: { "target-size": { enabled: true } }, resultTypes: ["violations"], preload: false }),
      [...LEVELS, "best-practice"],
    );
    for (const broken of result.violations) {
      const kept = broken.tags.some((tag) => LEVELS.includes(tag)) ? faults : practice;
      const nodes = broken.nodes.map((node) => `${scheme} ${node.target}`);
      kept.push(fault(`axe ${broken.id}`, `${nodes.slice(0, 3).join(" | ")} (${nodes.length})`));
    }
  }
  await page.emulateMedia({ colorScheme: "light" });
  return [faults, practice];
}

// Nothing is cut off or has to be moved sideways.
export async function widths(page) {
  const faults = [];
  await unfold(page);
  for (const size of [NARROW, WIDE]) {
    await page.setViewportSize(size);
    const wide = await page.evaluate(() => {
      const room = document.documentElement.clientWidth;
      if (document.scrollingElement.scrollWidth <= room) return null;
      const past = [...document.body.querySelectorAll("*")].filter((it) => it.getBoundingClientRect().right > room + 1);
      return past.slice(0, 3).map((it) => `${it.localName}.${it.getAttribute("class") ?? ""}`).join(" ");
    });
    if (wide !== null) faults.push(fault("sideways", `${size.width} px: ${wide}`));
  }
  return faults;
}

// Remembers what Tab comes to and whether that is seen, beside what it should come to.
function follow() {
  const wanted = "a[href], button, summary, input, select, textarea, [tabindex]";
  const seen = (it) => it.checkVisibility({ visibilityProperty: true }) && it.tabIndex >= 0 && !it.disabled;
  const unseen = (it) => {
    const style = getComputedStyle(it);
    const outlined = style.outlineStyle !== "none" && parseFloat(style.outlineWidth) > 0;
    if (!outlined && style.boxShadow === "none") return "no outline";
    const box = it.getBoundingClientRect();
    const inside = box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth;
    return inside ? null : "out of sight";
  };
  const stops = [...document.querySelectorAll(wanted)].filter(seen);
  const come = [];
  document.addEventListener("focusin", ({ target }) => come.push([target, unseen(target)]));
  const name = (it) => it?.outerHTML.slice(0, 80) ?? "nothing";
  window.followed = () => {
    const wrong = come.filter(([, why]) => why).map(([it, why]) => ["focus", `${why}: ${name(it)}`]);
    const at = stops.findIndex((it, at) => come[at]?.[0] !== it);
    if (at >= 0) wrong.push(["tab-order", `${name(come[at]?.[0])} and not ${name(stops[at])}`]);
    return wrong;
  };
  return stops.length;
}

// Tab comes to every link and button in the order of the page, and shows where it is.
export async function keyboard(page) {
  await page.setViewportSize(WIDE);
  const count = await page.evaluate(follow);
  for (let at = 0; at < count; at += 1) await page.keyboard.press("Tab");
  const wrong = await page.evaluate(() => window.followed());
  const faults = wrong.map(([rule, where]) => fault(rule, where));
  return [...faults, ...(await folds(page)), ...(await notes(page)), ...(await skip(page))];
}

// Enter opens what is folded, and closes it.
async function folds(page) {
  const faults = [];
  for (const summary of await page.$$("details > summary")) {
    if (!(await summary.isVisible())) continue;
    const open = () => summary.evaluate((it) => it.parentElement.open);
    const before = await open();
    await summary.focus();
    await page.keyboard.press("Enter");
    const between = await open();
    await page.keyboard.press("Enter");
    if (between === before || (await open()) !== before) {
      faults.push(fault("fold", await summary.evaluate((it) => it.outerHTML.slice(0, 80))));
    }
  }
  return faults;
}

// Notes that lie over the text: Enter opens one, Escape and its own button close it, and who reads is back.
async function notes(page) {
  const faults = [];
  for (const button of await page.$$("main button[popovertarget]")) {
    if (!(await button.isVisible())) continue;
    const note = await button.evaluateHandle((it) => it.popoverTargetElement);
    const open = () => note.evaluate((it) => Boolean(it?.matches(":popover-open")));
    const back = () => button.evaluate((it) => it === document.activeElement);
    const told = (why) => button.evaluate((it, why) => `${why}: ${it.outerHTML.slice(0, 80)}`, why);
    await button.focus();
    await page.keyboard.press("Enter");
    if (!(await open())) faults.push(fault("note", await told("Enter does not open it")));
    await page.keyboard.press("Escape");
    if (await open()) faults.push(fault("note", await told("Escape does not close it")));
    if (!(await back())) faults.push(fault("note", await told("Escape does not lead back")));
    await page.keyboard.press("Enter");
    const close = await note.evaluateHandle((it) => it?.querySelector("button[popovertarget]"));
    if (!close.asElement()) {
      faults.push(fault("note", await told("it has no button to close it")));
      continue;
    }
    await close.asElement().focus();
    await page.keyboard.press("Enter");
    if (await open()) faults.push(fault("note", await told("its button does not close it")));
    break; // All are made alike; one a page is enough.
  }
  return faults;
}

// The first stop leads past the menu into the text.
async function skip(page) {
  await page.evaluate(() => {
    document.activeElement?.blur();
    scrollTo(0, 0);
    getSelection().removeAllRanges();
  });
  await page.reload();
  await page.keyboard.press("Tab");
  const seen = await page.evaluate(() => {
    const here = document.activeElement;
    const target = here?.hash ? document.getElementById(here.hash.slice(1)) : null;
    return Boolean(target?.closest("main")) && here.getBoundingClientRect().left >= 0;
  });
  if (!seen) return [fault("skip", "the first stop does not lead into the text")];
  await page.keyboard.press("Enter");
  await page.keyboard.press("Tab");
  const inside = await page.evaluate(() => {
    const main = document.querySelector("main");
    const here = document.activeElement;
    const stop = main.querySelector("a[href], button, summary");
    return !stop || !stop.checkVisibility() || main.contains(here) || here === document.body;
  });
  return inside ? [] : [fault("skip", "after the skip link Tab is not in the text")];
}

// The style for paper: in large print no letters under 18 points, nothing too wide, codes that can be read.
export async function sheet(page, large) {
  const faults = [];
  await page.emulateMedia({ media: "print" });
  if (large) {
    const small = await page.evaluate(() => {
      const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
      const small = new Set();
      while (texts.nextNode()) {
        const holder = texts.currentNode.parentElement;
        const words = texts.currentNode.data.trim();
        const size = parseFloat(getComputedStyle(holder).fontSize);
        const drawn = holder.closest("svg, script, style");
        if (words && !drawn && holder.checkVisibility() && size < 23.9) small.add(`${holder.className || holder.localName} ${size}px`);
      }
      return [...small].slice(0, 4);
    });
    faults.push(...small.map((where) => fault("large", where)));
  }
  const wide = await page.evaluate(() => document.scrollingElement.scrollWidth > document.documentElement.clientWidth);
  if (wide) faults.push(fault("sideways", "on paper"));
  faults.push(...(await codes(page)));
  await page.emulateMedia({ media: "screen" });
  return faults;
}

// QR pictures say an address that stands beside them.
async function codes(page) {
  const faults = [];
  for (const code of await page.$$("svg.qr, .qr svg")) {
    if (!(await code.isVisible())) continue;
    const said = await scanned(page, await code.evaluate((it) => it.outerHTML));
    const beside = await code.evaluate((it, said) => Boolean(it.closest("li, section, div, main")?.textContent.includes(said)
      || [...document.links].some((link) => link.getAttribute("href") === said)), said);
    if (!said || !beside) faults.push(fault("qr", said || "nothing is read"));
  }
  return faults;
}

// What a code says; a camera looks more than once, too, and a busy browser may give a picture too early.
async function scanned(page, code) {
  for (let look = 0; look < 3; look += 1) {
    const picture = await alone(page, code);
    const { stdout, error } = spawnSync("zbarimg", ["--quiet", "--raw", "-"], { input: picture, encoding: "utf8" });
    if (error) throw error;
    if (stdout.trim()) return stdout.trim();
  }
  return "";
}

// A code as finely as paper has it: on a screen there are few pixels for a module.
async function alone(page, code) {
  const sheet = await page.context().newPage();
  const modules = Number(code.match(/viewBox="0 0 (\d+)/)?.[1]);
  const side = modules * 8 + 80;
  await sheet.setViewportSize({ width: side, height: side });
  await sheet.setContent(`<body style="margin: 40px"><div style="width: ${modules * 8}px">${code}</div>`);
  const picture = await sheet.locator("svg").screenshot();
  await sheet.close();
  return picture;
}

// What there is to read, whatever is folded.
export async function words(page) {
  await unfold(page);
  return page.evaluate(() => document.body.textContent.replace(/\s+/g, " ").trim() + document.querySelectorAll("a").length);
}
