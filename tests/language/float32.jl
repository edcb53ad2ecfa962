(1.5f0, 2) #> (1.5f0, 2)

[1.5f0, 2]
#> 2-element Array{Float32,1}:
#>  1.5
#>  2.0

[1.5f0, 2.0]
#> 2-element Array{Float64,1}:
#>  1.5
#>  2.0

Float32[1, 2, 3.25]
#> 3-element Array{Float32,1}:
#>  1.0
#>  2.0
#>  3.25

Float32[1 2; 3.25 1000000]
#> 2×2 Array{Float32,2}:
#>  1.0   2.0
#>  3.25  1.0f6

Float32[1, 0.1, 1e-7, 1e9]
#> 4-element Array{Float32,1}:
#>  1.0
#>  0.1
#>  1.0f-7
#>  1.0f9

[1f6, 0.5f0]
#> 2-element Array{Float32,1}:
#>  1.0f6
#>  0.5

println(2.5f0); println([2.5f0]); println((2.5f0,)); println(1f9); print(1f-7)
#> 2.5
#> Float32[2.5]
#> (2.5f0,)
#> 1.0e9
#> 1.0e-7

string(1.5f0, " ", [1f0]) #> "1.5 Float32[1.0]"

"$(0.1f0) $(1f7)" #> "0.1 1.0e7"

1f7 #> 1.0f7

1.0f-5 #> 1.0f-5

-0.0f0 #> -0.0f0

Inf32 #> Inf32

NaN32 #> NaN32

[Inf32, 1f0]
#> 2-element Array{Float32,1}:
#>  Inf
#>   1.0

(Inf32, NaN32, -Inf32) #> (Inf32, NaN32, -Inf32)

0.1f0 + 0.2f0 #> 0.3f0

0.1f0 + 0.2 #> 0.30000000149011613

0.1f0 + 1 #> 1.1f0

1 / 3f0 #> 0.33333334f0

2f0^3 #> 8.0f0

1.1f0^3 #> 1.3310001f0

2f0^0.5 #> 1.4142135623730951

2f0^-1 #> 0.5f0

x = 3; 1.1f0^x #> 1.3310001f0

sqrt(2f0) #> 1.4142135f0

exp(1f0) #> 2.7182817f0

sin(0.5f0) #> 0.47942555f0

tanh(0.5f0) #> 0.46211717f0

log(2f0) #> 0.6931472f0

abs(-2.5f0) #> 2.5f0

-2.5f0 #> -2.5f0

-(2.5f0) #> -2.5f0

max(1f0, 2) #> 2.0f0

max(1f0, 2.0) #> 2.0

min(1f0, 2f0) #> 1.0f0

0.1f0 == 0.1 #> false

0.1f0 < 0.1 #> false

0.5f0 == 0.5 #> true

1f0 === 1.0 #> false

1f0 === 1f0 #> true

isequal(1f0, 1.0) #> true

0.1f0 ≈ 0.1 #> true

typeof(1f0) #> Float32

typeof([1f0]) #> Array{Float32,1}

typeof(1f0 + 1) #> Float32

eltype(Float32[]) #> Float32

Float32(0.1) #> 0.1f0

Float64(0.1f0) #> 0.10000000149011612

Float32.([1, 2.5])
#> 2-element Array{Float32,1}:
#>  1.0
#>  2.5

convert(Float32, 1) #> 1.0f0

Int(2f0) #> 2

Int(2.5f0)
#! InexactError: Int64(2.5)

round(2.5f0) #> 2.0f0

round(Int, 2.6f0) #> 3

round(2.345f0, digits = 1) #> 2.3f0

floor(2.7f0) #> 2.0f0

ceil(2.2f0) #> 3.0f0

mod(5.5f0, 2) #> 1.5f0

5.5f0 % 2 #> 1.5f0

7f0 ÷ 2 #> 3.0f0

div(7f0, 2) #> 3.0f0

zero(1f0) #> 0.0f0

one(Float32) #> 1.0f0

zeros(Float32, 2)
#> 2-element Array{Float32,1}:
#>  0.0
#>  0.0

ones(Float32, 2, 2)
#> 2×2 Array{Float32,2}:
#>  1.0  1.0
#>  1.0  1.0

fill(1f0, 2)
#> 2-element Array{Float32,1}:
#>  1.0
#>  1.0

sum(Float32[1, 2]) #> 3.0f0

sum(Float32[]) #> 0.0f0

prod([2f0, 3f0]) #> 6.0f0

maximum([1f0, 3f0]) #> 3.0f0

using Statistics; mean([1f0, 2f0]) #> 1.5f0

using Statistics; std([1f0, 2f0, 4f0]) #> 1.5275253f0

using LinearAlgebra; dot([1f0, 2f0], [3f0, 4f0]) #> 11.0f0

using LinearAlgebra; norm([3f0, 4f0]) #> 5.0f0

[1f0 2f0; 3f0 4f0] * [1f0, 2f0]
#> 2-element Array{Float32,1}:
#>   5.0
#>  11.0

[1f0 2f0; 3f0 4f0] * [1.0, 2.0]
#> 2-element Array{Float64,1}:
#>   5.0
#>  11.0

[1f0, 2f0] .* 2
#> 2-element Array{Float32,1}:
#>  2.0
#>  4.0

[1f0, 2f0] .* 2.0
#> 2-element Array{Float64,1}:
#>  2.0
#>  4.0

[1f0, 2f0] .+ [1, 2]
#> 2-element Array{Float32,1}:
#>  2.0
#>  4.0

[1f0, 2f0]'
#> 1×2 LinearAlgebra.Adjoint{Float32,Array{Float32,1}}:
#>  1.0  2.0

Any[1f0, "a", 2]
#> 3-element Array{Any,1}:
#>  1.0f0
#>   "a"
#>  2

Dict("a" => 1f0)
#> Dict{String,Float32} with 1 entry:
#>   "a" => 1.0

Dict(1f0 => 2)
#> Dict{Float32,Int64} with 1 entry:
#>   1.0 => 2

d = Dict(1.0 => 2); d[1f0] #> 2

struct P; x::Float32; end; P(1) #> P(1.0f0)

struct P; x; end; P(1f0) #> P(1.0f0)

f(x::Float32) = "single"; f(x::Float64) = "double"; (f(1f0), f(1.0)) #> ("single", "double")

f(x::AbstractFloat) = 1; f(1f0) #> 1

1f0 isa Real #> true

Float32 <: AbstractFloat #> true

parse(Float32, "2.5") #> 2.5f0

parse(Float32, "x")
#! ArgumentError: cannot parse "x" as Float32

eps(Float32) #> 1.1920929f-7

eps(1f0) #> 1.1920929f-7

typemax(Float32) #> Inf32

float(1f0) #> 1.0f0

float([1f0])
#> 1-element Array{Float32,1}:
#>  1.0

clamp(3f0, 0, 1) #> 1.0f0

clamp(0.5f0, 0, 1) #> 0.5f0

clamp(0.5f0, 0.0, 1.0) #> 0.5

[x^2 for x in Float32[1, 2]]
#> 2-element Array{Float32,1}:
#>  1.0
#>  4.0

map(x -> x / 2, Float32[1, 2])
#> 2-element Array{Float32,1}:
#>  0.5
#>  1.0

cumsum(Float32[1, 2])
#> 2-element Array{Float32,1}:
#>  1.0
#>  3.0

1f0 + true #> 2.0f0

2 * π #> 6.283185307179586

2f0 * π #> 6.2831855f0

2f0π #> 6.2831855f0

isnan(NaN32) #> true

repr(2.5f0) #> "2.5f0"

show(2.5f0) #> 2.5f0

@show 2.5f0
#> 2.5f0 = 2.5f0
#> 2.5f0

x = 1.5f0; @show x
#> x = 1.5f0
#> 1.5f0

1.5f0 |> typeof #> Float32

[[1f0], [2f0]]
#> 2-element Array{Array{Float32,1},1}:
#>  [1.0]
#>  [2.0]

(a = 1f0,) #> (a = 1.0f0,)

hypot(3f0, 4f0) #> 5.0f0

atan(1f0, 1f0) #> 0.7853982f0

sign(-2f0) #> -1.0f0

abs2(3f0) #> 9.0f0

inv(2f0) #> 0.5f0

2f0 // 1
#! MethodError: no method matching //(::Float32, ::Int64)
#! Closest candidates are:
#!   //(::Integer, ::Integer)
#!   //(::Rational, ::Rational)
#!   //(::Rational, ::Integer)

1//2 + 1.0 #> 1.5

sort([3f0, 1f0])
#> 2-element Array{Float32,1}:
#>  1.0
#>  3.0

identity(2.5f0) #> 2.5f0

A = zeros(2); A[1] = 1.5f0; A
#> 2-element Array{Float64,1}:
#>  1.5
#>  0.0

A = zeros(Float32, 2); A[1] = 1.5; A
#> 2-element Array{Float32,1}:
#>  1.5
#>  0.0

vcat([1f0], [2.0])
#> 2-element Array{Float64,1}:
#>  1.0
#>  2.0

[1f0; 2]
#> 2-element Array{Float32,1}:
#>  1.0
#>  2.0

[1f0 2.0]
#> 1×2 Array{Float64,2}:
#>  1.0  2.0

1f39
#! syntax: overflow in numeric constant "1f39"

[1,2][1f0]
#! ArgumentError: invalid index: 1.0f0 of type Float32

sqrt(-1f0)
#! DomainError with -1.0:
#! sqrt will only return a complex result if called with a complex argument. Try sqrt(Complex(x)).

ifelse(true, 1f0, 2) #> 1.0f0

16777217f0 #> 1.6777216f7

0.1f0 * 3 #> 0.3f0

1/0f0 #> Inf32

1e10f0
#! UndefVarError: f0 not defined

x = 2.5f0; -x #> -2.5f0

3.0f0 |> Int #> 3

promote(1, 2f0) #> (1.0f0, 2.0f0)

promote(1.0, 2f0) #> (1.0, 2.0)

min(1, 2f0) #> 1.0f0

string(1f0) #> "1.0"

Float32("1")
#! MethodError: no method matching Float32(::String)

123456.789f0 #> 123456.79f0

1234567.8f0 #> 1.2345678f6

0.00012345f0 #> 0.00012345f0

Float32[123456.789 0.1; 1e-9 2]
#> 2×2 Array{Float32,2}:
#>  1.23457f5  0.1
#>  1.0f-9     2.0

trunc(2.7f0) #> 2.0f0

exp2(3f0) #> 8.0f0

cbrt(8f0) #> 2.0f0

1f0 * [1 2; 3 4]
#> 2×2 Array{Float32,2}:
#>  1.0  2.0
#>  3.0  4.0

isinteger(2f0) #> true

fld(7f0, 2) #> 3.0f0

[123456.789 0.1]
#> 1×2 Array{Float64,2}:
#>  1.23457e5  0.1

[123456.0 0.1]
#> 1×2 Array{Float64,2}:
#>  123456.0  0.1

[1234567.0 0.1; 99999.95 1e-5]
#> 2×2 Array{Float64,2}:
#>      1.23457e6  0.1
#>  99999.9        1.0e-5

[0.00001234567 1]
#> 1×2 Array{Float64,2}:
#>  1.23457e-5  1.0
