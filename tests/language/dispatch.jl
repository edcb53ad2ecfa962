f(x::Number) = "number"
f(x::Real) = "real"
f(x::Integer) = "integer"
f(x::AbstractString) = "text"
f(x) = "any"
(f(1), f(1.5), f("a"), f(:s), f(true)) #> ("integer", "real", "text", "any", "integer")

f(x::Int, y) = 1
f(x, y::Int) = 2
f(x::Int, y::Int) = 3
(f(1, "a"), f("a", 1), f(1, 1)) #> (1, 2, 3)

f(x::Union{Int, Float64}) = 1
f(x) = 0
(f(1), f(2.0), f("a")) #> (1, 1, 0)

f(v::Vector{Float64}) = "floats"
f(v::Vector{Int}) = "whole"
f(v::AbstractVector) = "vector"
f(v::AbstractMatrix) = "matrix"
(f([1.0]), f([1]), f(["a"]), f([1 2]), f(1:3)) #> ("floats", "whole", "vector", "matrix", "vector")

f(v::Vector{T}) where T = T
(f([1]), f([1.5]), f(["a"])) #> (Int64, Float64, String)

f(v::Array{T,2}) where T <: Real = (T, size(v))
f([1 2; 3 4]) #> (Int64, (2, 2))

same(x::T, y::T) where T = true
same(x, y) = false
(same(1, 2), same(1, 2.0), same("a", "b")) #> (true, false, true)

f(x::T) where {T <: Number} = zero(T)
(f(3), f(2.5)) #> (0, 0.0)

f(v::AbstractVector{<:Real}) = "real"
f(v::AbstractVector) = "other"
(f([1, 2]), f(["a"])) #> ("real", "other")

f(t::Tuple{Int,Int}) = t[1] + t[2]
f(t::Tuple) = length(t)
(f((1, 2)), f((1, 2.0)), f((1, 2, 3))) #> (3, 2, 3)

f(::Type{Int}) = "Int"
f(::Type{Float64}) = "Float64"
(f(Int), f(Float64)) #> ("Int", "Float64")

f(::Nothing) = "nothing"
f(x) = "something"
(f(nothing), f(0)) #> ("nothing", "something")

f(g::Function, x) = g(x)
f(x::Number, g) = "swapped"
(f(sin, 0), f(1, sin)) #> (0.0, "swapped")

f(x) = 1
f(x, y) = 2
f #> f (generic function with 2 methods)

f(x) = 1
f(x) = 2
(f(0), f) #> (2, f)

f(x::Int) = x
f("a")
#! MethodError: no method matching f(::String)
#! Closest candidates are:
#!   f(::Int64)
#? One of the arguments does not have the type that the definition asks for.

abstract type A end
struct B <: A; end
struct C <: A; end
f(::A, ::A) = "general"
f(::B, ::C) = "special"
(f(B(), C()), f(C(), B())) #> ("special", "general")

Int <: Integer <: Real #> true

(Vector{Int} <: AbstractVector, Vector{Int} <: Vector{Real}, Vector{Int} <: Vector{<:Real}) #> (true, false, true)

([1, 2] isa Array, [1, 2] isa Vector{Int}, [1.0] isa Vector{Int}, (1, 2) isa Tuple{Int,Int}) #> (true, true, false, true)

typeof([1, 2]) == Vector{Int} #> true

typeof((1, 2.0, "a")) #> Tuple{Int64,Float64,String}

(typeof([1, 2]), typeof([1.0 2.0]), typeof(1:3), typeof(:a), typeof('c')) #> (Array{Int64,1}, Array{Float64,2}, UnitRange{Int64}, Symbol, Char)

Union{Int, Float64} #> Union{Float64, Int64}

1 isa Union{Int, String} #> true

convert(Float64, 1) #> 1.0

convert(Int, 2.5)
#! InexactError: Int64(2.5)

(Int(3.0), Float64(2), Bool(1), String("a"), Symbol("b")) #> (3, 2.0, true, "a", :b)

Vector{Float64}([1, 2])
#> 2-element Array{Float64,1}:
#>  1.0
#>  2.0

length(Vector{Float64}(undef, 3)) #> 3

x::Int = 3
x + 1 #> 4

(1 + 2)::Int #> 3

(1 + 2)::String
#! TypeError: in typeassert, expected String, got a value of type Int64
