export fn f( { return 1 }
