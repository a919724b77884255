// use m as n binds a standard module under another name; the original name stays.
use file as disk
use math as m
main { print(m.floor(1.5), math.ceil(1.5), typeof(disk), typeof(fs)) }
