class Parser {
  constructor(text) { this.text = text; this.at = 0; this.size = text.length; }
  blank() {
    const text = this.text;
    while (this.at < this.size) {
      const c = text[this.at];
      if (c != " " && c != "\n") return;
      this.at += 1;
    }
  }
  word() {
    this.at += 1;
    const start = this.at;
    const text = this.text;
    let i = start;
    while (text[i] != "\"") i += 1;
    this.at = i + 1;
    return text.substring(start, i);
  }
  number() {
    const start = this.at;
    const text = this.text;
    let i = start;
    while (i < this.size) {
      const c = text[i];
      if ((c < "0" || c > "9") && c != "-" && c != ".") break;
      i += 1;
    }
    this.at = i;
    return Number(text.substring(start, i));
  }
  items() {
    const items = [];
    this.at += 1;
    this.blank();
    while (this.text[this.at] != "]") {
      items.push(this.value());
      this.blank();
      if (this.text[this.at] == ",") { this.at += 1; this.blank(); }
    }
    this.at += 1;
    return items;
  }
  members() {
    const members = {};
    this.at += 1;
    this.blank();
    while (this.text[this.at] != "}") {
      const key = this.word();
      this.blank();
      this.at += 1;
      members[key] = this.value();
      this.blank();
      if (this.text[this.at] == ",") { this.at += 1; this.blank(); }
    }
    this.at += 1;
    return members;
  }
  value() {
    this.blank();
    const c = this.text[this.at];
    if (c == "{") return this.members();
    if (c == "[") return this.items();
    if (c == "\"") return this.word();
    if (c == "t") { this.at += 4; return true; }
    if (c == "f") { this.at += 5; return false; }
    if (c == "n") { this.at += 4; return null; }
    return this.number();
  }
}
function weigh(value) {
  if (Array.isArray(value)) {
    let sum = 0;
    for (const item of value) sum += weigh(item);
    return sum;
  }
  if (typeof value == "string") return value.length;
  if (typeof value == "number") return value;
  if (typeof value == "boolean" || value === null) return 1;
  let sum = 0;
  for (const key of Object.keys(value)) sum += key.length + weigh(value[key]);
  return sum;
}
function main() {
  const parts = [];
  for (let i = 0; i < 1000; i++) {
    const id = "" + i;
    parts.push("{\"id\": " + id + ", \"name\": \"item " + id + "\", \"tags\": [\"a\", \"bb\", \"ccc\"], \"size\": {\"w\": 1.5, \"h\": -2}, \"ok\": true, \"none\": null}");
  }
  const text = "[" + parts.join(", ") + "]";
  let sum = 0;
  for (let round = 0; round < 4; round++) {
    sum += weigh(new Parser(text).value());
  }
  print(Math.floor(sum));
}
main();
