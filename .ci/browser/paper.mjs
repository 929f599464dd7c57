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

// Whether words are printed: in one piece, or cut by the ends of pages.
function holds(all, words) {
  let left = bare(words);
  for (const least of [Math.min(left.length, 12), 0, 0]) {
    const found = beginning(left, all);
    if (found < least) return false;
    left = left.slice(found);
    if (!left) return true;
  }
  return false;
}

// What the page has to say on paper, in its order, whatever is folded: of the text, all but what the style
// takes away because it leads elsewhere; and each note, with its number before it.
function expected() {
  const kept = (it) => !it || (getComputedStyle(it).display !== "none" && kept(it.parentElement));
  const first = (it) => (it ? document.createTreeWalker(it, NodeFilter.SHOW_TEXT).nextNode()?.data : null) ?? "";
  const main = document.querySelector("main") ?? document.body;
  const texts = document.createTreeWalker(main, NodeFilter.SHOW_TEXT);
  const words = [];
  while (texts.nextNode()) {
    const { data, parentElement: holder } = texts.currentNode;
    if (data.trim() && !holder.closest("script, style, svg title, svg desc") && kept(holder)) words.push(data);
  }
  const must = "h1, h2, .step, .note, .answer, .veil, .behind, .door > :not(summary), figcaption, table, .entry, dd";
  const gone = [...main.querySelectorAll(must)].filter((it) => !it.closest("nav, .left, .over") && !kept(it));
  const notes = [...main.querySelectorAll(".note")].map((note) => {
    const number = note.querySelector(".number")?.textContent.trim();
    return [number, first(note.querySelector("p") ?? note)];
  });
  const doors = [...main.querySelectorAll(".notice > .door")].map((door) => {
    const before = [...door.parentElement.querySelectorAll("p")].find((it) => !door.contains(it));
    return [before, door.querySelector(".step p, li p, li a")].map(first);
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
    const text = await printed(page, format);
    const all = bare(text);
    if (!all) put("print", "nothing is printed");
    for (const word of words) if (!holds(all, word)) put("paper-words", word.trim().slice(0, 80));
    for (const [number, first] of notes) {
      if (!number || !holds(all, number + first)) put("paper-note", `${number} ${first}`.slice(0, 80));
    }
    for (const door of doors) {
      const [before, behind] = door.map((it) => all.indexOf(bare(it)));
      if (before < 0 || behind < before) put("paper-notice", door.map((it) => it.slice(0, 60)).join(" | "));
    }
  }
  return faults;
}
