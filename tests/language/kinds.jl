[1, nothing, 2.0]
#> 3-element Array{Union{Nothing, Float64},1}:
#>  1.0
#>   nothing
#>  2.0

[nothing, "a"]
#> 2-element Array{Union{Nothing, String},1}:
#>  nothing
#>  "a"

[1, nothing, "a"]
#> 3-element Array{Any,1}:
#>  1
#>   nothing
#>   "a"

[nothing, [1, 2]]
#> 2-element Array{Union{Nothing, Array{Int64,1}},1}:
#>  nothing
#>  [1, 2]

[nothing, nothing]
#> 2-element Array{Nothing,1}:
#>  nothing
#>  nothing

[(1, nothing), (2, nothing)]
#> 2-element Array{Tuple{Int64,Nothing},1}:
#>  (1, nothing)
#>  (2, nothing)

map(x -> x > 1 ? x : nothing, [1, 2])
#> 2-element Array{Union{Nothing, Int64},1}:
#>   nothing
#>  2

[x > 1 ? x : nothing for x in [1, 2]]
#> 2-element Array{Union{Nothing, Int64},1}:
#>   nothing
#>  2

[x > 1 ? x : "a" for x in [1, 2]]
#> 2-element Array{Any,1}:
#>   "a"
#>  2

[x > 1 ? x : 0.5 for x in [1, 2]]
#> 2-element Array{Real,1}:
#>  0.5
#>  2

map(x -> x > 1 ? x : 0.5, [1, 2])
#> 2-element Array{Real,1}:
#>  0.5
#>  2

(x -> x > 1 ? x : 0.5).([1, 2])
#> 2-element Array{Real,1}:
#>  0.5
#>  2

[i == 1 ? 1 : 2.0 for i in 1:3]
#> 3-element Array{Real,1}:
#>  1
#>  2.0
#>  2.0

[i == 1 ? true : 2 for i in 1:3]
#> 3-element Array{Integer,1}:
#>  true
#>     2
#>     2

[i == 1 ? 1 : 2 // 3 for i in 1:3]
#> 3-element Array{Real,1}:
#>   1
#>  2//3
#>  2//3

Any[1, 2][1:1]
#> 1-element Array{Any,1}:
#>  1

[[1], [2.0]]
#> 2-element Array{Array{Float64,1},1}:
#>  [1.0]
#>  [2.0]

[[1, 2], [3.0]]
#> 2-element Array{Array{Float64,1},1}:
#>  [1.0, 2.0]
#>  [3.0]

[1:2, [3]]
#> 2-element Array{AbstractArray{Int64,1},1}:
#>  1:2
#>  [3]

[1:2, 3:4]
#> 2-element Array{UnitRange{Int64},1}:
#>  1:2
#>  3:4

[(1, 2), (1.0, 2)]
#> 2-element Array{Tuple{Real,Int64},1}:
#>  (1, 2)
#>  (1.0, 2)

[1, "a", :b]
#> 3-element Array{Any,1}:
#>  1
#>   "a"
#>   :b

[1, 'a']
#> 2-element Array{Any,1}:
#>  1
#>   'a': ASCII/Unicode U+0061 (category Ll: Letter, lowercase)

["a", 'b']
#> 2-element Array{Any,1}:
#>  "a"
#>  'b': ASCII/Unicode U+0062 (category Ll: Letter, lowercase)

[1//2, 0.5]
#> 2-element Array{Float64,1}:
#>  0.5
#>  0.5

[1//2, 1]
#> 2-element Array{Rational{Int64},1}:
#>  1//2
#>  1//1

[true, 1]
#> 2-element Array{Int64,1}:
#>  1
#>  1

[true, 0.5]
#> 2-element Array{Float64,1}:
#>  1.0
#>  0.5

[Int, Float64]
#> 2-element Array{DataType,1}:
#>  Int64
#>  Float64

[1 => "a", "b" => 2]
#> 2-element Array{Pair{Any,Any},1}:
#>    1 => "a"
#>  "b" => 2

struct A end; struct B end; [A(), B()]
#> 2-element Array{Any,1}:
#>  A()
#>  B()

abstract type S end; struct A <: S end; struct B <: S end; [A(), B()]
#> 2-element Array{S,1}:
#>  A()
#>  B()

abstract type S end; struct A <: S; x; end; struct B <: S; y; end; v = S[A(1), B(2)]
#> 2-element Array{S,1}:
#>  A(1)
#>  B(2)

fill(nothing, 2)
#> 2-element Array{Nothing,1}:
#>  nothing
#>  nothing

Array{Any}(nothing, 2)
#> 2-element Array{Any,1}:
#>  nothing
#>  nothing

v = []; push!(v, 1); v
#> 1-element Array{Any,1}:
#>  1

v = Vector{Float64}(); push!(v, 1); v
#> 1-element Array{Float64,1}:
#>  1.0

zeros(Int, 2, 2)
#> 2×2 Array{Int64,2}:
#>  0  0
#>  0  0

similar([1, 2]) |> length #> 2

vcat([1], ["a"])
#> 2-element Array{Any,1}:
#>  1
#>   "a"

vcat(1, 2.5)
#> 2-element Array{Float64,1}:
#>  1.0
#>  2.5

hcat([1, 2], [3.5, 4])
#> 2×2 Array{Float64,2}:
#>  1.0  3.5
#>  2.0  4.0

[[1 2]; [3.5 4]]
#> 2×2 Array{Float64,2}:
#>  1.0  2.0
#>  3.5  4.0

[1 "a"]
#> 1×2 Array{Any,2}:
#>  1  "a"

[1 2.5; 3 4]
#> 2×2 Array{Float64,2}:
#>  1.0  2.5
#>  3.0  4.0

[1, [2, 3]]
#> 2-element Array{Any,1}:
#>  1
#>   [2, 3]

[[]; 1]
#> 1-element Array{Any,1}:
#>  1

[Int[]; 1.5]
#> 1-element Array{Float64,1}:
#>  1.5

reduce(vcat, [[1, 2], [3]])
#> 3-element Array{Int64,1}:
#>  1
#>  2
#>  3

reduce(hcat, [[1, 2], [3, 4]])
#> 2×2 Array{Int64,2}:
#>  1  3
#>  2  4

hcat([[1, 2], [3, 4]]...)
#> 2×2 Array{Int64,2}:
#>  1  3
#>  2  4

collect(Any, 1:2)
#> 2-element Array{Any,1}:
#>  1
#>  2

collect(1:2)
#> 2-element Array{Int64,1}:
#>  1
#>  2

Float64.(1:3)
#> 3-element Array{Float64,1}:
#>  1.0
#>  2.0
#>  3.0

Int.([1.0, 2.0])
#> 2-element Array{Int64,1}:
#>  1
#>  2

string.([1, 2])
#> 2-element Array{String,1}:
#>  "1"
#>  "2"

map((x, y) -> x + y, [1, 2], [3, 4])
#> 2-element Array{Int64,1}:
#>  4
#>  6

map(x -> (x, x^2), 1:2)
#> 2-element Array{Tuple{Int64,Int64},1}:
#>  (1, 1)
#>  (2, 4)

map(x -> [x], 1:2)
#> 2-element Array{Array{Int64,1},1}:
#>  [1]
#>  [2]

[(i, j) for i in 1:2, j in 1:2]
#> 2×2 Array{Tuple{Int64,Int64},2}:
#>  (1, 1)  (1, 2)
#>  (2, 1)  (2, 2)

[(i, j) for i in 1:2 for j in 1:i]
#> 3-element Array{Tuple{Int64,Int64},1}:
#>  (1, 1)
#>  (2, 1)
#>  (2, 2)

[i + j for i in 1:2, j in 1:3]
#> 2×3 Array{Int64,2}:
#>  2  3  4
#>  3  4  5

Dict{String, Any}("a" => 1)
#> Dict{String,Any} with 1 entry:
#>   "a" => 1

Dict{String, Int}() #> Dict{String,Int64}()

println(Dict("a" => 1)) #> Dict("a" => 1)

println(Dict{String, Any}("a" => 1)) #> Dict{String,Any}("a" => 1)

Dict(:a => 1)[:a] #> 1

d = Dict("a" => 1); get(d, "b", 0) #> 0

d = Dict("a" => 1); d["b"] = 2; length(d) #> 2

(a = 1, b = (c = 2,)) #> (a = 1, b = (c = 2,))

x = (a = 1, b = 2); x.a + x[2] #> 3

merge((a = 1,), (b = 2,)) #> (a = 1, b = 2)

keys((a = 1,)) #> (:a,)

values((a = 1,)) #> (1,)

typeof((a = 1, b = 2.0)) #> NamedTuple{(:a, :b),Tuple{Int64,Float64}}

typeof((1, "a")) #> Tuple{Int64,String}

typeof(1:2:5) #> StepRange{Int64,Int64}

typeof(0:0.1:1) #> StepRangeLen{Float64,Base.TwicePrecision{Float64},Base.TwicePrecision{Float64}}

typeof([1 2]) #> Array{Int64,2}

typeof(nothing) #> Nothing

typeof("a") #> String

typeof('a') #> Char

typeof(1 => 2) #> Pair{Int64,Int64}

typeof(Int) #> DataType

typeof([1, "a"]) #> Array{Any,1}

1:3 .+ 1 #> 1:4

(1:3) .+ 1 #> 2:4

(1:3) .* 2 #> 2:2:6

(1:3) .^ 2
#> 3-element Array{Int64,1}:
#>  1
#>  4
#>  9

2 .* (1:3) #> 2:2:6

(1:3) + (1:3) #> 2:2:6

-(1:3) #> -1:-1:-3

reverse(1:3) #> 3:-1:1

(1:5)[2:3] #> 2:3

(1:5)[end] #> 5

collect(5:-1:1)
#> 5-element Array{Int64,1}:
#>  5
#>  4
#>  3
#>  2
#>  1

range(0, 1, length = 5) #> 0.0:0.25:1.0

0:0.1:0.5 #> 0.0:0.1:0.5

collect(0:0.1:0.5)
#> 6-element Array{Float64,1}:
#>  0.0
#>  0.1
#>  0.2
#>  0.3
#>  0.4
#>  0.5

1.0:3 #> 1.0:1.0:3.0

step(0:0.1:1) #> 0.1

length(0:0.1:1) #> 11

sum(0:0.1:1) #> 5.5

(0:0.1:1)[3] #> 0.2

5 in 1:10 #> true

first(1:3), last(1:3) #> (1, 3)

minimum(1:3) #> 1

sort([3, 1, 2], rev = true)
#> 3-element Array{Int64,1}:
#>  3
#>  2
#>  1

sort(["b", "a"])
#> 2-element Array{String,1}:
#>  "a"
#>  "b"

sortperm([3, 1, 2])
#> 3-element Array{Int64,1}:
#>  2
#>  3
#>  1

accumulate(+, [1, 2, 3])
#> 3-element Array{Int64,1}:
#>  1
#>  3
#>  6

any([true, false]) #> true

all(x -> x > 0, [1, 2]) #> true

count(iseven, 1:4) #> 2

findfirst(x -> x > 1, [1, 2, 3]) #> 2

findfirst(x -> x > 5, [1, 2, 3])

unique([1, 2, 1])
#> 2-element Array{Int64,1}:
#>  1
#>  2

repeat([1 2], 2, 2)
#> 2×4 Array{Int64,2}:
#>  1  2  1  2
#>  1  2  1  2

reshape(1:6, 2, 3)
#> 2×3 reshape(::UnitRange{Int64}, 2, 3) with eltype Int64:
#>  1  3  5
#>  2  4  6

reshape([1, 2, 3, 4], 2, :)
#> 2×2 Array{Int64,2}:
#>  1  3
#>  2  4

permutedims([1 2; 3 4])
#> 2×2 Array{Int64,2}:
#>  1  3
#>  2  4

[1, 2] * [3 4]
#> 2×2 Array{Int64,2}:
#>  3  4
#>  6  8

[1 2; 3 4] * [5 6; 7 8]
#> 2×2 Array{Int64,2}:
#>  19  22
#>  43  50

[1 2; 3 4] ^ 2
#> 2×2 Array{Int64,2}:
#>   7  10
#>  15  22

[1 2; 3 4] \ [5, 6]
#> 2-element Array{Float64,1}:
#>  -3.9999999999999987
#>   4.499999999999999

inv([1.0 2; 3 4])
#> 2×2 Array{Float64,2}:
#>  -2.0   1.0
#>   1.5  -0.5

using LinearAlgebra; det([1 2; 3 4]) #> -2.0

using LinearAlgebra; tr([1 2; 3 4]) #> 5

using LinearAlgebra; [1 2; 3 4] + I
#> 2×2 Array{Int64,2}:
#>  2  2
#>  3  5

using LinearAlgebra; diagm(0 => [1, 2])
#> 2×2 Array{Int64,2}:
#>  1  0
#>  0  2

using LinearAlgebra; [1, 2]'
#> 1×2 Adjoint{Int64,Array{Int64,1}}:
#>  1  2

using LinearAlgebra; norm([1, 2]) #> 2.23606797749979

using LinearAlgebra; cross([1, 0, 0], [0, 1, 0])
#> 3-element Array{Int64,1}:
#>  0
#>  0
#>  1

kron([1 2], [1, 1])
#> 2×2 Array{Int64,2}:
#>  1  2
#>  1  2

ones(2)
#> 2-element Array{Float64,1}:
#>  1.0
#>  1.0

[0.001 1000.0]
#> 1×2 Array{Float64,2}:
#>  0.001  1000.0

[1e-10 1]
#> 1×2 Array{Float64,2}:
#>  1.0e-10  1.0

[1.0 NaN; Inf -Inf]
#> 2×2 Array{Float64,2}:
#>   1.0  NaN
#>  Inf   -Inf

[1e10, 1]
#> 2-element Array{Float64,1}:
#>  1.0e10
#>  1.0

[0.1, 100.25, -3]
#> 3-element Array{Float64,1}:
#>    0.1
#>  100.25
#>   -3.0

[1.123456789 2.1; 3 4]
#> 2×2 Array{Float64,2}:
#>  1.12346  2.1
#>  3.0      4.0

[1e5 1e6]
#> 1×2 Array{Float64,2}:
#>  100000.0  1.0e6

[123456789.0 1]
#> 1×2 Array{Float64,2}:
#>  1.23457e8  1.0

[0.00001, 1]
#> 2-element Array{Float64,1}:
#>  1.0e-5
#>  1.0

[1//2, 3//4]
#> 2-element Array{Rational{Int64},1}:
#>  1//2
#>  3//4

[1//2 3]
#> 1×2 Array{Rational{Int64},2}:
#>  1//2  3//1

[-0.0, 0.0]
#> 2-element Array{Float64,1}:
#>  -0.0
#>   0.0

["a" "b"; "c" "d"]
#> 2×2 Array{String,2}:
#>  "a"  "b"
#>  "c"  "d"

['a', 'b']
#> 2-element Array{Char,1}:
#>  'a': ASCII/Unicode U+0061 (category Ll: Letter, lowercase)
#>  'b': ASCII/Unicode U+0062 (category Ll: Letter, lowercase)

[nothing, 1]
#> 2-element Array{Union{Nothing, Int64},1}:
#>   nothing
#>  1

[1, 2.5, "x", nothing, :s, 'c', [1], (1, 2)]
#> 8-element Array{Any,1}:
#>  1
#>  2.5
#>   "x"
#>   nothing
#>   :s
#>   'c': ASCII/Unicode U+0063 (category Ll: Letter, lowercase)
#>   [1]
#>   (1, 2)

[[1 2], [3 4]]
#> 2-element Array{Array{Int64,2},1}:
#>  [1 2]
#>  [3 4]

[[1, 2], [3, 4]]
#> 2-element Array{Array{Int64,1},1}:
#>  [1, 2]
#>  [3, 4]

[(1, "a"), (2, "b")]
#> 2-element Array{Tuple{Int64,String},1}:
#>  (1, "a")
#>  (2, "b")

(1, (2, 3), [4]) #> (1, (2, 3), [4])

((1,), ()) #> ((1,), ())

'\n' #> '\n': ASCII/Unicode U+000A (category Cc: Other, control)

"q\"uote" #> "q\"uote"

:sym #> :sym

Symbol("a b") #> Symbol("a b")

1e100 #> 1.0e100

'é' #> 'é': Unicode U+00E9 (category Ll: Letter, lowercase)

'1' #> '1': ASCII/Unicode U+0031 (category Nd: Number, decimal digit)

"é" #> "é"

"tab\t" #> "tab\t"

"\$x" #> "\$x"

"""
  a
   b
  """ #> "a\n b\n"

"a"^3 #> "aaa"

"abc"[1:2] #> "ab"

length("héllo") #> 5

replace("abc", "b" => "x") #> "axc"

split("a,b,c", ",")
#> 3-element Array{SubString{String},1}:
#>  "a"
#>  "b"
#>  "c"

join([1, 2, 3], ", ") #> "1, 2, 3"

join(["a", "b", "c"], ", ", " and ") #> "a, b and c"

strip("  a ") #> "a"

string(1, "a", 2.5, :b, 'c', nothing, [1]) #> "1a2.5bcnothing[1]"

parse(Int, "12") #> 12

parse(Float64, "1.5") #> 1.5

lpad("a", 3) #> "  a"

rpad("a", 3) * "|" #> "a  |"

lpad(5, 3, "0") #> "005"

collect("abc")
#> 3-element Array{Char,1}:
#>  'a': ASCII/Unicode U+0061 (category Ll: Letter, lowercase)
#>  'b': ASCII/Unicode U+0062 (category Ll: Letter, lowercase)
#>  'c': ASCII/Unicode U+0063 (category Ll: Letter, lowercase)

[c for c in "abc"]
#> 3-element Array{Char,1}:
#>  'a': ASCII/Unicode U+0061 (category Ll: Letter, lowercase)
#>  'b': ASCII/Unicode U+0062 (category Ll: Letter, lowercase)
#>  'c': ASCII/Unicode U+0063 (category Ll: Letter, lowercase)

findfirst("b", "abc") #> 2:2

findfirst(isequal('b'), "abc") #> 2

isempty("") #> true

'c' - 'a' #> 2

Char(97) #> 'a': ASCII/Unicode U+0061 (category Ll: Letter, lowercase)

cmp("a", "b") #> -1

titlecase("hello world") #> "Hello World"

chomp("a\n") #> "a"

string(1.0) #> "1.0"

string(1e10) #> "1.0e10"

"$(1 + 1) and $([1, 2])" #> "2 and [1, 2]"

"x = $(1.5)" #> "x = 1.5"

println("a", 1, 2.5) #> a12.5

println()

print("a"); print("b") #> ab

println([1.0, 2.5]) #> [1.0, 2.5]

println((1, "a")) #> (1, "a")

println("a" => 1) #> "a" => 1

println(:a) #> a

println('a') #> a

println(nothing) #> nothing

println(1:3) #> 1:3

println([1 2; 3 4]) #> [1 2; 3 4]

println([[1, 2], [3]]) #> [[1, 2], [3]]

println(Dict(1 => 2)) #> Dict(1 => 2)

println(3.0) #> 3.0

println(1//2) #> 1//2

println(x -> x) #> #1

println(sin) #> sin

println(Int) #> Int64

show("a") #> "a"

show([1.0, 2]) #> [1.0, 2.0]

show(:a) #> :a

show('a') #> 'a'

show(1:3) #> 1:3

repr("a") #> "\"a\""

repr([1, 2]) #> "[1, 2]"

@show 1 + 1
#> 1 + 1 = 2
#> 2

x = 3; @show x^2
#> x ^ 2 = 9
#> 9

@show [1, 2]
#> [1, 2] = [1, 2]
#> 2-element Array{Int64,1}:
#>  1
#>  2

a, b = 1, 2; @show a b
#> a = 1
#> b = 2
#> 2

[1.0 2; 3 4] * [1.0, 2, 3]
#! DimensionMismatch("second dimension of A, 2, does not match length of x, 3")

[1.0 2; 3 4] * [1, 2, 3]
#! DimensionMismatch("second dimension of A, 2, does not match length of x, 3")

[1 2; 3 4] * [1.0, 2, 3]
#! DimensionMismatch("matrix A has dimensions (2,2), vector B has length 3")

[1.0 2; 3 4] * [1.0 2 3; 4 5 6; 7 8 9]
#! DimensionMismatch("A has dimensions (2,2) but B has dimensions (3,3)")

[1.0 2; 3 4] * [1 2 3; 4 5 6; 7 8 9]
#! DimensionMismatch("matrix A has dimensions (2,2), matrix B has dimensions (3,3)")

[1.0, 2]' * [1.0, 2, 3]
#! DimensionMismatch("dot product arguments have lengths 2 and 3")

[1, 2]' * [1, 2, 3]
#! DimensionMismatch("first array has length 2 which does not match the length of the second, 3.")

[1.0, 2] + [1.0]
#! DimensionMismatch("dimensions must match: a has dims (Base.OneTo(2),), b has dims (Base.OneTo(1),), mismatch at 1")

[1.0 2] * [3.0]
#! DimensionMismatch("second dimension of A, 2, does not match length of x, 1")

round(Int, Inf)
#! InexactError: trunc(Int64, Inf)

floor(Int, NaN)
#! InexactError: trunc(Int64, NaN)

Int(Inf)
#! InexactError: Int64(Inf)

trunc(Int, 1e20)
#! InexactError: trunc(Int64, 1.0e20)

ceil(Int, 2.2) #> 3

Int(1e20)
#! InexactError: Int64(1.0e20)

reshape([1.5, 2.25], 2, 1, 1)
#> 2×1×1 Array{Float64,3}:
#> [:, :, 1] =
#>  1.5
#>  2.25

reshape([1.123456789, 2.25], 1, 2, 1)
#> 1×2×1 Array{Float64,3}:
#> [:, :, 1] =
#>  1.12346  2.25

[1.123456789 2]
#> 1×2 Array{Float64,2}:
#>  1.12346  2.0

reshape([1.123456789, 2], 2, 1)
#> 2×1 Array{Float64,2}:
#>  1.123456789
#>  2.0

[1.123456789, 2]'
#> 1×2 LinearAlgebra.Adjoint{Float64,Array{Float64,1}}:
#>  1.12346  2.0

["a" 1.123456789]
#> 1×2 Array{Any,2}:
#>  "a"  1.12346

[(1.123456789, 2) 1]
#> 1×2 Array{Any,2}:
#>  (1.12346, 2)  1

[[1.123456789] 1]
#> 1×2 Array{Float64,2}:
#>  1.12346  1.0

eltype((1, 2)) #> Int64

eltype((1, 2.0)) #> Real

eltype(Dict(1 => 2)) #> Pair{Int64,Int64}

eltype(1:3) #> Int64

eltype([1 "a"]) #> Any

eltype(Int) #> Int64

eltype([[1]]) #> Array{Int64,1}

eltype(zip([1], [2.0])) #> Tuple{Int64,Float64}
