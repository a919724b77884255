// Text statistics: word counts, a histogram, palindromes, a cipher and a prefix tree.
use regex

struct Trie { children: dict, ends: int }

fn Trie.make() -> Trie { return new Trie { children: {}, ends: 0 } }
fn Trie.insert(self, word: string) {
  let node = self
  for i in 0..len(word) {
    let c = word.char_at(i)
    if c not in node.children { node.children[c] = Trie.make() }
    node = node.children[c]
  }
  node.ends += 1
}
fn Trie.words(self, prefix = "") {
  if self.ends > 0 { yield [prefix, self.ends] }
  for c in array.sort(self.children.keys()) {
    for entry in self.children[c].words(prefix + c) { yield entry }
  }
}
fn Trie.starting(self, prefix: string) {
  let node = self
  for c in prefix.split("") {
    node = node?.children.get(c)
    if node == null { return [] }
  }
  let found = []
  for [word, n] in node.words(prefix) { found.push(word) }
  return found
}

fn words(text) { return regex.find_all(text.lower(), "[a-zäöü']+") }

fn counts(items) {
  let d = {}
  for w in items { d[w] = d.get(w, 0) + 1 }
  return d
}

fn top(d, n) {
  // Insertion sort by count, then by word.
  let sorted = []
  for [word, count] in d {
    let i = 0
    while i < len(sorted) && (sorted[i][1] > count || (sorted[i][1] == count && sorted[i][0] < word)) { i += 1 }
    sorted.insert(i, [word, count])
  }
  return sorted[:n]
}

fn is_palindrome(s: string) -> bool {
  let clean = regex.replace(s.lower(), "[^a-z]", "")
  return clean == clean.reverse()
}

fn caesar(s, shift) {
  let alphabet = "abcdefghijklmnopqrstuvwxyz"
  let out = ""
  for c in s.split("") {
    let at = alphabet.indexOf(c.lower())
    if at < 0 { out += c continue }
    let moved = alphabet.char_at((at + shift % 26 + 26) % 26)
    out += if c == c.upper() { moved.upper() } else { moved }
  }
  return out
}

fn wrap(text, width) {
  let lines = [] let line = ""
  for w in text.split(" ") {
    if line.isEmpty() { line = w }
    else if len(line) + 1 + len(w) <= width { line = line + " " + w }
    else { lines.push(line) line = w }
  }
  if !line.isEmpty() { lines.push(line) }
  return lines
}

main {
  let text = "The quick brown fox jumps over the lazy dog. The dog, a Dachshund called Müsli, didn't mind; the fox did."
  let ws = words(text)
  print(len(ws), ws[0], ws[-2:])
  let c = counts(ws)
  for [word, n] in top(c, 4) { print(word.pad_right(8), "#" * n) }
  let lengths = {}
  for w in ws { let k = len(w) lengths[k] = (lengths.get(k) ?? 0) + 1 }
  for k in array.sort(lengths.keys().map(int)) { print(f"{string(k).pad_left(2)} {lengths[k]}") }
  let longest = ws |> array.reduce_fn(fn(a, b) { return if len(b) > len(a) { b } else { a } }, "")
  print("longest:", longest, "vowels:", len(regex.find_all(text, "[aeiouAEIOUü]")))
  for s in ["A man, a plan, a canal: Panama", "Not this one"] { print(s, "->", is_palindrome(s)) }
  let secret = caesar("Hello, World!", 3)
  print(secret, caesar(secret, -3), caesar("xyz", 29))
  let trie = Trie.make()
  for w in ws { trie.insert(w) }
  print(trie.starting("d"), trie.starting("th"), trie.starting("zz"))
  let total = 0
  for [w, n] in trie.words() { total += n }
  print(total == len(ws))
  for line in wrap(text, 30) { print("|" + line.pad_right(30) + "|") }
  print(string.format("{} words, {} different, {} per word", len(ws), c.size(), math.round_to(len(text) / len(ws), 3)))
}
