// A folder of pages: their names, and where their links lead.

import { existsSync, readFileSync, readdirSync } from "node:fs";
import { join, relative, resolve } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

export class Site {
  constructor(name, folder) {
    this.name = name;
    this.folder = resolve(folder);
    this.url = `${pathToFileURL(this.folder)}/`;
    const files = readdirSync(this.folder, { recursive: true });
    this.pages = files.filter((file) => file.endsWith(".html")).sort();
    if (this.pages.length === 0) throw new Error(`${folder} has no pages`);
    this.ids = new Map();
  }

  // Whether an address is that of a file in the folder.
  holds(address) {
    return new URL(address).href.startsWith(this.url);
  }

  // What is wrong with an address that a page links to; nothing if it leads somewhere.
  fault(address) {
    const url = new URL(address);
    if (["http:", "https:", "mailto:"].includes(url.protocol)) return null;
    // A picture that is in the page.
    if (url.href.startsWith("data:image/")) return null;
    if (!this.holds(url)) return "it leaves the folder";
    const fragment = decodeURIComponent(url.hash.slice(1));
    url.hash = "";
    const file = fileURLToPath(url);
    if (!existsSync(file)) return "there is no such file";
    if (fragment && !this.idsOf(file).has(fragment)) return `nothing there is named ${fragment}`;
    return null;
  }

  idsOf(file) {
    if (!this.ids.has(file)) {
      const found = readFileSync(file, "utf8").matchAll(/ id="([^"]*)"/g);
      this.ids.set(file, new Set([...found].map((match) => match[1])));
    }
    return this.ids.get(file);
  }

  path(page) {
    return join(this.folder, page);
  }

  // The page that a file of the folder is.
  page(file) {
    return relative(this.folder, file);
  }
}
