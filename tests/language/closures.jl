l = (W -> x -> W * x)(3)
(l(2), l.W) #> (6, 3)

function linear(in, out)
  W = ones(out, in)
  b = zeros(out)
  x -> W * x .+ b
end
m = linear(2, 1)
(m([1, 2]), size(m.W), m.b) #> ([3.0], (1, 2), [0.0])

function counter()
  n = 0
  () -> (n += 1; n)
end
c = counter()
c(); c()
c() #> 3

fs = [() -> i for i in 1:3]
fs[2]() #> 2

function f()
  x = 1
  g = () -> x
  x = 2
  g()
end
f() #> 2

function f()
  y
  y = 1
end
f()
#! UndefVarError: y not defined

x = 1
f() = x
x = 2
f() #> 2

x = 1
function f()
  global x = 5
end
f()
x #> 5

let a = 1, b = a + 1
  a + b
end
#> 3

s = 0
for i in 1:3
  s += i
end
s #> 6

for i in 1:2
  t = i
end
t
#! UndefVarError: t not defined

x = [1, 2]
y = x
y[1] = 9
x[1] #> 9

x = [1, 2]
y = x
x += [1, 1]
y #> 2-element Array{Int64,1}:
#>  1
#>  2

x = [1, 2]
y = x
x .+= [1, 1]
y #> 2-element Array{Int64,1}:
#>  2
#>  3

f(x) = 1
f = 2
#! invalid redefinition of constant f

f = 2
f(x) = 1
#! cannot define function f; it already has a value

fact(n) = n <= 1 ? 1 : n * fact(n - 1)
fact(10) #> 3628800

compose = (f, g) -> x -> f(g(x))
compose(sqrt, abs)(-4) #> 2.0

x -> x + 1 #> #1 (generic function with 1 method)

4 |> x -> x + 1 |> sqrt #> 2.23606797749979
