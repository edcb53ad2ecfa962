using Flux
W, b = param([0.5 -0.5]), param([0.0])
m = Dense(W, b)
loss(x, y) = Flux.mse(m(x), y)
Flux.train!(loss, params(m), [([1.0, 2.0], [3.0])], Descent(0.1))
(Tracker.data(W) ≈ [1.2 0.9], Tracker.data(b) ≈ [0.7]) #> (true, true)

using Flux
p = param([0.0])
loss(x) = sum((p .- x) .^ 2)
Flux.train!(loss, params(p), Iterators.repeated((1.0,), 50), Descent(0.1))
abs(p.data[1] - 1) < 1e-3 #> true

using Flux
p = param([0.0])
n = 0
Flux.train!(x -> sum(p) * x, params(p), [(1,), (2,), (3,)], Descent(0.5), cb = () -> (global n = n + 1))
(n, p) #> (3, [-3.0] (tracked))

using Flux
p = param([0.0])
calls = []
Flux.train!(() -> sum(p), params(p), [(), ()], Descent(1), cb = [() -> push!(calls, 'a'), () -> push!(calls, 'b')])
(join(calls), p) #> ("abab", [-2.0] (tracked))

using Flux
p = param([0.0])
Flux.train!(x -> sum(p), params(p), Iterators.repeated((1,), 100), Descent(1), cb = () -> p.data[1] <= -3 && Flux.stop())
p #> Tracked 1-element Array{Float64,1}:
#>  -3.0

using Flux
p = param([0.0])
Flux.train!(x -> error("no loss"), params(p), [(1,)], Descent(1))
#! no loss

using Flux
p = param([1.0])
Flux.train!((x, y) -> sum(p .* x .- y), params(p), zip([1.0, 2.0], [3.0, 4.0]), Descent(0.5)) #>

using Flux
using Flux: @epochs
p = param([0.0])
@epochs 2 Flux.train!(x -> sum(p), params(p), [(1,)], Descent(1)) #> [ Info: Epoch 1
#> [ Info: Epoch 2

using Flux
n = 0
f = Flux.throttle(() -> (global n = n + 1), 10)
f()
f()
n #> 1

using Flux
X = [0.0 0 1 1; 0 1 0 1]
Y = [0.0 1 1 0]
m = Chain(Dense(2, 8, tanh), Dense(8, 1, σ))
loss(x, y) = sum(Flux.binarycrossentropy.(m(x), y)) / 4
Flux.train!(loss, params(m), Iterators.repeated((X, Y), 400), ADAM(0.05))
(Tracker.data(m(X)) .> 0.5) == (Y .> 0.5) #> true

using Flux
model = Dense(2 => 1)
model.weight .= [0.5 -0.5]
x, y = [1.0, 2.0], [3.0]
loss(m, x, y) = Flux.mse(m(x), y)
g = gradient(m -> loss(m, x, y), model)[1]
(g.weight, g.bias) #> ([-7.0 -14.0], [-7.0])

using Flux
model = Dense(2 => 1)
model.weight .= [0.5 -0.5]
state = Flux.setup(Descent(0.1), model)
g = gradient(m -> Flux.mse(m([1.0, 2.0]), [3.0]), model)[1]
Flux.update!(state, model, g)
(model.weight ≈ [1.2 0.9], model.bias ≈ [0.7]) #> (true, true)

using Flux
model = Chain(Dense(2 => 8, tanh), Dense(8 => 1, σ))
X = [0.0 0 1 1; 0 1 0 1]
Y = [0.0 1 1 0]
state = Flux.setup(Adam(0.05), model)
for epoch in 1:400
  Flux.train!((m, x, y) -> Flux.binarycrossentropy(m(x), y), model, [(X, Y)], state)
end
(model(X) .> 0.5) == (Y .> 0.5) #> true

using Flux
val, grad = withgradient(x -> x^2, 3)
(val, grad) #> (9.0, (6.0,))

using Flux
r = Flux.withgradient(x -> sum(x .^ 2), [1.0, 2.0])
(r.val, r.grad[1]) #> (5.0, [2.0, 4.0])
