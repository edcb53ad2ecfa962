function fact(n)
  n <= 1 ? 1 : n * fact(n - 1)
end
fact(10) #> 3628800

fib(n) = n < 2 ? n : fib(n-1) + fib(n-2)
[fib(i) for i in 0:10]
#> 11-element Array{Int64,1}:
#>   0
#>   1
#>   1
#>   2
#>   3
#>   5
#>   8
#>  13
#>  21
#>  34
#>  55

function collatz(n)
  steps = 0
  while n != 1
    n = iseven(n) ? n ÷ 2 : 3n + 1
    steps += 1
  end
  steps
end
map(collatz, 1:6)
#> 6-element Array{Int64,1}:
#>  0
#>  1
#>  7
#>  2
#>  5
#>  8

x = 0
for i in 1:5
  global x += i
end
x #> 15

x = 0
for i in 1:5
  x += i
end
x #> 15

function f()
  s = 0
  for i in 1:3, j in 1:2
    i == j && continue
    s += i * j
  end
  s
end
f() #> 13

s = ""
for c in "hello"
  s = string(c, s)
end
s #> "olleh"

struct Point
  x
  y
end
p = Point(1, 2.5) #> Point(1, 2.5)

struct Point
  x::Float64
  y::Float64
end
Base.:+(a::Point, b::Point) = Point(a.x + b.x, a.y + b.y)
Point(1, 2) + Point(3, 4) #> Point(4.0, 6.0)

mutable struct Counter
  n::Int
end
c = Counter(0)
c.n += 1
c.n += 1
c #> Counter(2)

struct P{T}
  a::T
  b::T
end
(P(1, 2), P(1.5, 2.5)) #> (P{Int64}(1, 2), P{Float64}(1.5, 2.5))

struct P{T}
  a::T
  b::T
end
P(1, 2.0)
#! MethodError: no method matching P(::Int64, ::Float64)

struct P{T}
  a::T
end
P{Float64}(1) #> P{Float64}(1.0)

struct P
  a
  P(a) = a < 0 ? error("negative") : new(a)
end
P(-1)
#! negative

abstract type Shape end
struct Circle <: Shape
  r
end
struct Square <: Shape
  s
end
area(c::Circle) = π * c.r^2
area(s::Square) = s.s^2
map(area, [Circle(1), Square(2)])
#> 2-element Array{Real,1}:
#>  3.141592653589793
#>  4

abstract type Shape end
struct Circle <: Shape; r; end
[Circle(1), Circle(2)]
#> 2-element Array{Circle,1}:
#>  Circle(1)
#>  Circle(2)

abstract type Shape end
struct Circle <: Shape; r; end
Shape[Circle(1)]
#> 1-element Array{Shape,1}:
#>  Circle(1)

f(x::Int) = "int"
f(x::Float64) = "float"
f(x) = "other"
map(f, [1, 2.0, "a"])
#> 3-element Array{String,1}:
#>  "int"
#>  "float"
#>  "other"

f(x::Int) = "int"
f(x::Float64) = "float"
f(x) = "other"
(f(1), f(2.0), f("a"), f([1]), f(nothing), f(true))
#> ("int", "float", "other", "other", "other", "other")

f(x::Number) = 1
f(x::Real) = 2
f(x::Integer) = 3
(f(1), f(1.0), f(1//2), f(true)) #> (3, 2, 2, 3)

f(x, y...) = y
(f(1), f(1, 2), f(1, 2, 3)) #> ((), (2,), (2, 3))

f(; a = 1, b = 2) = (a, b)
(f(), f(a = 5), f(; b = 7)) #> ((1, 2), (5, 2), (1, 7))

f(x; kw...) = sum(values(kw))
f(1; a = 2, b = 3) #> 5

f(a, b = a + 1, c = a + b) = (a, b, c)
(f(1), f(1, 5), f(1, 5, 9)) #> ((1, 2, 3), (1, 5, 6), (1, 5, 9))

g(f, xs...) = f(xs...)
g(+, 1, 2, 3) #> 6

compose(fs...) = x -> foldl((a, f) -> f(a), fs, init = x)
compose(sqrt, x -> x + 1)(16) #> 5.0

counter() = (n = 0; () -> n += 1)
c = counter()
c(); c(); c() #> 3

adders = [x -> x + i for i in 1:3]
[f(10) for f in adders]
#> 3-element Array{Int64,1}:
#>  11
#>  12
#>  13

fs = []
for i in 1:3
  push!(fs, () -> i)
end
[f() for f in fs]
#> 3-element Array{Int64,1}:
#>  1
#>  2
#>  3

let x = 1
  f() = x += 1
  f()
  f()
  x
end #> 3

a = [1, 2, 3]
b = a
b[1] = 100
a
#> 3-element Array{Int64,1}:
#>  100
#>    2
#>    3

a = [1, 2, 3]
b = copy(a)
b[1] = 100
a
#> 3-element Array{Int64,1}:
#>  1
#>  2
#>  3

function f!(v)
  v[1] = 0
  v
end
a = [1, 2]
f!(a)
a
#> 2-element Array{Int64,1}:
#>  0
#>  2

x = 5
function f()
  x = 10
  x
end
(f(), x) #> (10, 5)

x = 5
function f()
  global x = 10
end
f()
x #> 10

try
  error("oops")
catch e
  println("caught: ", e.msg)
finally
  println("done")
end
#> caught: oops
#> done

try
  [1, 2][5]
catch e
  e isa BoundsError
end #> true

function safe(f)
  try
    f()
  catch e
    "failed: $(typeof(e))"
  end
end
(safe(() -> 1), safe(() -> sqrt(-1)), safe(() -> [1][2]), safe(() -> error("a")), safe(() -> 1 ÷ 0), safe(() -> Dict()[1]))
#> (1, "failed: DomainError", "failed: BoundsError", "failed: ErrorException", "failed: DivideError", "failed: KeyError")

f(x) = x > 0 || return "no"
(f(-1), f(1)) #> ("no", true)

f(x) = x > 0 && return "yes"
(f(-1), f(1)) #> (false, "yes")

x = 3
y = if x > 2
  "big"
else
  "small"
end
y #> "big"

x = 7
if x < 5
  "a"
elseif x < 8
  "b"
else
  "c"
end #> "b"

i = 0
while true
  global i += 1
  i > 5 && break
end
i #> 6

[(i, j) for i in 1:3 for j in i:3 if i + j == 4]
#> 2-element Array{Tuple{Int64,Int64},1}:
#>  (1, 3)
#>  (2, 2)

sum(i^2 for i in 1:10 if isodd(i)) #> 165

Dict(k => length(k) for k in ["a"])
#> Dict{String,Int64} with 1 entry:
#>   "a" => 1

d = Dict("a" => 1)
d["b"] = 2
sort(collect(keys(d)))
#> 2-element Array{String,1}:
#>  "a"
#>  "b"

d = Dict{String,Int}()
for w in split("a b a c a")
  d[w] = get(d, w, 0) + 1
end
[d[k] for k in sort(collect(keys(d)))]
#> 3-element Array{Int64,1}:
#>  3
#>  1
#>  1

sort(collect(Dict("b" => 2, "a" => 1)))
#> 2-element Array{Pair{String,Int64},1}:
#>  "a" => 1
#>  "b" => 2

for (k, v) in Dict("x" => 10)
  println(k, " -> ", v)
end #> x -> 10

haskey(Dict(1 => 2), 1), haskey(Dict(1 => 2), 2) #> (true, false)

delete!(Dict("a" => 1), "a") #> Dict{String,Int64}()

pop!(Dict("a" => 1), "a") #> 1

d = Dict(:a => [1, 2])
push!(d[:a], 3)
d
#> Dict{Symbol,Array{Int64,1}} with 1 entry:
#>   :a => [1, 2, 3]

(a, b), c = (1, 2), 3
(a, b, c) #> (1, 2, 3)

x, y = [1, 2]
x + y #> 3

t = (a = 1, b = 2)
(t.a, t[:b], length(t), keys(t)) #> (1, 2, 2, (:a, :b))

nt = (x = 1, y = [1, 2]) #> (x = 1, y = [1, 2])

map(((a, b),) -> a * b, [(1, 2), (3, 4)])
#> 2-element Array{Int64,1}:
#>   2
#>  12

for (i, x) in enumerate(["a", "b"])
  println(i, ": ", x)
end
#> 1: a
#> 2: b

for (a, b) in zip(1:3, "abc")
  print(a, b, " ")
end #> 1a 2b 3c

@. sqrt([1, 4]) + 1
#> 2-element Array{Float64,1}:
#>  2.0
#>  3.0

x = [1.0, 2]
@. x = x^2 + 1
x
#> 2-element Array{Float64,1}:
#>  2.0
#>  5.0

x = [1, 2, 3]
x .+= 1
x
#> 3-element Array{Int64,1}:
#>  2
#>  3
#>  4

x = [1, 2, 3]
x[2:3] .= 0
x
#> 3-element Array{Int64,1}:
#>  1
#>  0
#>  0

x = [1, 2, 3]
x[x .> 1]
#> 2-element Array{Int64,1}:
#>  2
#>  3

A = [1 2; 3 4]
A[2, :] = [9, 9]
A
#> 2×2 Array{Int64,2}:
#>  1  2
#>  9  9

A = zeros(2, 2)
A[1, 1] = 5
A
#> 2×2 Array{Float64,2}:
#>  5.0  0.0
#>  0.0  0.0

A = [1 2; 3 4]
A[:, end]
#> 2-element Array{Int64,1}:
#>  2
#>  4

A = [1 2 3; 4 5 6]
(size(A), length(A), ndims(A), A[2], A[1, end], A[end]) #> ((2, 3), 6, 2, 4, 3, 6)

v = [1, 2, 3]
(push!(v, 4), pop!(v), popfirst!(v), v) #> ([2, 3], 4, 1, [2, 3])

v = [1, 2]
append!(v, [3, 4])
insert!(v, 1, 0)
deleteat!(v, 2)
v
#> 4-element Array{Int64,1}:
#>  0
#>  2
#>  3
#>  4

v = collect(1:5)
splice!(v, 2)
v
#> 4-element Array{Int64,1}:
#>  1
#>  3
#>  4
#>  5

v = [1, 2, 3, 4]
(v[1:2:end], v[end:-1:1], v[[1, 3]]) #> ([1, 3], [4, 3, 2, 1], [1, 3])

findall(x -> x > 2, [1, 3, 5])
#> 2-element Array{Int64,1}:
#>  2
#>  3

(argmax([1, 5, 3]), argmin([4, 2, 8]), findmax([1, 5, 3])) #> (2, 2, (5, 2))

any(x -> x > 3, [1, 2]), all(iseven, [2, 4]) #> (false, true)

reduce(*, [1, 2, 3, 4]) #> 24

mapreduce(x -> x^2, +, 1:3) #> 14

reduce(max, [3, 9, 2]) #> 9

accumulate(*, 1:4)
#> 4-element Array{Int64,1}:
#>   1
#>   2
#>   6
#>  24

zip([1, 2, 3], ["a", "b", "c"]) |> collect
#> 3-element Array{Tuple{Int64,String},1}:
#>  (1, "a")
#>  (2, "b")
#>  (3, "c")

collect(Iterators.flatten([[1, 2], [3]]))
#> 3-element Array{Int64,1}:
#>  1
#>  2
#>  3

collect(Iterators.product(1:2, 1:2))
#> 2×2 Array{Tuple{Int64,Int64},2}:
#>  (1, 1)  (1, 2)
#>  (2, 1)  (2, 2)

collect(Iterators.drop(1:5, 2))
#> 3-element Array{Int64,1}:
#>  3
#>  4
#>  5

collect(Iterators.reverse(1:3))
#> 3-element Array{Int64,1}:
#>  3
#>  2
#>  1

collect(Iterators.filter(iseven, 1:6))
#> 3-element Array{Int64,1}:
#>  2
#>  4
#>  6

collect(Iterators.map(x -> x^2, 1:3))
#> 3-element Array{Int64,1}:
#>  1
#>  4
#>  9

first(Iterators.drop([1, 2, 3], 1)) #> 2

join(["$i" for i in 1:3], "-") #> "1-2-3"

"abc" |> uppercase |> reverse #> "CBA"

string("a", 'b', 1, 2.0, true, nothing, :sym, [1, 2], (1,), 1:2) #> "ab12.0truenothingsym[1, 2](1,)1:2"

println("x = ", 1, ", y = ", 2.5, ", z = ", [1.0, 2.0]) #> x = 1, y = 2.5, z = [1.0, 2.0]

println(1, " ", 2.0, " ", "s", " ", 'c', " ", :d, " ", nothing, " ", true, " ", 1//2, " ", [1 2; 3 4], " ", (1, "a"), " ", 1:3)
#> 1 2.0 s c d nothing true 1//2 [1 2; 3 4] (1, "a") 1:3

print(1); print("a"); println() #> 1a

"""
multi
line
""" #> "multi\nline\n"

"a\tb\\n" #> "a\tb\\n"

collect('a':'e')
#> 5-element Array{Char,1}:
#>  'a': ASCII/Unicode U+0061 (category Ll: Letter, lowercase)
#>  'b': ASCII/Unicode U+0062 (category Ll: Letter, lowercase)
#>  'c': ASCII/Unicode U+0063 (category Ll: Letter, lowercase)
#>  'd': ASCII/Unicode U+0064 (category Ll: Letter, lowercase)
#>  'e': ASCII/Unicode U+0065 (category Ll: Letter, lowercase)

"abc"[end:-1:1] #> "cba"

"hello"[2:4] #> "ell"

occursin("ell", "hello"), startswith("hello", "he"), endswith("hello", "lo") #> (true, true, true)

replace("hello", "l" => "L") #> "heLLo"

split("2020-01-02", "-")
#> 3-element Array{SubString{String},1}:
#>  "2020"
#>  "01"
#>  "02"

parse.(Int, split("1 2 3"))
#> 3-element Array{Int64,1}:
#>  1
#>  2
#>  3

lowercase("ABC") * uppercase("def") #> "abcDEF"

strip("  x "), lstrip("  x "), rstrip("  x ") #> ("x", "x ", "  x")

lpad(7, 3, '0'), rpad("ab", 4, '.') #> ("007", "ab..")

findfirst('l', "hello"), findlast('l', "hello") #> (3, 4)

isdigit('3'), isletter('a'), isspace(' ') #> (true, true, true)

Int('A'), Char(66), 'a' + 2 #> (65, 'B', 'c')

"a" < "b", "abc" < "abd", "a" == "a" #> (true, true, true)

repr("a\"b"), repr(:a), repr('c'), repr(1.0) #> ("\"a\\\"b\"", ":a", "'c'", "1.0")

div(7, 2), rem(7, 2), mod(-7, 3), fld(-7, 2), cld(7, 2) #> (3, 1, 2, -4, 4)

divrem(17, 5) #> (3, 2)

isprime
#! UndefVarError: isprime not defined

round(2.567, digits = 2), round(1234.5, sigdigits = 2), round(-2.5), round(3.5)
#> (2.57, 1200.0, -2.0, 4.0)

floor(2.7), ceil(2.1), trunc(-2.7) #> (2.0, 3.0, -2.0)

floor(Int, 2.7), ceil(Int, 2.1), round(Int, 2.5) #> (2, 3, 2)

1 / 3, 2 / 4, 1 // 3 + 1 // 6 #> (0.3333333333333333, 0.5, 1//2)

2^10, 2.0^0.5, 2^-1 #> (1024, 1.4142135623730951, 0.5)

7 % 3, -7 % 3, 7.5 % 2 #> (1, -1, 1.5)

1e3, 1.5e-7, 123456789.0, 0.1 + 0.2 #> (1000.0, 1.5e-7, 1.23456789e8, 0.30000000000000004)

typemax(Int) + 1 #> -9223372036854775808

10^20 #> 7766279631452241920

1 < 2 < 3, 1 < 3 < 2 #> (true, false)

1 == 1.0, 1 === 1.0, isequal(1, 1.0) #> (true, false, true)

NaN == NaN, isequal(NaN, NaN), isnan(NaN) #> (false, true, true)

xor(true, false), true ⊻ true #> (true, false)

true + true, true * 3 #> (2, 3)

clamp(15, 0, 10), clamp(-1, 0, 10) #> (10, 0)

sign(-3), abs(-3.5), abs2(-3) #> (-1, 3.5, 9)

hypot(3, 4), exp(0), log(1), log10(100), log2(8), log(2, 8) #> (5.0, 1.0, 0.0, 2.0, 3.0, 3.0)

sin(0), cos(0), tan(0), atan(1), atan(1, -1) #> (0.0, 1.0, 0.0, 0.7853981633974483, 2.356194490192345)

sum([1, 2, 3]), prod([1, 2, 3]), maximum([1, 3, 2]), minimum([1, 3, 2]) #> (6, 6, 3, 1)

sum([1 2; 3 4]), sum([1 2; 3 4], dims = 1), sum([1 2; 3 4], dims = 2) #> (10, [4 6], [3; 7])

sum(abs, [-1, 2]), maximum(abs, [-5, 2]) #> (3, 5)

using Statistics
(mean([1, 2, 3]), median([1, 3, 2]), std([1, 2, 3]), var([1, 2, 3])) #> (2.0, 2.0, 1.0, 1.0)

using Statistics
mean([1 2; 3 4], dims = 1)
#> 1×2 Array{Float64,2}:
#>  2.0  3.0

using LinearAlgebra
(dot([1, 2], [3, 4]), norm([3, 4]), det([1 2; 3 4]), tr([1 2; 3 4])) #> (11, 5.0, -2.0, 5)

using LinearAlgebra
[1 2; 3 4] * I
#> 2×2 Array{Int64,2}:
#>  1  2
#>  3  4

ones(2, 2) * [1, 2]
#> 2-element Array{Float64,1}:
#>  3.0
#>  3.0

[1 2; 3 4] .* [10, 20]
#> 2×2 Array{Int64,2}:
#>  10  20
#>  60  80

[1 2; 3 4] .+ [10 20]
#> 2×2 Array{Int64,2}:
#>  11  22
#>  13  24

[1, 2] .* [3 4]
#> 2×2 Array{Int64,2}:
#>  3  4
#>  6  8

sin.([0, π / 2])
#> 2-element Array{Float64,1}:
#>  0.0
#>  1.0

(x -> x^2).([1, 2, 3])
#> 3-element Array{Int64,1}:
#>  1
#>  4
#>  9

f(x, y) = x + y
f.([1, 2], [10, 20])
#> 2-element Array{Int64,1}:
#>  11
#>  22

f(x, y) = x + y
f.([1, 2], 10)
#> 2-element Array{Int64,1}:
#>  11
#>  12

max.([1, 5], [3, 2])
#> 2-element Array{Int64,1}:
#>  3
#>  5

string.(["a", "b"], 1:2)
#> 2-element Array{String,1}:
#>  "a1"
#>  "b2"

ifelse.([1, 2] .> 1, "a", "b")
#> 2-element Array{String,1}:
#>  "b"
#>  "a"

sum([1, 2, 3] .> 1) #> 2

isa(1, Int), isa(1, Real), 1 isa Float64 #> (true, true, false)

Int <: Real, Float64 <: Integer, Vector{Int} <: AbstractVector #> (true, false, true)

typeof(1), typeof(1.0), typeof("a"), typeof('a'), typeof(:a), typeof([1]), typeof((1, 2.0)), typeof(1:2), typeof(nothing)
#> (Int64, Float64, String, Char, Symbol, Array{Int64,1}, Tuple{Int64,Float64}, UnitRange{Int64}, Nothing)

struct S; a; b; end
fieldnames(S) #> (:a, :b)

struct S; a; b; end
S(1, 2) == S(1, 2) #> true

struct S; a; b; end
S([1], 2) == S([1], 2) #> false

struct S; a; end
s = S(1)
s.a = 2
#! setfield! immutable struct of type S cannot be changed

struct S; a; end
getfield(S(1), :a) #> 1

struct S; a; end
(s::S)(x) = s.a * x
S(3)(4) #> 12

struct S; a; end
Base.show(io::IO, s::S) = print(io, "S<", s.a, ">")
S(3) #> S<3>

struct S; a; end
Base.show(io::IO, s::S) = print(io, "S<", s.a, ">")
[S(1), S(2)]
#> 2-element Array{S,1}:
#>  S<1>
#>  S<2>

struct S; a; end
Base.length(s::S) = 5
length(S(1)) #> 5

struct S; v; end
Base.getindex(s::S, i) = s.v[i]
S([10, 20])[2] #> 20

import Base: *
struct S; a; end
*(x::S, y::S) = S(x.a * y.a)
S(2) * S(3) #> S(6)

f(x) = 2x
g = f ∘ sqrt
g(16) #> 8.0

(sqrt ∘ abs)(-4) #> 2.0

map(∘(x -> x + 1, x -> 2x), [1, 2])
#> 2-element Array{Int64,1}:
#>  3
#>  5

[1, 2, 3] |> sum |> sqrt #> 2.449489742783178

h = x -> x^2 - 1
h(3), h.([1, 2]) #> (8, [0, 3])

f = function (x) x + 1 end
f(2) #> 3

map([1, 2, 3]) do x
  x^2
end
#> 3-element Array{Int64,1}:
#>  1
#>  4
#>  9

map(1:2, 3:4) do x, y
  x * y
end
#> 2-element Array{Int64,1}:
#>  3
#>  8

filter([1, 2, 3]) do x
  x > 1
end
#> 2-element Array{Int64,1}:
#>  2
#>  3

f(x::Union{Int, String}) = typeof(x)
(f(1), f("a")) #> (Int64, String)

f(x::T) where T <: Number = T
(f(1), f(2.0)) #> (Int64, Float64)

f(v::Vector{T}) where T = T
(f([1]), f(["a"])) #> (Int64, String)

f(x::T, y::T) where T = "same"
f(x, y) = "different"
(f(1, 2), f(1, 2.0)) #> ("same", "different")

Array{Int}(undef, 0), Vector{Float64}(undef, 0) #> (Int64[], Float64[])

isnothing(nothing), something(nothing, 1) #> (true, 1)

f() = nothing
f()

f() = return
f()

f() = 1, 2
f() #> (1, 2)

(a = 1; a + 1) #> 2

a = b = 3
(a, b) #> (3, 3)

a = [i for i in 1:3]
a[2] += 10
a
#> 3-element Array{Int64,1}:
#>   1
#>  12
#>   3

const k = 3
k * 2 #> 6

:a == :a, Symbol("a") == :a #> (true, true)

@assert 1 + 1 == 2

@assert false "message here"
#! AssertionError: message here

1:3 == [1, 2, 3] #> true

(1, 2) == (1, 2), [1, 2] == [1.0, 2.0] #> (true, true)

[1, 2] === [1, 2] #> false

"a" === "a" #> true

1 in [1, 2], 3 ∉ [1, 2], 2 ∈ 1:3 #> (true, true, true)

"b" in ["a", "b"], 'a' in "abc" #> (true, true)

isempty([]), isempty([1]) #> (true, false)

zeros(3), ones(Int, 2), fill(7, 2) #> ([0.0, 0.0, 0.0], [1, 1], [7, 7])

[sum(r) for r in eachrow([1 2; 3 4])]
#> 2-element Array{Int64,1}:
#>  3
#>  7

[maximum(c) for c in eachcol([1 2; 3 4])]
#> 2-element Array{Int64,1}:
#>  3
#>  4

cat([1], [2], dims = 1)
#> 2-element Array{Int64,1}:
#>  1
#>  2

vcat([1, 2], [3]), hcat([1, 2], [3, 4]) #> ([1, 2, 3], [1 3; 2 4])

[[1, 2]; [3]]
#> 3-element Array{Int64,1}:
#>  1
#>  2
#>  3

[1:3; 7]
#> 4-element Array{Int64,1}:
#>  1
#>  2
#>  3
#>  7

[1:3...]
#> 3-element Array{Int64,1}:
#>  1
#>  2
#>  3

[(1, 2)...]
#> 2-element Array{Int64,1}:
#>  1
#>  2

(1:3..., 4) #> (1, 2, 3, 4)

max([1, 5, 2]...) #> 5

dropdims(ones(1, 2), dims = 1)
#> 2-element Array{Float64,1}:
#>  1.0
#>  1.0

unique([3, 1, 3]), allunique([1, 2]) #> ([3, 1], true)

sort([3, 1, 2], by = x -> -x), sort(["bb", "a"], by = length) #> ([3, 2, 1], ["a", "bb"])

minmax(3, 1) #> (1, 3)

nand
#! UndefVarError: nand not defined

cumsum([1 2; 3 4], dims = 1)
#> 2×2 Array{Int64,2}:
#>  1  2
#>  4  6

ntuple(i -> i^2, 3) #> (1, 4, 9)

collect(1:2:5), collect(5:-2:1) #> ([1, 3, 5], [5, 3, 1])

0.1:0.1:0.5 #> 0.1:0.1:0.5

(0.1:0.1:0.5)[3] #> 0.3

range(1, 2, length = 5) |> collect
#> 5-element Array{Float64,1}:
#>  1.0
#>  1.25
#>  1.5
#>  1.75
#>  2.0

Inf - Inf, Inf > 1, -Inf < 0 #> (NaN, true, true)

parse(Float64, "1e-3"), tryparse(Int, "x") #> (0.001, nothing)
