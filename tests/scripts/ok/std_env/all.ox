// Variables of the process, conversions, dotenv text.
main {
  let k = "OXBOW_TEST_" + crypto.random_string(8)
  print("[" + env.get(k) + "]", env.get(k, "dflt"), env.has(k), env.get_int(k), env.get_bool(k), env.get_int(k, 7))
  env.set_var(k, "42")
  print(env.get(k), env.has(k), env.get_int(k), env.get_float(k), env.get_all().has(k))
  env.set_var(k, "YES")
  print(env.get_bool(k))
  try { env.get_int(k)  print("no") } catch (e) { print("unparsable") }
  env.delete_var(k)
  print(env.has(k))
  print(env.parse_env_file("# comment\nA=1\n B = \"two words\" \n\nC='x'"))
  print(env.load_dotenv("/no/such/.env"))
  try { env.load_dotenv("/no/such/.env", true)  print("no") } catch (e) { print("strict") }
}
