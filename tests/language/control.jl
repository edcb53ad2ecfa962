s = 0
for i in 1:10
  s += i
end
s #> 55

for i = 1:3 print(i, " ") end #> 1 2 3

for i in 1:3, j in 1:2
  i == 2 && break
  print((i, j))
end #> (1, 1)(1, 2)

for i in 1:4
  i % 2 == 0 && continue
  print(i)
end #> 13

i = 0
while true
  global i += 1
  i > 4 && break
end
i #> 5

x, y = 1, 2
x, y = y, x
(x, y) #> (2, 1)

(p, (q, r)) = (1, (2, 3))
p + q + r #> 6

a, b = (1, 2, 3)
(a, b) #> (1, 2)

a, b = 1, 2, 3
b #> 2

a, b, c = (1, 2)
#! BoundsError: attempt to access (1, 2)
#!   at index [3]
#? The left side needs 3 values, but the right side has 2.

grade(x) = if x > 90
  3
elseif x > 50
  2
else
  1
end
(grade(95), grade(60), grade(10)) #> (3, 2, 1)

if false 1 end #>

x = 5
x > 3 ? "big" : "small" #> "big"

x = 1
x > 3 ? 1 : x > 0 ? 2 : 3 #> 2

begin
  a = 1
  a + 1
end #> 2

let a = 1, b = a + 1
  a + b
end #> 3

a = 10
let a = 1
  a = 2
end
a #> 10

(a = 1; b = 2; a + b) #> 3

function f()
  for i in 1:3
    t = i
  end
  t
end
f()
#! UndefVarError: t not defined
#@ 5:3

x = 1
function f()
  y = x + 1
  x = 2
  y
end
f()
#! UndefVarError: x not defined
#? `x` is a local variable of this function, because the function assigns to it, but it is read before it has a value.
#@ 3:7

x = 1
function f()
  global x = 5
  x
end
f() + x #> 10

function f(n)
  s = 0
  for i in 1:n
    s += i
  end
  s
end
f(100) #> 5050

function f()
  for i in 1:10
    for j in 1:10
      i * j == 42 && return (i, j)
    end
  end
end
f() #> (6, 7)

x = 2;

x = 2; x + 1; #>

sum(i^2 for i in 1:4) #> 30

sum(i * j for i in 1:2 for j in 1:3 if i != j) #> 13

[i^2 for i in 1:4 if i != 2] #> 3-element Array{Int64,1}:
#>   1
#>   9
#>  16

for (i, v) in enumerate((5, 6))
  print(i, "=", v, " ")
end #> 1=5 2=6

y = for i in 1:2 end
y === nothing #> true

z = 1
z += 2; z *= 3; z -= 1; z /= 4; z ^= 2
z #> 4.0

1 + (true ? 2 : 3) * 2 #> 5

f(x) = begin
  x > 0 || return "no"
  "yes"
end
(f(1), f(-1)) #> ("yes", "no")

for i in 3:-1:1 print(i) end #> 321

for x in 0:0.5:1 print(x, " ") end #> 0.0 0.5 1.0

if 1
  2
end
#! TypeError: non-boolean (Int64) used in boolean context
#? A condition must be true or false: compare with `==`, `<` or `>`.
#@ 1:4

for x in sin
end
#! MethodError: no method matching iterate(::typeof(sin))
#? This is a function, not its result: call it first, as in `f(x)...`.

break
#! syntax: break or continue outside loop
#? `break` only works inside `for` or `while`.

# Plain numbers in local variables take a fast path; an error still gets the place of its own operator.
function f(a, b)
  return a ÷ b
end
f(1, 0)
#! DivideError: integer division error
#@ 3:10

function f(n)
  s = n + late
  late = 1
end
f(1)
#! UndefVarError: late not defined
#@ 2:11

function f(n)
  if n > 5
    x = 1
  end
  2 + n * x
end
f(6) #> 8

function f(n)
  s = 0
  for i in 1:n
    s = s * 0.5 + i - 1
    i < 3 || (s += 0.25)
  end
  (s, n < 2, n == 3.0)
end
f(3) #> (2.75, false, true)

function f(n)
  s = n
  s += "a"
end
f(1)
#! MethodError: no method matching +(::Int64, ::String)
#@ 3:3

function f(x, y)
  x < y ? x - y : (x > 1 ? y : x) + 1
end
(f(1, 2), f(2, 1), f(1.0, 0), f(typemax(Int), 1)) #> (-1, 2, 2.0, 2)

using Flux.Tracker
h(x) = x * x + 2 * x - x * 0.5
Tracker.gradient(h, 3.0) #> (7.5 (tracked),)
