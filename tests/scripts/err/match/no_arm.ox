// error: Match error
main { print(match "unmatched" { 1 => 2 }) }
