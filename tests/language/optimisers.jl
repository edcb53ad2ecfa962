using Flux
Descent(0.1) #> Descent(0.1)

using Flux
(Descent(), Momentum(), ADAM(), Flux.Optimise.WeightDecay(0.1)) #> (Descent(0.1), Momentum(0.01, 0.9, IdDict{Any,Any}()), ADAM(0.001, (0.9, 0.999), IdDict{Any,Any}()), WeightDecay(0.1))

using Flux
using Flux.Optimise: update!
p = param([1.0, 2.0])
update!(Descent(0.1), p, [10.0, -10.0])
p #> Tracked 2-element Array{Float64,1}:
#>  0.0
#>  3.0

using Flux
p = param([1.0])
opt = Momentum(0.1, 0.5)
Flux.Optimise.update!(opt, p, [1.0])
Flux.Optimise.update!(opt, p, [1.0])
p #> Tracked 1-element Array{Float64,1}:
#>  0.75

using Flux
p = param([0.0])
opt = Nesterov(0.1, 0.5)
v = 0.0
x = 0.0
for g in [1.0, 2.0, -1.0]
  Flux.Optimise.update!(opt, p, [g])
  d = 0.5^2 * v - (1 + 0.5) * 0.1 * g
  v = 0.5v - 0.1g
  x += d
end
Tracker.data(p) ≈ [x] #> true

using Flux
p = param([0.0])
opt = RMSProp(0.1, 0.5)
a, x = 0.0, 0.0
for g in [1.0, 2.0, -1.0]
  Flux.Optimise.update!(opt, p, [g])
  a = 0.5a + 0.5g^2
  x -= 0.1g / (sqrt(a) + 1e-8)
end
Tracker.data(p) ≈ [x] #> true

using Flux
p = param([0.0, 1.0])
opt = ADAM(0.1, (0.8, 0.9))
m, v, x = zeros(2), zeros(2), [0.0, 1.0]
for (t, g) in enumerate([[1.0, 0.5], [2.0, 0.0], [-1.0, 1.0]])
  Flux.Optimise.update!(opt, p, g)
  m = 0.8m + 0.2g
  v = 0.9v + 0.1 * g .^ 2
  x -= 0.1 * (m / (1 - 0.8^t)) ./ (sqrt.(v / (1 - 0.9^t)) .+ 1e-8)
end
Tracker.data(p) ≈ x #> true

using Flux
p = param([0.0])
opt = AdaMax(0.1, (0.8, 0.9))
m, u, x = 0.0, 0.0, 0.0
for (t, g) in enumerate([1.0, 2.0, -1.0])
  Flux.Optimise.update!(opt, p, [g])
  m = 0.8m + 0.2g
  u = max(0.9u, abs(g))
  x -= 0.1 / (1 - 0.8^t) * m / (u + 1e-8)
end
Tracker.data(p) ≈ [x] #> true

using Flux
p = param([0.0])
opt = ADAGrad(0.1)
a, x = 1e-8, 0.0
for g in [1.0, 2.0, -1.0]
  Flux.Optimise.update!(opt, p, [g])
  a += g^2
  x -= 0.1g / (sqrt(a) + 1e-8)
end
Tracker.data(p) ≈ [x] #> true

using Flux
p = param([1.0])
opt = ADADelta(0.9)
Flux.Optimise.update!(opt, p, [5.0])
Flux.Optimise.update!(opt, p, [5.0])
p #> Tracked 1-element Array{Float64,1}:
#>  1.0

using Flux
p = param([0.0])
opt = AMSGrad(0.1, (0.8, 0.9))
m, v, w, x = 1e-8, 1e-8, 1e-8, 0.0
for g in [1.0, 2.0, -1.0]
  Flux.Optimise.update!(opt, p, [g])
  m = 0.8m + 0.2g
  v = 0.9v + 0.1g^2
  w = max(w, v)
  x -= 0.1m / (sqrt(w) + 1e-8)
end
Tracker.data(p) ≈ [x] #> true

using Flux
p = param([0.0])
opt = NADAM(0.1, (0.8, 0.9))
m, v, x = 0.0, 0.0, 0.0
for (t, g) in enumerate([1.0, 2.0, -1.0])
  Flux.Optimise.update!(opt, p, [g])
  m = 0.8m + 0.2g
  v = 0.9v + 0.1g^2
  x -= (0.8m / (1 - 0.8^(t + 1)) + 0.2g / (1 - 0.8^t)) / (sqrt(0.9v / (1 - 0.9^t)) + 1e-8) * 0.1
end
Tracker.data(p) ≈ [x] #> true

using Flux
p, q = param([2.0]), param([2.0])
a, w = ADAM(0.1), ADAMW(0.1, (0.9, 0.999), 0.5)
Flux.Optimise.update!(a, p, [1.0])
Flux.Optimise.update!(w, q, [1.0])
Tracker.data(p) - Tracker.data(q) ≈ [0.5 * 2] #> true

using Flux
using Flux.Optimise
p = param([1.0])
opt = Optimiser(WeightDecay(0.5), Descent(0.1))
Flux.Optimise.update!(opt, p, [1.0])
p #> Tracked 1-element Array{Float64,1}:
#>  0.85

using Flux
using Flux.Optimise: InvDecay, Optimiser, update!
p = param([0.0])
opt = Optimiser(InvDecay(1.0), Descent(1.0))
update!(opt, p, [1.0])
update!(opt, p, [1.0])
Tracker.data(p) ≈ [-(1 / 2 + 1 / 3)] #> true

using Flux
using Flux.Optimise: ExpDecay, update!
p = param([0.0])
opt = ExpDecay(1.0, 0.5, 2, 0.2)
for i in 1:8
  update!(opt, p, [1.0])
end
(opt.eta, Tracker.data(p) ≈ [-3.1]) #> (0.2, true)

using Flux
a, b = param([1.0]), param([1.0, 2.0])
opt = Momentum(0.1, 0.9)
gs = Tracker.gradient(() -> sum(a) + sum(b .^ 2), params(a, b))
Flux.Optimise.update!(opt, params(a, b), gs)
(a, b) #> ([0.9] (tracked), [0.8, 1.6] (tracked))

using Flux
w = [1.0]
Flux.Optimise.update!(Descent(0.5), w, [1.0])
w #> 1-element Array{Float64,1}:
#>  0.5
