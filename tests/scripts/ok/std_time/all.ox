// Ints, formats and their inverse.
main {
  print(typeof(time.now()), typeof(time.now_millis()), time.now() > 1600000000)
  let t = time.parse_datetime("2024-03-05 06:07:08", "%Y-%m-%d %H:%M:%S")
  print(typeof(t), time.format_timestamp(t, "%Y/%m/%d %H-%M-%S %j"))
  print(time.year(t), time.month(t), time.day(t), time.hour(t), time.minute(t), time.second(t), time.weekday(t))
  print(time.year(t + 0.9))
  try { time.parse_datetime("nonsense", "%Y")  print("no") } catch (e) { print("raised") }
  time.sleep(0)
}
