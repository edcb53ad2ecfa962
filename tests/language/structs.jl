struct Affine; W; b; end
(m::Affine)(x) = m.W * x .+ m.b
Affine([1 2; 3 4], [10, 20])([1, 1])
#> 2-element Array{Int64,1}:
#>  13
#>  27

struct Affine; W; b; end
Affine([1 2; 3 4], [1, 2]) #> Affine([1 2; 3 4], [1, 2])

struct Affine; W; b; end
Affine(in::Integer, out::Integer) = Affine(ones(out, in), zeros(out)) #> Affine

struct Affine; W; b; end
Affine(in::Integer, out::Integer) = Affine(ones(out, in), zeros(out))
Affine(2, 1) #> Affine([1.0 1.0], [0.0])

struct P; x::Float64; n::Int; end
P(1, 2.0) #> P(1.0, 2)

struct P; x::Float64; n::Int; end
P(1, 2.5)
#! InexactError: Int64(2.5)

struct P; x; y; end
P(1)
#! MethodError: no method matching P(::Int64)
#! Closest candidates are:
#!   P(::Any, ::Any)
#? `P` has the fields `x`, `y`, so it takes 2 values, but got 1.

struct P; x; y; end
P(x) = P(x, 0)
P(3).y #> 0

struct P; x; end
P(1).z
#! type P has no field z

struct P; x; end
p = P(1)
p.x = 2
#! setfield! immutable struct of type P cannot be changed
#? Define it as `mutable struct P`, or construct a new value with a different `x`.

mutable struct Counter; n::Int; end
c = Counter(1)
c.n += 2.0
c #> Counter(3)

mutable struct Counter
  n::Int
  Counter() = new(0)
end
(Counter().n, Counter() == Counter()) #> (0, false)

struct Pos
  x
  function Pos(x)
    x > 0 || error("not positive")
    new(x)
  end
end
Pos(-1)
#! not positive

struct P; x; y; end
Base.:+(a::P, b::P) = P(a.x + b.x, a.y + b.y)
P(1, 2) + P(3, 4) #> P(4, 6)

import Base: +, *
struct P; x; end
+(a::P, b::P) = P(a.x + b.x)
*(k::Number, p::P) = P(k * p.x)
sum([P(1), P(2)]) + 2 * P(3) #> P(9)

import Base: length
struct Box; items; end
length(b::Box) = length(b.items)
(length(Box([1, 2])), length([1, 2, 3])) #> (2, 3)

struct P; x; end
Base.:(==)(a::P, b::P) = abs(a.x) == abs(b.x)
(P(1) == P(-1), P(1) != P(-1), [P(1)] == [P(-1)]) #> (true, false, true)

struct P; x; end
(P(1) == P(1), P([1]) == P([1])) #> (true, false)

abstract type Shape end
struct Circle <: Shape; r; end
struct Square <: Shape; a; end
area(c::Circle) = 3 * c.r^2
area(s::Square) = s.a^2
map(area, [Circle(1), Square(2)])
#> 2-element Array{Int64,1}:
#>  3
#>  4

abstract type Shape end
struct Circle <: Shape; r; end
(Circle(1) isa Shape, Circle <: Shape, supertype(Circle), typeof(Circle(1))) #> (true, true, Shape, Circle)

abstract type Layer end
struct Scale <: Layer; k; end
(l::Layer)(x) = l.k * x
Scale(3)(2) #> 6

abstract type A end
A()
#! MethodError: no constructors have been defined for A

struct B{T}; f::T; end
(B(3), B("a"), typeof(B(1.5))) #> (B{Int64}(3), B{String}("a"), B{Float64})

struct B{T <: Real}; f::T; end
B{Float64}(3) #> B{Float64}(3.0)

struct B{T}; a::T; b::T; end
f(x::B{Int}) = "whole"
f(x::B) = "other"
(f(B(1, 2)), f(B(1.0, 2.0))) #> ("whole", "other")

struct P; x; end
P.(1:2)
#> 2-element Array{P,1}:
#>  P(1)
#>  P(2)

struct P; x; end
P = 3
#! invalid redefinition of constant P

struct P; x; end
struct P; y; end
#! invalid redefinition of constant P

struct P; x; end
struct P; x; end
P(1) #> P(1)

function f()
  struct P; x; end
end
#! syntax: "struct" expression not at top level

struct P; x; x; end
#! syntax: duplicate field name: "x" is not unique

struct P; x; end
P(1)(2)
#! MethodError: objects of type P are not callable

mutable struct Node; value; next; end
list = nothing
for i in 1:3
  global list = Node(i, list)
end
list.next.value #> 2

struct Pair2; a; b; end
a, b = (Pair2(1, 2).a, Pair2(1, 2).b)
fieldnames(Pair2) #> (:a, :b)

struct Fib; n; end
Base.iterate(f::Fib, state = (1, 1, 1)) = state[3] > f.n ? nothing : (state[1], (state[2], state[1] + state[2], state[3] + 1))
total = 0
for x in Fib(6)
  global total += x
end
total #> 20

struct V; items; end
Base.getindex(v::V, i) = v.items[i]
V([5, 6])[2] #> 6

struct Point{T}
  x::T
  Point{T}(x) where T = new{T}(2x)
end
Point{Int}(3).x #> 6
