// A recording in the asciicast format, versions 2 and 3: its events with the times since its beginning.

export class Cast {
  constructor(text) {
    const [header, ...lines] = text.trimEnd().split("\n").map((line) => JSON.parse(line));
    this.header = header;
    this.lines = lines;
    this.size = [header.width ?? header.term.cols, header.height ?? header.term.rows];
    let clock = 0;
    this.times = lines.map(([time]) => (clock = header.version === 3 ? clock + time : time));
  }

  // The places of the events that print something, but the last, with which the screen is left.
  get prints() {
    const prints = this.lines.flatMap(([, code], at) => (code === "o" ? [at] : []));
    return prints.slice(0, -1);
  }

  // A time at which an event and none after it has happened.
  after(at) {
    return (this.times[at] + this.times.find((time) => time > this.times[at])) / 2;
  }

  // The recording up to an event.
  until(at) {
    return this.text(this.lines.slice(0, at + 1));
  }

  // The recording without an event.
  without(at) {
    return this.text(this.lines.toSpliced(at, 1));
  }

  text(lines) {
    return [this.header, ...lines].map((line) => `${JSON.stringify(line)}\n`).join("");
  }
}
