// What stands on paper: the words of the PDF that a page is printed to, folded as it came.

import { spawnSync } from "node:child_process";

const PAPERS = ["A4", "Letter"];

const fault = (rule, where) => ({ rule, where });

// Words without what lines and pages put between them, and without signs for which a PDF may have no name.
const bare = (text) => text.normalize("NFKC").replace(/[\s\u00AD\u200B-\u200D\u2060-]+|\p{Extended_Pictographic}/gu, "");

// The longest beginning of some words that stands in others.
function beginning(words, all) {
  let [least, most] = [0, words.length];
  while (least < most) {
    const half = Math.ceil((least + most) / 2);
    if (all.includes(words.slice(0, half))) least = half;
    else most = half - 1;
  }
  return least;
}

// Whether words are printed: in one piece, cut between two pages, or, if there are many of them, in three.
function holds(pages, words) {
  const whole = bare(words);
  if (pages.join("").includes(whole)) return true;
  // Lines, and so pages, end between words, and within addresses after each of their parts.
  const parts = words.trim().split(/(?<=[\s/.?=&:])/);
  const cuts = parts.map((_, at) => [parts.slice(0, at), parts.slice(at)].map((side) => bare(side.join(""))));
  const isCut = ([before, behind]) => pages.some((page, at) => page.includes(before) && pages[at + 1]?.includes(behind));
  return cuts.slice(1).some(isCut) || (whole.length > 40 && isInPieces(pages.join(""), whole));
}

function isInPieces(all, words) {
  let left = words;
  for (const least of [12, 0, 0]) {
    const found = beginning(left, all);
    if (found < least) return false;
    left = left.slice(found);
  }
  return !left;
}

// What the page has to say on paper, in its order, whatever is folded: of the text, all but what the style
// takes away because it leads elsewhere; and each note, with its number before it.
function expected() {
  const kept = (it) => !it || (getComputedStyle(it).display !== "none" && kept(it.parentElement));
  const texts = (it) => {
    const walker = document.createTreeWalker(it ?? document.createElement("p"), NodeFilter.SHOW_TEXT);
    const texts = [];
    while (walker.nextNode()) texts.push(walker.currentNode);
    return texts;
  };
  const first = (it) => texts(it)[0]?.data ?? "";
  const shown = (it) => texts(it).filter((text) => kept(text.parentElement)).map((text) => text.data).join("");
  const firstShown = (it) => {
    const pieces = texts(it).filter((text) => text.data.trim() && kept(text.parentElement)).map((text) => text.data.trim());
    return pieces.find((words) => words.length > 20) ?? pieces[0] ?? "";
  };
  const main = document.querySelector("main") ?? document.body;
  const said = texts(main).filter(({ data, parentElement: holder }) => {
    return data.trim() && !holder.closest("script, style, svg title, svg desc") && kept(holder);
  });
  const words = said.map((text) => text.data);
  const must = "h1, h2, .step, .note, .answer, .veil, .behind, .door > :not(summary), figcaption, table, .entry, dd";
  const gone = [...main.querySelectorAll(must)].filter((it) => !it.closest("nav, .left, .over") && !kept(it));
  const notes = [...main.querySelectorAll(".note")].map((note) => {
    const number = note.querySelector(".number")?.textContent.trim();
    return [number, first(note.querySelector("p") ?? note)];
  });
  const doors = [...main.querySelectorAll(".notice > .door")].map((door) => {
    const before = [...door.parentElement.querySelectorAll("p")].find((it) => !door.contains(it));
    const behind = [...door.querySelectorAll(".step p, li p, li a")].find((it) => !it.closest("nav"));
    // Some words in one piece: addresses are printed between the others.
    return [shown(before), firstShown(behind)];
  });
  return { words, gone: gone.map((it) => it.outerHTML.slice(0, 80)), notes, doors };
}

// The words of a page, printed on a paper.
async function printed(page, format) {
  const pdf = await page.pdf({ format });
  const run = spawnSync("pdftotext", ["-raw", "-enc", "UTF-8", "-", "-"], { input: pdf, encoding: "utf8", maxBuffer: 1 << 28 });
  if (run.error) throw run.error;
  if (run.status !== 0) throw new Error(run.stderr);
  return run.stdout;
}

// Paper has every word, every note with its number, and each notice before what stands behind it.
export async function paper(page) {
  await page.emulateMedia({ media: "print" });
  const { words, gone, notes, doors } = await page.evaluate(expected);
  await page.emulateMedia({ media: null });
  const faults = gone.map((where) => fault("paper-words", `taken away: ${where}`));
  for (const format of PAPERS) {
    const put = (rule, where) => faults.push(fault(rule, `${format}: ${where}`));
    const pages = (await printed(page, format)).split("\f").map(bare);
    const all = pages.join("");
    if (!all) put("print", "nothing is printed");
    for (const word of words) if (!holds(pages, word)) put("paper-words", word.trim().slice(0, 80));
    for (const [number, first] of notes) {
      if (!number || !holds(pages, number + first)) put("paper-note", `${number} ${first}`.slice(0, 80));
    }
    for (const door of doors) {
      const [before, behind] = door.map((it) => all.indexOf(bare(it).slice(0, 40)));
      if (before < 0 || behind < before) put("paper-notice", door.map((it) => it.slice(0, 60)).join(" | "));
    }
  }
  return faults;
}
