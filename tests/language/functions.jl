f(x) = 3x^2 + 2x + 1 #> f (generic function with 1 method)

f(x) = 3x^2 + 2x + 1
f(2) #> 17

f(x) = 1
f(x, y) = 2
f #> f (generic function with 2 methods)

f(x, y = 2x) = x + y
(f(1), f(1, 5)) #> (3, 6)

f(x, y = 1) = x
f #> f (generic function with 2 methods)

f(x) = 1
f(x) = 2
(f(0), f) #> (2, f)

function f(x)
  y = x + 1
  y^2
end
f(2) #> 9

function f(x)
  if x < 0
    return -1
  end
  x < 1 && return 0
  1
end
(f(-2), f(0.5), f(3)) #> (-1, 0, 1)

f = x -> x^2
f(3) #> 9

add = (x, y) -> x + y
add(1, 2) #> 3

() -> 1 #> #1 (generic function with 1 method)

f = function (x)
  t = x + 1
  t^2
end
f(2) #> 9

f(; a = 1, b = 2) = a - b
(f(), f(a = 5), f(; b = 1)) #> (-1, 3, 0)

f(x; k) = x * k
(f(2, k = 3), f(2; k = 4)) #> (6, 8)

f(x; k) = x * k
f(2)
#! UndefKeywordError: keyword argument k not assigned
#? The call must include `k = …`: this keyword has no default.

f(x; k = 1) = x * k
f(2, j = 3)
#! MethodError: no method matching f(::Int64; j=3)
#? `f` has no keyword `j`; its keywords are `k`.

f(args...) = args
(f(), f(1), f(1, 2)) #> ((), (1,), (1, 2))

f(x, rest...) = (x, rest)
p = (1, 2, 3)
f(p...) #> (1, (2, 3))

k = 1
f() = k
k = 5
f() #> 5

g(x) = h(x) + 1
h(x) = 2x
g(3) #> 7

fact(n) = n == 0 ? 1 : n * fact(n - 1)
fact(20) #> 2432902008176640000

fib(n) = n < 2 ? n : fib(n - 1) + fib(n - 2)
fib(15) #> 610

function outer(x)
  inner(y) = x * y
  inner(3) + inner(4)
end
outer(2) #> 14

function counter()
  n = 0
  () -> (n += 1; n)
end
c = counter()
c(); c()
c() #> 3

function f()
  x = 1
  g = () -> x
  x = 2
  g()
end
f() #> 2

fs = [() -> i for i in 1:3]
(fs[1](), fs[2](), fs[3]()) #> (1, 2, 3)

l = (W -> x -> W * x)(3)
(l(2), l.W) #> (6, 3)

compose(f, g) = x -> f(g(x))
compose(sqrt, abs)(-16) #> 4.0

4 |> sqrt #> 2.0

4 |> x -> x + 1 |> sqrt #> 2.23606797749979

map((1, 2, 3)) do x
  y = 2x
  y + 1
end #> (3, 5, 7)

f(x::Int) = "int"
f(x::Real) = "real"
f(x) = "any"
(f(1), f(1.5), f("a")) #> ("int", "real", "any")

f((a, b)) = a + b
f((1, 2)) #> 3

f(x) = x
f = 3
#! invalid redefinition of constant f
#? `f` is already a function: choose another name for the variable.

x = 3
x(y) = y
#! cannot define function x; it already has a value
#? `x` is already a variable: choose another name for the function.

f(x, x) = 1
#! syntax: function argument names not unique
#? `x` occurs twice among the parameters.
#@ 1:6

f(x) = x
f(1, 2)
#! MethodError: no method matching f(::Int64, ::Int64)
#! Closest candidates are:
#!   f(::Any)
#? `f` takes one argument, but got 2.
#@ 2:1

g(x, y) = x + y
p = (1, 2)
g(p)
#! MethodError: no method matching g(::Tuple{Int64,Int64})
#! Closest candidates are:
#!   g(::Any, ::Any)
#? `g` takes 2 arguments, but got 1. To pass the entries of a tuple, write `g(p...)`.

x = 3
x(2)
#! MethodError: objects of type Int64 are not callable
#? A number is directly followed by a bracket: for a product, write `*` between them.

foldl(*, (2, 3, 4)) #> 24

foldl((x, m) -> m(x), (sin, cos), init = 0.0) #> 1.0
