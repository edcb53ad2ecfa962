using Flux.Tracker
using Flux.Tracker: @grad, track
mul2(a, b) = a * b
mul2(a::TrackedReal, b::Real) = track(mul2, a, b)
@grad function mul2(a, b)
  return mul2(Tracker.data(a), Tracker.data(b)), Δ -> (Δ*b, Δ*a)
end
Tracker.gradient(mul2, 3.0, 4.0) #> (4.0 (tracked), 3.0 (tracked))

using Flux, Flux.Tracker
using Flux.Tracker: track, @grad
minus(a, b) = a - b
minus(a::TrackedArray, b::TrackedArray) = Tracker.track(minus, a, b)
@grad function minus(a, b)
  return minus(Tracker.data(a), Tracker.data(b)), Δ -> (Δ, -Δ)
end
a, b = param([6, 5, 4]), param([1, 2, 3])
c = minus(a, b)
println(c) #> [5.0, 3.0, 1.0] (tracked)
Tracker.back!(c, [1, 1, 1])
(Tracker.grad(a), Tracker.grad(b)) #> ([1.0, 1.0, 1.0], [-1.0, -1.0, -1.0])

using Flux.Tracker
using Flux.Tracker: track, @grad
twice(x; by = 2) = by * x
twice(x::TrackedReal; by = 2) = track(twice, x; by = by)
@grad twice(x; by = 2) = by * Tracker.data(x), Δ -> (by * Δ,)
Tracker.gradient(x -> twice(x, by = 5)^2, 3) #> (150.0 (tracked),)

using Flux.Tracker
using Flux.Tracker: track, @grad
step(x) = x > 0 ? 1.0 : 0.0
step(x::TrackedReal) = track(step, x)
@grad step(x) = step(Tracker.data(x)), Δ -> (Δ * (1 - abs(x)),)
Tracker.gradient(x -> 3step(x), 0.25) #> (2.25 (tracked),)

using Flux.Tracker
f(x) = x
Tracker.track(f, param(2))
#! MethodError: no method matching _forward(::typeof(f))
#? Say how `f` is differentiated first: `@grad function f(x) … end` gives its value and its way back.

using Flux.Tracker
typeof(param(1.0)) #> Tracker.TrackedReal{Float64}

using Flux.Tracker
typeof(param([1.0 2.0])) #> TrackedArray{…,Array{Float64,2}}

using Flux.Tracker
kind(x::TrackedReal) = "number"
kind(x::TrackedVector) = "vector"
kind(x::TrackedArray) = "array"
kind(x::AbstractArray) = "plain"
kind(param(1)), kind(param([1])), kind(param([1 2])), kind([1]) #> ("number", "vector", "array", "plain")

using Flux.Tracker
using Flux.Tracker: track, @grad
cube(x) = x^3
cube(x::TrackedReal) = track(cube, x)
@grad cube(x) = cube(Tracker.data(x)), Δ -> (Δ * 3x^2,)
df(x) = Tracker.gradient(cube, x; nest = true)[1]
d2f(x) = Tracker.gradient(df, x; nest = true)[1]
(df(2), d2f(2)) #> (12.0 (tracked), 12.0 (tracked))
