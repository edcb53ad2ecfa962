x = 3
y = x + z
#! UndefVarError: z not defined
#@ 2:9

using Flux
predct(x) = 2x
predict(3)
#! UndefVarError: predict not defined
#? Did you mean `predct`?
#@ 3:1
#+ predct(3)

a = 2
t = 3
at^2
#! UndefVarError: at not defined
#? `at` is a single name. For a product, write `a * t`.
#@ 3:1
#+ a * t^2

mean([1, 2, 3])
#! UndefVarError: mean not defined
#? `mean` is available after `using Statistics`.
#@ 1:1
#+ using Statistics

[1, 2, 3] + 1
#! MethodError: no method matching +(::Array{Int64,1}, ::Int64)
#? `+` does not take an array here. To work entry by entry, write `.+` with a dot.
#@ 1:1
#+ [1, 2, 3] .+ 1

sin([1, 2])
#! MethodError: no method matching sin(::Array{Int64,1})
#? `sin` takes a number. To apply it to each entry, write `sin.(…)` with a dot.
#@ 1:1
#+ sin.([1, 2])

"a" + "b"
#! MethodError: no method matching +(::String, ::String)
#? To join strings, use `*` or `string(a, b)`, not `+`.
#@ 1:1
#+ "a" * "b"

v = [1, 2, 3]
v[4]
#! BoundsError: attempt to access 3-element Array{Int64,1} at index [4]
#? It has entries 1 to 3; indices start at 1.
#@ 2:1

if 1
  2
end
#! TypeError: non-boolean (Int64) used in boolean context
#? A condition must be true or false: compare with `==`, `<` or `>`.
#@ 1:4

x = 1
if x = 1
  2
end
#! syntax: unexpected "="
#? To compare in a condition, write `==`; a single `=` assigns a value to a name.
#@ 2:6
#+ if x == 1

f(x) = 2x
f(1, 2)
#! MethodError: no method matching f(::Int64, ::Int64)
#! Closest candidates are:
#!   f(::Any)
#? `f` takes one argument, but got 2.
#@ 2:1

function f(x)
  x + 1
#! syntax: incomplete: "function" at none:1 requires end
#? The `function` that begins here is never closed: add a line with `end`.
#@ 1:1
#+ end

f(x = (1, 2
#! syntax: incomplete: premature end of input
#? A closing `)` is missing.

1 2
#! syntax: extra token "2" after end of expression
#? Two expressions are next to each other: put an operator between them (`*` for a product), or start a new line.
#@ 1:3

[1 2; 3 4] * [1, 2, 3]
#! DimensionMismatch("matrix A has dimensions (2,2), vector B has length 3")
#@ 1:1

[1, 2] .+ [1, 2, 3]
#! DimensionMismatch("arrays could not be broadcast to a common size; got a dimension with lengths 2 and 3")
#@ 1:1

sqrt(-1)
#! DomainError with -1.0:
#! sqrt will only return a complex result if called with a complex argument. Try sqrt(Complex(x)).
#? A negative number has no real square root.
#@ 1:1

2(3) + x(4)
x = 2
#! UndefVarError: x not defined

x = 2
x(4)
#! MethodError: objects of type Int64 are not callable
#? A number is directly followed by a bracket: for a product, write `*` between them.
#@ 2:1
#+ x * (4)

using Flux.Tracker
f(x) = 3x^2
df(x) = Tracker.gradient(f, x; nest = true)
Tracker.gradient(df, 2; nest = true)
#! Function output is not scalar
#@ 4:1
#+ df(x) = Tracker.gradient(f, x; nest = true)[1]

f() = f()
f()
#! StackOverflowError:
#? `f` keeps calling itself (10000 calls deep): give it a case in which it stops, or use a loop.
#@ 1:7

while true
end
#! stopped after 20 million steps: the loop never ends
#? What its condition depends on never changes: change it in the loop, or leave the loop with `break`.

(1, 2)[3]
#! BoundsError: attempt to access (1, 2)
#!   at index [3]
#? It has entries 1 to 2; indices start at 1.
#@ 1:1

v = [1, 2, 3]
v(2)
#! MethodError: objects of type Array{Int64,1} are not callable
#? Only functions can be called. To get an entry, use square brackets: `v[1]`.
#@ 2:1
#+ v[2]

x = 0x
#! syntax: invalid numeric constant "0x"
#? Numbers that begin with `0x`, `0b` or `0o` are hexadecimal, binary or octal; for a product, write `0 * x`.
#@ 1:5

using Plots
#! ArgumentError: Package Plots not found in current path:
#! - Run `import Pkg; Pkg.add("Plots")` to install the Plots package.
#@ 1:1

x = [1, 2
y = 3
#! syntax: missing comma or ] in array expression
#? Put a comma between the two entries, or a closing `]` before the second.
#@ 2:1
#+ x = [1, 2]

1 = x
#! syntax: invalid assignment location "1"
#? To the left of `=` goes a name or an entry; to compare two values, write `==`.
#@ 1:1

abs(sin) + 1
#! MethodError: no method matching abs(::typeof(sin))
#? One operand of `abs` is a function, not its value: call it, as in `f(x)`.
#@ 1:1

x = (1, 2)
x[1] = 3
#! MethodError: no method matching setindex!(::Tuple{Int64,Int64}, ::Int64, ::Int64)
#? Only arrays can be changed in place; a tuple cannot.
#@ 2:1

f(x) = println(x)
f(2) + 1
#> 2
#! MethodError: no method matching +(::Nothing, ::Int64)
#? One operand of `+` is `nothing`: it comes from something that has no value, such as a loop, `println`, or an `if` without `else`.
#@ 2:1

using Flux.Tracker
f(x) = 3x^2
df(x) = gradient(f, x)[1]
gradient(df, 2)
#! Use `gradient(...; nest = true)` for nested derivatives
#? A gradient is differentiated here: write `; nest = true` behind the arguments of the inner one.
#+ df(x) = gradient(f, x; nest = true)[1]

True
#! UndefVarError: True not defined
#? In Julia this is `true`.
#+ true

x = 3
3x² + 1
#! UndefVarError: x² not defined
#? `x²` is a single name. For a power, write `x^2`.
#+ 3x^2 + 1

σ(0.5)
#! UndefVarError: σ not defined
#? `σ` is available after `using Flux`.
#+ using Flux

f(x) = x^2 + 1
f([1, 2])
#! MethodError: no method matching ^(::Array{Int64,1}, ::Int64)
#+ f(x) = x.^2 + 1

x = 1
x += [1, 2]
#! MethodError: no method matching +(::Int64, ::Array{Int64,1})
#+ x .+= [1, 2]

1+[1, 2]
#! MethodError: no method matching +(::Int64, ::Array{Int64,1})
#+ 1 .+[1, 2]

v = [1, 2, 3]
v[1:2] = 0
#! ArgumentError: indexed assignment with a single value to many locations is not supported; perhaps use broadcasting `.=` instead?
#? To assign one value to several entries, add a dot: `v[1:2] .= 0`.
#+ v[1:2] .= 0

f(x) = 2 × x
#! syntax: invalid character "\u{d7}"
#? In Julia this is `*`.
#+ f(x) = 2 * x

max(1, (2 + 3
#! syntax: incomplete: premature end of input
#? A closing `)` is missing.

max(1, 2 + 3
#! syntax: incomplete: premature end of input
#? A closing `)` is missing.
#+ max(1, 2 + 3)

# What is written so in mathematics, or in another language.

x = 2
x**3
#! syntax: unexpected "*"
#? Julia writes a power with `^`.
#@ 2:3
#+ x^3

x = -2
y = |x + 1|
#! syntax: unexpected "|"
#? Julia writes an absolute value as `abs(…)`.
#@ 2:5
#+ y = abs(x + 1)

x | 1 |
#! syntax: incomplete: premature end of input

h(x) = 3 x
#! syntax: extra token "x" after end of expression
#? For a product, write `3 * x`.
#@ 1:10
#+ h(x) = 3 * x

h(x) = sin x
#! syntax: extra token "x" after end of expression
#? In Julia, a function takes its argument in brackets: `sin(x)`.
#@ 1:12
#+ h(x) = sin(x)

h(x) = exp(2 x)
#! syntax: missing comma or ) in argument list
#? For a product, write `2 * x`.
#+ h(x) = exp(2 * x)
