// Textual path functions.
main {
  print(path.join("/home", "", "f"), path.join("a", "b", "c.txt"), path.join("/a", "/b"))
  print(path.dirname("/a/f.txt"), "[" + path.dirname("f.txt") + "]", path.dirname("/"), path.dirname("/a/b/"))
  print(path.basename("/a/f.txt"), "[" + path.basename("/a/") + "]", path.extension("f.tar.gz"), "[" + path.extension(".bashrc") + "]", "[" + path.extension("f") + "]")
  print(path.normalize("/a//b/./c/../d"), path.normalize("a/.."), "[" + path.normalize("") + "]", path.normalize("a/b/"))
  print(path.is_absolute("/a"), path.is_absolute("a"))
}
