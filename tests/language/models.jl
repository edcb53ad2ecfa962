using Flux
m = Parallel(+, x -> 2x, x -> x^2)
(m(3), m(1, 2), m((1, 2)), Parallel(vcat, Dense(2, 1), Dense(2, 3, tanh))) #> (15, 6, 6, Parallel(vcat, Dense(2, 1), Dense(2, 3, tanh)))

using Flux
m = Parallel(hcat, Dense(2, 1), Dense(2, 1))
(length(params(m)), size(m(ones(2, 3)))) #> (4, (1, 6))

using Flux
m = Chain(Dense(param([1.0 2.0]), param([3.0])), tanh)
n = mapleaves(x -> x isa AbstractArray ? Tracker.data(x) .* 10 : x, m)
(n[1].W, n[1].b, n[2] === tanh, m[1].W.data) #> ([10.0 20.0], [30.0], true, [1.0 2.0])

using Flux
# What is shared stays shared.
d = Dense([1.0 2.0], [0.0])
m = f64(Chain(d, d))
m[1] === m[2] #> true

using Flux
m = Chain(Dense(2 => 1), identity)
(eltype(f32(m)[1].weight), eltype(f64(f32(m))[1].weight), eltype(f64(Dense(2, 1)).W.data)) #> (Float32, Float64, Float64)

using Flux
f32(Dense(2, 1))
#! ArgumentError: tracked numbers are Float64 here
#? Only plain arrays can be in single precision: `Dense(2 => 1)` has some, `Dense(2, 1)` has not.

using Flux
m = Chain(Dense([1.0 2.0; 3.0 4.0], [5.0, 6.0], tanh), Dense([7.0 8.0], [9.0]))
θ, re = Flux.destructure(m)
(θ, re(θ)([0.1, 0.2]) ≈ m([0.1, 0.2]), re(0θ)([1, 1])) #> ([1.0, 3.0, 2.0, 4.0, 5.0, 6.0, 7.0, 8.0, 9.0], true, [0.0])

using Flux
θ, re = Flux.destructure(Dense([1.0 2.0], [3.0]))
Flux.gradient(θ -> sum(re(θ)([10, 100])), θ) #> ([10.0, 100.0, 1.0],)

using Flux
θ, re = Flux.destructure(Dense(2, 1))
re([1, 2])
#! DimensionMismatch("Rebuild expected a vector of length 3, got 2")

using Flux
struct Scale
  w
  n
end
Flux.@functor Scale (w,)
(s::Scale)(x) = s.w .* x .^ s.n
s = Scale([2.0], 3)
(Flux.gradient(s -> sum(s([2.0])), s), fmap(x -> 2x, s).n, fmap(x -> 2x, s).w) #> (((w = [8.0], n = nothing),), 3, [4.0])

using Flux
r = Flux.Recur((h, x) -> (h + x, h + x), 1)
r(5)
m = mapleaves(identity, r)
(r.state, m.state) #> (6, 1)
