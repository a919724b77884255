// A body's brace, and else, catch and finally may start a line.
fn f(x)
{
  return x
}
main
{
  if f(1) == 2
  {
    print("two")
  }
  else
  {
    print("other")
  }
  try
  {
    throw "x"
  }
  catch (e)
  {
    print("caught", e)
  }
  finally
  {
    print("done")
  }
}
