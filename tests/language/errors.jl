f(x) = try
  sqrt(x)
catch e
  -1.0
end
(f(4.0), f(-4.0)) #> (2.0, -1.0)

try
  [1, 2][5]
catch e
  (e isa BoundsError, e.i, e.a)
end
#> (true, (5,), [1, 2])

try
  undefined_name
catch e
  e.var
end
#> :undefined_name

try
  error("boom")
catch e
  e.msg
end
#> "boom"

try
  throw(ArgumentError("bad"))
catch err
  err
end
#> ArgumentError("bad")

throw(ArgumentError("bad rate"))
#! ArgumentError: bad rate

throw(DomainError(-1, "not here"))
#! DomainError with -1:
#! not here

throw("words")
#! "words"

struct MyError <: Exception; code; end
try
  throw(MyError(7))
catch e
  e isa MyError ? e.code : 0
end
#> 7

struct MyError <: Exception; code; end
throw(MyError(7))
#! MyError(7)

try
  println("a")
finally
  println("b")
end
#> a
#> b

try
  error("a")
finally
  println("b")
end
#> b
#! a

function f()
  for i in 1:3
    try
      i == 2 && return i
    finally
      println("left ", i)
    end
  end
end
f()
#> left 1
#> left 2
#> 2

function f()
  n = 0
  for i in 1:5
    try
      i == 2 && continue
      i == 4 && break
      n += i
    catch
      n = -100
    end
  end
  try
    error("x")
  catch
    n += 1000
  end
  n
end
f() #> 1004

g() = error("inner")
f() = try; g(); catch e; error("outer: " * e.msg); end
f()
#! outer: inner

try
  try
    error("a")
  catch e
    rethrow(e)
  end
catch e
  "caught " * e.msg
end
#> "caught a"

map(x -> try; sqrt(x); catch; 0.0; end, [4, -1])
#> 2-element Array{Float64,1}:
#>  2.0
#>  0.0

try
  while true end
catch
  "never"
end
#! stopped after 20 million steps: the loop never ends

f() = f()
try f() catch; 1 end
#! StackOverflowError:

@assert 1 + 1 == 3
#! AssertionError: 1 + 1 == 3

@assert 1 == 2 "not so"
#! AssertionError: not so

try
  Dict(1 => 2)[3]
catch e
  (e isa KeyError, e.key, sprint(showerror, e))
end
#> (true, 3, "KeyError: key 3 not found")

x = 1
try
  x = 2
  error()
catch
end
x #> 2

# An error that is raised again keeps its place, its hint and its fix.
wanted = 3
f(x) = x + wnted
try
  f(1)
catch e
  rethrow(e)
end
#! UndefVarError: wnted not defined
#@ 3:12

try
  error("first")
catch
  rethrow()
end
#! first
#@ 2:3

rethrow()
#! rethrow() not allowed outside a catch block

# Also one that the library passes on.
using Flux
W = param([1.0])
loss(x) = sum(V .* x)
Flux.train!(loss, params(W), [([1.0],)], Descent(0.1))
#! UndefVarError: V not defined
#@ 4:15
