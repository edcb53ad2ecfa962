[π]
#> 1-element Array{Irrational{:π},1}:
#>  π = 3.1415926535897...

[π, 1]
#> 2-element Array{Float64,1}:
#>  3.141592653589793
#>  1.0

[π, ℯ]
#> 2-element Array{Float64,1}:
#>  3.141592653589793
#>  2.718281828459045

(π, 1) #> (π, 1)

println(π) #> π

string(π) #> "π"

"pi is $π" #> "pi is π"

typeof(π) #> Irrational{:π}

typeof(ℯ) #> Irrational{:ℯ}

π + π #> 6.283185307179586

-π #> -3.141592653589793

π isa Real #> true

π isa AbstractFloat #> false

π^2 #> 9.869604401089358

Any[π, 1]
#> 2-element Array{Any,1}:
#>  π = 3.1415926535897...
#>  1

Dict(:a => π)
#> Dict{Symbol,Irrational{:π}} with 1 entry:
#>   :a => π

round(π, digits = 2) #> 3.14

π == 3.14 #> false

π > 3 #> true

float(π) #> 3.141592653589793

Float64(π) #> 3.141592653589793

sin(π) #> 1.2246467991473532e-16

cos.([0, π])
#> 2-element Array{Float64,1}:
#>   1.0
#>  -1.0

[0, π]
#> 2-element Array{Float64,1}:
#>  0.0
#>  3.141592653589793

[0 π]
#> 1×2 Array{Float64,2}:
#>  0.0  3.14159

0:π/4:π #> 0.0:0.7853981633974483:3.141592653589793

0:π #> 0.0:1.0:3.0

range(0, π, length = 3) #> 0.0:1.5707963267948966:3.141592653589793

f(x) = x; f(π) #> π = 3.1415926535897...

x = π; x #> π = 3.1415926535897...

x = π; println(x); x + 1
#> π
#> 4.141592653589793

f(x::Float64) = 1; f(π)
#! MethodError: no method matching f(::Irrational{:π})
#! Closest candidates are:
#!   f(::Float64)

max(π, 3) #> 3.141592653589793

π * [1, 2]
#> 2-element Array{Float64,1}:
#>  3.141592653589793
#>  6.283185307179586

π ≈ 3.14159265 #> true

show(π) #> π

@show π
#> π = π
#> π = 3.1415926535897...

repr(π) #> "π"

struct P; x; end; P(π) #> P(π)

struct P; x::Float64; end; P(π) #> P(3.141592653589793)

collect((π, 1))
#> 2-element Array{Real,1}:
#>  π = 3.1415926535897...
#>  1

zeros(2) .+ π
#> 2-element Array{Float64,1}:
#>  3.141592653589793
#>  3.141592653589793

sum([π, π]) #> 6.283185307179586

π - π #> 0.0

π / 2 #> 1.5707963267948966

π ÷ 1 #> 3.0

floor(π) #> 3.0

trunc(Int, 10π) #> 31

sqrt(π) #> 1.7724538509055159

exp(π) #> 23.140692632779267

exp(1) == ℯ #> false

3.141592653589793 == π #> false

π != 3 #> true

π == pi #> true

pi #> π = 3.1415926535897...

convert(Float64, π) #> 3.141592653589793

rem(π, 2) #> 1.1415926535897931

mod(2π, π) #> 0.0

π |> sin #> 1.2246467991473532e-16

map(sin, [π])
#> 1-element Array{Float64,1}:
#>  1.2246467991473532e-16

min(π, ℯ) #> 2.718281828459045

fill(π, 2)
#> 2-element Array{Irrational{:π},1}:
#>  π = 3.1415926535897...
#>  π = 3.1415926535897...

fill(1.0π, 2)
#> 2-element Array{Float64,1}:
#>  3.141592653589793
#>  3.141592653589793

ifelse(true, π, 1) #> π = 3.1415926535897...

a = [1.0, 2.0]; a[1] = π; a
#> 2-element Array{Float64,1}:
#>  3.141592653589793
#>  2.0

isnan(π) #> false

print(π, " ", ℯ) #> π ℯ

π // 2
#! MethodError: no method matching //(::Irrational{:π}, ::Int64)
#! Closest candidates are:
#!   //(::Integer, ::Integer)
#!   //(::Rational, ::Rational)
#!   //(::Rational, ::Integer)

struct P; x; end; [P(1), P(2)]
#> 2-element Array{P,1}:
#>  P(1)
#>  P(2)

struct P; x; end; println([P(1), P(2)]) #> P[P(1), P(2)]

println([sin, cos]) #> Function[sin, cos]

[[1f0]]
#> 1-element Array{Array{Float32,1},1}:
#>  [1.0]

([[1f0]],) #> (Array{Float32,1}[[1.0]],)

[(1f0, 2)]
#> 1-element Array{Tuple{Float32,Int64},1}:
#>  (1.0, 2)

Dict("a" => [1f0])
#> Dict{String,Array{Float32,1}} with 1 entry:
#>   "a" => Float32[1.0]

Dict("a" => Any[1])
#> Dict{String,Array{Any,1}} with 1 entry:
#>   "a" => Any[1]

(Int[], Float64[], [], String[], Any[]) #> (Int64[], Float64[], Any[], String[], Any[])

[Any[1, "a"], Any[2]]
#> 2-element Array{Array{Any,1},1}:
#>  [1, "a"]
#>  [2]

[[1, "a"], [2]]
#> 2-element Array{Array{Any,1},1}:
#>  [1, "a"]
#>  [2]

println(Any[1, [2, 3], "x"]) #> Any[1, [2, 3], "x"]

[1, nothing]
#> 2-element Array{Union{Nothing, Int64},1}:
#>  1
#>   nothing

println([1, nothing]) #> Union{Nothing, Int64}[1, nothing]

[1, 2.0, "a"]
#> 3-element Array{Any,1}:
#>  1
#>  2.0
#>   "a"

println(Union{Int, Nothing}[1, nothing]) #> Union{Nothing, Int64}[1, nothing]

[i => i^2 for i in 1:3]
#> 3-element Array{Pair{Int64,Int64},1}:
#>  1 => 1
#>  2 => 4
#>  3 => 9

println([i => i^2 for i in 1:3]) #> [1 => 1, 2 => 4, 3 => 9]

zip([1, 2], [3, 4]) |> collect
#> 2-element Array{Tuple{Int64,Int64},1}:
#>  (1, 3)
#>  (2, 4)

println(collect(zip([1, 2], [3.0, 4]))) #> [(1, 3.0), (2, 4.0)]

println(Tuple{Int, Int}[]) #> Tuple{Int64,Int64}[]

[tuple(1), tuple(2)]
#> 2-element Array{Tuple{Int64},1}:
#>  (1,)
#>  (2,)

Matrix{Any}(undef, 1, 1)
#> 1×1 Array{Any,2}:
#>  #undef

enumerate(["a", "b"]) |> collect
#> 2-element Array{Tuple{Int64,String},1}:
#>  (1, "a")
#>  (2, "b")

collect(keys(Dict(1 => 2)))
#> 1-element Array{Int64,1}:
#>  1

split("a b")
#> 2-element Array{SubString{String},1}:
#>  "a"
#>  "b"

println(split("a b")) #> SubString{String}["a", "b"]

"a" == split("a b")[1] #> true

split("a b")[1] #> "a"

f(s::AbstractString) = s; f(split("a b")[1]) #> "a"

join(split("a b"), "-") #> "a-b"

map(uppercase, split("a b"))
#> 2-element Array{String,1}:
#>  "A"
#>  "B"

string.(split("a b"))
#> 2-element Array{String,1}:
#>  "a"
#>  "b"

lowercase("ABC") |> typeof #> String

for i in axes([1, 2], 1) println(i) end
#> 1
#> 2

size(zeros(2, 3)) #> (2, 3)

findall([true, false])
#> 1-element Array{Int64,1}:
#>  1

findall(x -> x > 1, [1 2; 3 4])
#> 3-element Array{CartesianIndex{2},1}:
#>  CartesianIndex(2, 1)
#>  CartesianIndex(1, 2)
#>  CartesianIndex(2, 2)

argmax([1 2; 3 4]) #> CartesianIndex(2, 2)

findmax([1 2; 3 4]) #> (4, CartesianIndex(2, 2))
