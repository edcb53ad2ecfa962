using Flux.Tracker
Tracker.gradient(x -> sum([x[i]^2 for i in 1:3]), [1, 2, 3]) #> ([2.0, 4.0, 6.0] (tracked),)

using Flux.Tracker
Tracker.gradient(x -> sum(map(v -> v^2, x) .* x), [1, 2, 3]) #> ([3.0, 12.0, 27.0] (tracked),)

using Flux.Tracker
Tracker.gradient(x -> sum((v -> v > 1.5 ? v^2 : v).(x)), [1, 2, 3]) #> ([1.0, 4.0, 6.0] (tracked),)

using Flux.Tracker
Tracker.gradient(x -> sum(x') + x' * x + (x * x')[1, 2], [1, 2, 3]) #> ([5.0, 6.0, 7.0] (tracked),)

using Flux.Tracker
Tracker.gradient(x -> sum([x; x[2]; 2x[1]] .* (1:5)), [1, 2, 3]) #> ([11.0, 6.0, 3.0] (tracked),)

using Flux.Tracker
Tracker.gradient(x -> maximum(x) + minimum(2 .* x), [1, 3, 3]) #> ([2.0, 1.0, 0.0] (tracked),)

using Flux.Tracker
Tracker.gradient(x -> sum(maximum(x, dims = 1) .* [1 10]), [1 2; 3 4]) #> ([0.0 0.0; 1.0 10.0] (tracked),)

using Flux.Tracker
Tracker.gradient(x -> sum(sum(x, dims = 1) .* [1 10]) + sum(abs2, x), [1 2; 3 4]) #> ([3.0 14.0; 7.0 18.0] (tracked),)

using Flux.Tracker, Statistics
Tracker.gradient(x -> sum(mean(x, dims = 2) .* [1, 10]) + mean(x), [1 2; 3 4]) #> ([0.75 0.75; 5.25 5.25] (tracked),)

using Flux.Tracker
Tracker.gradient((x, y) -> sum(max.(x, y) .+ x ./ y .- y .^ 2), [1, 2], [2, 1]) #> ([0.5, 2.0] (tracked), [-3.25, -4.0] (tracked))

using Flux.Tracker
Tracker.gradient(x -> sum(abs.(x)) + sum(-x), [0, -2]) #> ([0.0, -2.0] (tracked),)

using Flux.Tracker
Tracker.gradient(x -> sum(cumsum(x)) + prod(x), [3, 2]) #> ([4.0, 4.0] (tracked),)

using Flux.Tracker
Tracker.gradient(x -> sum(reverse(x) .* (1:2)) + sum(repeat(x, 2)), [1, 2]) #> ([4.0, 3.0] (tracked),)

using Flux.Tracker
Tracker.gradient(x -> sum(permutedims(x) .* [1 10; 2 20]), [1 2; 3 4]) #> ([1.0 2.0; 10.0 20.0] (tracked),)

using Flux.Tracker
Tracker.gradient(x -> sum(reshape(x, 2, :)[:, 2] .* [1, 10]) + sum(vec(x)), [1, 2, 3, 4]) #> ([1.0, 1.0, 2.0, 11.0] (tracked),)

using Flux.Tracker
Tracker.gradient((A, b) -> sum(hcat(A, b) * [1, 10, 100]), [1 2; 3 4], [5, 6]) #> ([1.0 10.0; 1.0 10.0] (tracked), [100.0, 100.0] (tracked))

using Flux.Tracker
Tracker.gradient(x -> sum(cat(x, 2 .* x, dims = 3)[:, :, 2]), [1 2]) #> ([2.0 2.0] (tracked),)

using Flux.Tracker
Tracker.gradient(x -> sum(x[[2, 3, 3]]) + x[1]^2 + sum(x[x .> 2.5]), [1, 2, 3]) #> ([2.0, 1.0, 3.0] (tracked),)

using Flux.Tracker
Tracker.hessian(x -> x[1]^2 * x[2] + sum(x .^ 3), [1, 2]) #> 2×2 Array{Float64,2}:
#>  10.0   2.0
#>   2.0  12.0

using Flux.Tracker
Tracker.jacobian(x -> x .^ 2 .* x[1], [1, 2]) #> 2×2 Array{Float64,2}:
#>  3.0  0.0
#>  4.0  4.0

using Flux.Tracker
f(v) = (1 - v[1])^2 + 100 * (v[2] - v[1]^2)^2
Tracker.hessian(f, [1.0, 1.0]) #> 2×2 Array{Float64,2}:
#>   802.0  -400.0
#>  -400.0   200.0

using Flux.Tracker
D(f) = x -> Tracker.gradient(f, x; nest = true)[1]
D(y -> sum(D(x -> sum(x .^ 3 .* x[1]))(y)))([1.0, 2.0]) #> Tracked 2-element Array{Float64,1}:
#>  24.0
#>  24.0

using Flux.Tracker
Tracker.gradient(y -> sum(Tracker.gradient(x -> sum(x .^ 3), y)[1]), [1.0, 2.0])
#! Use `gradient(...; nest = true)` for nested derivatives

using Flux.Tracker
x = param([1, 2, 3])
(sum(x .> 1.5), x == [1, 2, 3], x[2:3], x[2], x', -x, x / 2) #> (2, true, [2.0, 3.0] (tracked), 2.0 (tracked), [1.0 2.0 3.0] (tracked), [-1.0, -2.0, -3.0] (tracked), [0.5, 1.0, 1.5] (tracked))

using Flux.Tracker
sqrt.(param([1, -1]))
#! DomainError with -1.0:
#! sqrt will only return a complex result if called with a complex argument. Try sqrt(Complex(x)).

using Flux.Tracker
param([1, 2]) .+ param([1, 2, 3])
#! DimensionMismatch("arrays could not be broadcast to a common size; got a dimension with lengths 2 and 3")

using Flux.Tracker
param([1 2; 3 4]) * [1, 2, 3]
#! DimensionMismatch("matrix A has dimensions (2,2), vector B has length 3")

using Flux
x = param(randn(2, 100))
w = param(randn(1, 2))
y = Float64.(sum(Tracker.data(x), dims = 1) .> 0)
loss() = Flux.mse(σ.(w * x), y)
first = Tracker.data(loss())
for i in 1:200
  g = Tracker.gradient(loss, params(w))
  Tracker.update!(w, -g[w])
end
Tracker.data(loss()) < first / 3 #> true
