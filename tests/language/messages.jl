f(x; k = 1) = x
f(2, j = 3)
#! MethodError: no method matching f(::Int64; j=3)

f(x; k = 1) = x
f(2, j = 3, l = "a")
#! MethodError: no method matching f(::Int64; j=3, l="a")

f(x) = x
f(2; a = 1)
#! MethodError: no method matching f(::Int64; a=1)

struct P; x; end
P(1; y = 2)
#! MethodError: no method matching P(::Int64; y=2)

f(x; k) = x
f(1)
#! UndefKeywordError: keyword argument k not assigned

"abc"[1] = 'x'
#! MethodError: no method matching setindex!(::String, ::Char, ::Int64)

x = 5
x[1] = 2
#! MethodError: no method matching setindex!(::Int64, ::Int64, ::Int64)

t = (1, 2); t.x
#! type Tuple has no field x

x = 3; x.a
#! type Int64 has no field a

struct P; x; end; P(1).y
#! type P has no field y

struct P; x; end; p = P(1); p.x = 3
#! setfield! immutable struct of type P cannot be changed

x = 3; x.a = 2
#! type Int64 has no field a

[1, 2].foo
#! type Array has no field foo

sum([1 2; 3 4], dims = 3)
#> 2×2 Array{Int64,2}:
#>  1  2
#>  3  4

parse(Int, "")
#! ArgumentError: input string is empty or only contains whitespace

parse(Int, "1.5")
#! ArgumentError: invalid base 10 digit '.' in "1.5"

parse(Float64, "abc")
#! ArgumentError: cannot parse "abc" as Float64

[1 2; 3 4] \ [1.0, 2.0, 3.0]
#! DimensionMismatch("B has leading dimension 3, but needs 2")

hcat([1, 2], [3])
#! DimensionMismatch("vectors must have same lengths")

vcat([1 2], [1 2 3])
#! ArgumentError: number of columns of each array must match (got (2, 3))

[[1, 2] [3]]
#! DimensionMismatch("vectors must have same lengths")

[1 2] + [1, 2]
#! DimensionMismatch("dimensions must match: a has dims (Base.OneTo(1), Base.OneTo(2)), b has dims (Base.OneTo(2),), mismatch at 1")

n = -1; 2^n
#! DomainError with -1:
#! Cannot raise an integer x to a negative power -1.
#! Make x or -1 a float by adding a zero decimal (e.g., 2.0^-1 or 2^-1.0 instead of 2^-1), or write 1/x^1, float(x)^-1, x^float(-1) or (x//1)^-1

log(-1)
#! DomainError with -1.0:
#! log will only return a complex result if called with a complex argument. Try log(Complex(x)).

1 % 0
#! DivideError: integer division error

Int("3")
#! MethodError: no method matching Int64(::String)

"abc"[5]
#! BoundsError: attempt to access String
#!   at index [5]

undefinedvar
#! UndefVarError: undefinedvar not defined

undefinedfn(1)
#! UndefVarError: undefinedfn not defined

1()
#! MethodError: no method matching *(::Int64, ::Tuple{})

"a" + 1
#! MethodError: no method matching +(::String, ::Int64)

"a" * 1
#! MethodError: no method matching *(::String, ::Int64)

1 + nothing
#! MethodError: no method matching +(::Int64, ::Nothing)

if 1 end
#! TypeError: non-boolean (Int64) used in boolean context

1 ? 2 : 3
#! TypeError: non-boolean (Int64) used in boolean context

throw(DomainError(1, "neg"))
#! DomainError with 1:
#! neg

throw(DomainError(-1))
#! DomainError with -1:

throw(BoundsError([1,2], 5))
#! BoundsError: attempt to access 2-element Array{Int64,1} at index [5]

throw(KeyError(:a))
#! KeyError: key :a not found

throw("text")
#! "text"

@assert 1 == 2 "words"
#! AssertionError: words

f(x::Int) = x; f("a")
#! MethodError: no method matching f(::String)
#! Closest candidates are:
#!   f(::Int64)

f(x::Int, y) = x; f(1.0, 2)
#! MethodError: no method matching f(::Float64, ::Int64)
#! Closest candidates are:
#!   f(::Int64, ::Any)

f(a, b) = a; f(1)
#! MethodError: no method matching f(::Int64)
#! Closest candidates are:
#!   f(::Any, ::Any)

f(x, y=2) = x; f()
#! MethodError: no method matching f()
#! Closest candidates are:
#!   f(::Any, ::Any)

abs("a")
#! MethodError: no method matching abs(::String)

sin("a")
#! MethodError: no method matching sin(::String)

exp([1, 2])
#! MethodError: no method matching exp(::Array{Int64,1})

length(1) #> 1

length(nothing)
#! MethodError: no method matching length(::Nothing)

first([])
#! BoundsError: attempt to access 0-element Array{Any,1} at index [1]

maximum([])
#! ArgumentError: reducing over an empty collection is not allowed

reduce(+, [])
#! MethodError: no method matching zero(::Type{Any})

foldl(+, [])
#! MethodError: no method matching zero(::Type{Any})

sum([])
#! MethodError: no method matching zero(::Type{Any})

pop!([])
#! ArgumentError: array must be non-empty

[1, 2] == [1, 2] #> true

zeros(-1)
#! ArgumentError: invalid Array dimensions

ones(2)[0]
#! BoundsError: attempt to access 2-element Array{Float64,1} at index [0]

convert(Int, "a")
#! MethodError: Cannot `convert` an object of type String to an object of type Int64

convert(String, 1)
#! MethodError: Cannot `convert` an object of type Int64 to an object of type String

a, b = [1]
#! BoundsError: attempt to access 1-element Array{Int64,1} at index [2]

(a, b) = "x"
#! BoundsError: attempt to access String
#!   at index [2]

for i in nothing end
#! MethodError: no method matching iterate(::Nothing)

for i in 5 println(i) end #> 5

function f(x) return end; f(1)

let x = 1; y; end
#! UndefVarError: y not defined

f() = g(); f()
#! UndefVarError: g not defined

f(x) = x + z; f(1)
#! UndefVarError: z not defined

f() = (y = y + 1); f()
#! UndefVarError: y not defined

struct Q; x::Int; end; Q("a")
#! MethodError: Cannot `convert` an object of type String to an object of type Int64

struct Q; x::Int; end; Q(1.5)
#! InexactError: Int64(1.5)

struct Q; x::Int; end; Q()
#! MethodError: no method matching Q()
#! Closest candidates are:
#!   Q(::Int64)

struct Q; x::Int; end; Q(1, 2)
#! MethodError: no method matching Q(::Int64, ::Int64)
#! Closest candidates are:
#!   Q(::Int64)

abstract type A end; A()
#! MethodError: no constructors have been defined for A

abstract type A end; struct B <: A end; f(::A) = 1; f(B()) #> 1

f(x::T, y::T) where T = T; f(1, 2.0)
#! MethodError: no method matching f(::Int64, ::Float64)
#! Closest candidates are:
#!   f(::T, ::T)

f(x::T) where T <: Real = T; f("a")
#! MethodError: no method matching f(::String)
#! Closest candidates are:
#!   f(::T)

f(x::Vector{Float64}) = 1; f([1])
#! MethodError: no method matching f(::Array{Int64,1})
#! Closest candidates are:
#!   f(::Array{Float64,1})

f(x::AbstractVector{<:Real}) = 1; f([1]) #> 1

m = [1 2; 3 4]; m[5]
#! BoundsError: attempt to access 2×2 Array{Int64,2} at index [5]

m = [1 2; 3 4]; m[1, 2, 3]
#! BoundsError: attempt to access 2×2 Array{Int64,2} at index [1, 2, 3]

m = [1 2; 3 4]; m[:, 3]
#! BoundsError: attempt to access 2×2 Array{Int64,2} at index [1:2, 3]

v = [1, 2, 3]; v[2:5]
#! BoundsError: attempt to access 3-element Array{Int64,1} at index [2:5]

v = [1, 2, 3]; v[1.5]
#! ArgumentError: invalid index: 1.5 of type Float64

v = [1, 2, 3]; v["a"]
#! ArgumentError: invalid index: "a" of type String

v = [1, 2, 3]; v[end+1]
#! BoundsError: attempt to access 3-element Array{Int64,1} at index [4]

v = [1]; push!(v, "a")
#! MethodError: Cannot `convert` an object of type String to an object of type Int64

v = [1]; push!(v, 1.5)
#! InexactError: Int64(1.5)

v = [1.0]; push!(v, 1)
#> 2-element Array{Float64,1}:
#>  1.0
#>  1.0

v = [1, 2]; v[1] = 1.5
#! InexactError: Int64(1.5)

v = [1, 2]; v[1] = "a"
#! MethodError: Cannot `convert` an object of type String to an object of type Int64

v = [1, 2]; v .= 1.5
#! InexactError: Int64(1.5)

v = Int[]; v[1] = 2
#! BoundsError: attempt to access 0-element Array{Int64,1} at index [1]

d = Dict("a" => 1); d["b"] = "x"
#! MethodError: Cannot `convert` an object of type String to an object of type Int64

d = Dict("a" => 1); d[1] = 2
#! MethodError: Cannot `convert` an object of type Int64 to an object of type String

map(+, [1, 2], [3])
#> 1-element Array{Int64,1}:
#>  4

zip([1, 2], [3]) |> collect
#> 1-element Array{Tuple{Int64,Int64},1}:
#>  (1, 3)

inv([1 2; 2 4])
#! LinearAlgebra.SingularException(2)

inv([1 2 3; 4 5 6])
#! DimensionMismatch("matrix is not square: dimensions are (2, 3)")

using LinearAlgebra; det([1 2 3; 4 5 6])
#! DimensionMismatch("matrix is not square: dimensions are (2, 3)")

using LinearAlgebra; dot([1, 2], [1])
#! DimensionMismatch("first array has length 2 which does not match the length of the second, 1.")

using Statistics; mean([])
#! MethodError: no method matching zero(::Type{Any})

using Statistics; mean(Float64[]) #> NaN

using Statistics; median([])
#! ArgumentError: median of an empty array is undefined, Any[]

using Statistics; std([1]) #> NaN

f = 3; f(x) = 2
#! cannot define function f; it already has a value

f(x) = 1; f = 3
#! invalid redefinition of constant f

sin = 3; sin(2)
#! MethodError: objects of type Int64 are not callable

const c = 1; c = 2 #> 2

return 1 #> 1

f(1) = 
#! syntax: incomplete: premature end of input

begin 1
#! syntax: incomplete: "begin" at none:1 requires end

function end
#! syntax: unexpected "end"

true ? 1 :
#! syntax: incomplete: premature end of input

2x^
#! syntax: incomplete: premature end of input

f(x)(
#! syntax: incomplete: premature end of input

f{2}
#! UndefVarError: f not defined

if = 2
#! syntax: unexpected "="

1.x
#! syntax: numeric constant "1." cannot be implicitly multiplied because it ends with "."

_1
#! UndefVarError: _1 not defined

a b c
#! syntax: extra token "b" after end of expression

x'y
#! UndefVarError: x not defined

[1;;2]
#> 2-element Array{Int64,1}:
#>  1
#>  2

(1;2) #> 2

(,)
#! syntax: unexpected ","

[,]
#! syntax: unexpected ","

f(,)
#! syntax: unexpected ","

f(1,,2)
#! syntax: unexpected ","

[1,,2]
#! syntax: unexpected ","

1;;2 #> 2

a=1;b=2 #> 2

x = 1 y = 2
#! syntax: extra token "y" after end of expression

if true 1 else 2 end #> 1

if true; 1; else; 2; end #> 1

function f() 1 end #> f (generic function with 1 method)

begin end

for i=1:2 end

while false end

try catch end

try; error("a"); catch e; e; end #> ErrorException("a")

try error("a") catch e e.msg end #> "a"

try; [1][2]; catch e; typeof(e); end #> BoundsError

try; sqrt(-1); catch e; typeof(e); end #> DomainError

try; undefinedx; catch e; e.var; end #> :undefinedx

try; throw(3); catch e; e; end #> 3

try; 1; finally; println("f"); end
#> f
#> 1

try; error("x"); finally; println("f"); end
#> f
#! x
