using Flux
Dense(10, 5, σ) #> Dense(10, 5, σ)

using Flux
(Dense(5, 2), Dense(2, 3, tanh), Dense(param([1 2; 3 4]), param([1, 2]), relu)) #> (Dense(5, 2), Dense(2, 3, tanh), Dense(2, 2, relu))

using Flux
Chain(Dense(10, 5, σ), Dense(5, 2), softmax) #> Chain(Dense(10, 5, σ), Dense(5, 2), softmax)

using Flux
d = Dense(param([1 -2; 3 0.5]), param([0.5, -1]), relu)
d([1, 2]) #> Tracked 2-element Array{Float64,1}:
#>  0.0
#>  3.0

using Flux
d = Dense([1 -2; 3 0.5], [0.5, -1])
(d([1, 2]), d([1 0; 0 1]), d.W, d.b, d.σ) #> ([-2.5, 3.0], [1.5 -1.5; 2.0 -0.5], [1.0 -2.0; 3.0 0.5], [0.5, -1.0], identity)

using Flux
d = Dense(3, 2)
(size(d.W), d.b, d.σ === identity, Tracker.istracked(d.W)) #> ((2, 3), [0.0, 0.0] (tracked), true, true)

using Flux
Dense(3, 2, initW = ones, initb = ones)([1, 2, 3]) #> Tracked 2-element Array{Float64,1}:
#>  7.0
#>  7.0

using Flux
Dense(10, 5)(rand(3))
#! DimensionMismatch("second dimension of A, 10, does not match length of x, 3")
#@ 2:1

using Flux
m = Chain(x -> x^2, x -> x + 1)
(m(5), length(m), m[1](3), m[end](3)) #> (26, 2, 9, 4)

using Flux
m = Chain(Dense(4, 3, σ), Dense(3, 2), softmax)
(m[1:2], size(m(rand(4))), sum(Tracker.data(m(rand(4)))) ≈ 1, size(m(rand(4, 7)))) #> (Chain(Dense(4, 3, σ), Dense(3, 2)), (2,), true, (2, 7))

using Flux
[l(0.0) for l in Chain(sin, cos)] #> 2-element Array{Float64,1}:
#>  0.0
#>  1.0

using Flux
layers = [Dense(10, 5, σ), Dense(5, 2), softmax]
model(x) = foldl((x, m) -> m(x), layers, init = x)
size(model(rand(10))) #> (2,)

using Flux
m = Dense(5, 2) ∘ Dense(10, 5, σ)
size(m(rand(10))) #> (2,)

using Flux
d = Dense(2, 3, tanh)
ps = params(Chain(d, d, Dense(3, 1)))
(length(ps), map(length, ps)) #> (4, [6, 3, 3, 1])

using Flux
params([Dense(2, 1)]) #> Params([])

using Flux
d = Dense(param([1 2]), param([3]))
gs = Tracker.gradient(() -> sum(d([10, 20])), params(d))
(gs[d.W], gs[d.b]) #> ([10.0 20.0] (tracked), [1.0] (tracked))

using Flux
(Maxout((x -> x, x -> -x))([1, -2]), size(Maxout(() -> Dense(3, 2), 4)(rand(3)))) #> ([1, 2], (2,))

using Flux
s = SkipConnection(Dense(2, 2), +)
(s, SkipConnection(x -> 2x, +)([1, 2]), SkipConnection(x -> x, vcat)([1, 2])) #> (SkipConnection(Dense(2, 2), +), [3, 6], [1, 2, 1, 2])

using Flux
d = Flux.Diagonal(param([2, 3]), param([1, 1]))
(d, d([10, 20]), length(params(d))) #> (Diagonal(2), [21.0, 61.0] (tracked), 2)

using Flux
l = LayerNorm(2)
(l, l([1.0, 3.0]), length(params(l))) #> (LayerNorm(2), [-1.0, 1.0] (tracked), 2)

using Flux
d = Dropout(0.5)
x = ones(1000)
y = d(x)
Flux.testmode!(d)
(sort(unique(y)), 300 < count(y .== 0) < 700, d(x) == x) #> ([0.0, 2.0], true, true)

using Flux
m = Chain(Dropout(1.0), x -> 2x)
before = m([1, 2])
Flux.testmode!(m)
(before, m([1, 2]), Flux.testmode!(m, false)([1, 2])) #> ([0.0, 0.0], [2, 4], [0.0, 0.0])

using Flux
Dropout(2)
#! AssertionError: 0 ≤ p ≤ 1

using Flux
accumulate = Flux.Recur((h, x) -> (h + x, 10h), 1)
(accumulate(2), accumulate(3), accumulate.state) #> (10, 30, 6)

using Flux
r = Flux.Recur((h, x) -> (h + x, h + x), 0)
r(5)
r(6)
Flux.reset!(r)
(r(1), r.state) #> (1, 1)

using Flux
RNN(10, 5) #> Recur(RNNCell(10, 5, tanh))

using Flux
m = RNN(2, 3)
(size(m(rand(2))), size(m.state), length(params(m))) #> ((3,), (3,), 4)

using Flux
Flux.activations(Chain(x -> x + 1, x -> 2x), 3) #> (4, 8)

using Flux
d = Dense(2 => 3, tanh)
(d, size(d.weight), d.bias, Tracker.istracked(d.weight)) #> (Dense(2 => 3, tanh), (3, 2), [0.0, 0.0, 0.0], false)

using Flux
Chain(Dense(2 => 3, relu), Dense(3 => 1)) #> Chain(Dense(2 => 3, relu), Dense(3 => 1))

struct Dense
  W
  b
end
(m::Dense)(x) = m.W * x .+ m.b
d = Dense([1 2], [3])
(d([1, 1]), d) #> ([6], Dense([1 2], [3]))

using Flux
struct Affine
  W
  b
end
(m::Affine)(x) = m.W * x .+ m.b
a = Affine(param([1 2]), param([3]))
(length(params(a)), length(params(Chain(a)))) #> (0, 0)

using Flux
struct Affine
  W
  b
end
Flux.@treelike Affine
(m::Affine)(x) = m.W * x .+ m.b
params(Chain(Affine(param([1 2]), param([3])), Dense(1, 1))) |> length #> 4

using Flux
[Dense(10, 5, σ), softmax] #> 2-element Array{Any,1}:
#>  Dense(10, 5, σ)
#>  softmax (generic function with 2 methods)

using Flux
m = LSTM(3, 2)
(m, size(m(rand(3))), map(size, m.state), length(params(m))) #> (Recur(LSTMCell(3, 2)), (2,), ((2,), (2,)), 5)

using Flux
m = GRU(3, 2)
(m, size(m(rand(3, 4))), size(m(rand(3, 4))), length(params(m))) #> (Recur(GRUCell(3, 2)), (2, 4), (2, 4), 4)

using Flux
m = RNN(2, 1)
loss() = sum(m([1.0, 2.0])) + sum(m([0.5, 1.0]))
gs = Tracker.gradient(loss, params(m))
all(isfinite, Tracker.data(gs[m.cell.Wi])) #> true

using Flux
x = param([1.0, 2.0])
x .+= 1
#! Can't differentiate `setindex!`

using Flux
(Flux.Losses.mse([1.0], [3.0]), cpu(3)) #> (4.0, 3)
