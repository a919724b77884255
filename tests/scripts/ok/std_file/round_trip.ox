// Write, append, read, list, delete below a temporary folder.
main {
  let dir = env.get("TMPDIR", "/tmp") + "/oxbow-script-" + crypto.random_string(12)
  let p = path.join(dir, "sub", "a.txt")
  print(file.exists(p))
  file.write(p, "one\ntwo\r\n")
  file.append(p, "three")
  print(file.exists(p), file.is_file(p), file.is_dir(dir), file.size(p))
  print(file.read_lines(p), fs.read(p).length(), file.basename(p))
  file.copy(p, dir + "/b.txt")
  file.move(dir + "/b.txt", dir + "/c.txt")
  print(file.list_dir(dir), file.list_dir(dir + "/none"))
  file.write_lines(dir + "/c.txt", ["x", "y"])
  print(file.read_lines(dir + "/c.txt"))
  try { file.delete(dir)  print("no") } catch (e) { print("folders are not deleted") }
  file.delete(p)
  file.delete(p)
  file.delete(dir + "/c.txt")
  print(file.exists(p))
  try { file.read(p)  print("no") } catch (e) { print(e["type"]) }
}
