function main() {
  let s = "";
  for (let i = 0; i < 200000; i++) s += "x";
  print(s.length);
  const words = [];
  for (let i = 0; i < 50000; i++) words.push("word" + i);
  const text = words.join(" ");
  print(text.split(" ").length + " " + text.replaceAll("word", "w").length);
}
main();
