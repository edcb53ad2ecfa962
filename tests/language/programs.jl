function outer()
  r = []
  for i in 1:3
    try
      i == 2 ? error("two") : push!(r, i)
    catch e
      push!(r, e.msg)
    finally
      push!(r, :f)
    end
  end
  r
end
length(outer()), outer()[3] #> (6, "two")

struct Poly{T<:Real}
  c::Vector{T}
end
(p::Poly)(x) = sum(c * x^(i-1) for (i, c) in enumerate(p.c))
Poly([1, 2, 3])(2), Poly([1.0, 2.0]) #> (17, Poly{Float64}([1.0, 2.0]))

struct Wrapper{F}; f::F; end
(w::Wrapper)(args...) = w.f(args...)
Wrapper(+)(1, 2) #> 3

mutable struct Memory
  rho::Float64
  v::Dict{Symbol,Float64}
end
Memory(r) = Memory(r, Dict{Symbol,Float64}())
m = Memory(1)
m.v[:a] = 3
(m.v[:a], m.rho) #> (3.0, 1.0)

abstract type Rule end
step(o::Rule, g) = error("not implemented")
struct SGD <: Rule; lr; end
struct Other <: Rule; end
step(o::SGD, g) = o.lr * g
(step(SGD(0.5), 4), try step(Other(), 1) catch e; e.msg end) #> (2.0, "not implemented")

k = Dict(:lr => 0.5, :n => 3)
q(; lr, n) = lr * n
q(; k...) #> 1.5

function fib(n::Int)::Int
  n < 2 ? n : fib(n-1) + fib(n-2)
end
fib(15) #> 610

struct Dual2; v; d; end
Base.:+(a::Dual2, b::Dual2) = Dual2(a.v + b.v, a.d + b.d)
Base.:*(a::Dual2, b::Dual2) = Dual2(a.v * b.v, a.v * b.d + a.d * b.v)
Base.:+(a::Number, b::Dual2) = Dual2(a + b.v, b.d)
Base.:*(a::Number, b::Dual2) = Dual2(a * b.v, a * b.d)
f(x) = 1 + 2 * x + 3 * x * x
f(Dual2(2.0, 1.0)) #> Dual2(17.0, 14.0)

mutable struct Stack; items; end
Stack() = Stack([])
Base.push!(s::Stack, x) = (push!(s.items, x); s)
Base.pop!(s::Stack) = pop!(s.items)
Base.length(s::Stack) = length(s.items)
Base.isempty(s::Stack) = isempty(s.items)
s = Stack()
push!(s, 1)
push!(s, 2)
(pop!(s), length(s), isempty(s)) #> (2, 1, false)

function bisect(f, a, b; tol = 1e-10)
  f(a) * f(b) < 0 || throw(ArgumentError("no change of sign"))
  while b - a > tol
    m = (a + b) / 2
    f(a) * f(m) <= 0 ? (b = m) : (a = m)
  end
  (a + b) / 2
end
root = bisect(x -> x^2 - 2, 0, 2)
(abs(root - sqrt(2)) < 1e-9, try bisect(x -> 1, 0, 1) catch e; sprint(showerror, e) end) #> (true, "ArgumentError: no change of sign")
