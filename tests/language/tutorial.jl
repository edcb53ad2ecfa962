julia> using Flux.Tracker
julia> f(x) = 3x^2 + 2x + 1;
julia> df(x) = Tracker.gradient(f, x; nest = true)[1];
julia> df(2)
#> 14.0 (tracked)

using Flux.Tracker
f(x) = 3x^2 + 2x + 1;
df(x) = Tracker.gradient(f, x; nest = true)[1];
d2f(x) = Tracker.gradient(df, x; nest = true)[1];
d2f(2) #> 6.0 (tracked)

using Flux.Tracker
f(x) = 3x^2 + 2x + 1;
df(x) = Tracker.gradient(f, x; nest = true);
df(2) #> (14.0 (tracked),)

using Flux.Tracker
f(x) = 3x^2 + 2x + 1;
df(x) = Tracker.gradient(f, x; nest = true);
d2f(x) = Tracker.gradient(df, x; nest = true);
d2f(2)
#! Function output is not scalar

using Flux.Tracker
f(W, b, x) = W * x + b;
Tracker.gradient(f, 2, 3, 4) #> (4.0 (tracked), 1.0 (tracked), 2.0 (tracked))

using Flux
W = param(2)
b = param(3)
f(x) = W * x + b;
grads = Tracker.gradient(() -> f(4), params(W, b));
(grads[W], grads[b]) #> (4.0 (tracked), 1.0 (tracked))

using Flux
using Flux.Tracker: update!
W = rand(2, 5)
b = rand(2)
predict(x) = W*x .+ b
function loss(x, y)
  ŷ = predict(x)
  sum((y .- ŷ).^2)
end
x, y = rand(5), rand(2)
W = param(W)
b = param(b)
before = loss(x, y)
gs = Tracker.gradient(() -> loss(x, y), params(W, b))
Δ = gs[W]
update!(W, -0.1Δ)
abs(loss(x, y) / before - (1 - 0.2sum(x.^2))^2) < 1e-9 #> true

using Flux
W1 = param(rand(3, 5))
b1 = param(rand(3))
layer1(x) = W1 * x .+ b1
W2 = param(rand(2, 3))
b2 = param(rand(2))
layer2(x) = W2 * x .+ b2
model(x) = layer2(σ.(layer1(x)))
size(model(rand(5))) #> (2,)

using Flux
function linear(in, out)
  W = param(randn(out, in))
  b = param(randn(out))
  x -> W * x .+ b
end
linear1 = linear(5, 3)
linear2 = linear(3, 2)
model(x) = linear2(σ.(linear1(x)))
(size(model(rand(5))), size(linear1.W)) #> ((2,), (3, 5))

using Flux
struct Affine
  W
  b
end
Affine(in::Integer, out::Integer) =
  Affine(param(randn(out, in)), param(randn(out)))
# Overload call, so the object can be used as a function
(m::Affine)(x) = m.W * x .+ m.b
a = Affine(10, 5)
size(a(rand(10))) #> (5,)
