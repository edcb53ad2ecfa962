using Flux.Tracker
W = param([1 2; 3 4]) #> Tracked 2×2 Array{Float64,2}:
#>  1.0  2.0
#>  3.0  4.0

using Flux.Tracker
(param([1, 2]), param(2), Tracker.data(param([1, 2])), Tracker.istracked(param([1]))) #> ([1.0, 2.0] (tracked), 2.0 (tracked), [1.0, 2.0], true)

using Flux.Tracker
x = param([1.0, 2.0])
[x[1], 2x[2]] #> 2-element Array{Tracker.TrackedReal{Float64},1}:
#>  1.0
#>  4.0

using Flux.Tracker
W = param([1 2; 3 4])
x = param([5, 6])
W * x #> Tracked 2-element Array{Float64,1}:
#>  17.0
#>  39.0

using Flux.Tracker
x = param([1.0, 2.0])
x[1] = 3
#! Can't differentiate `setindex!`
#? The entries of a tracked array cannot be changed: create a new array instead.

using Flux.Tracker
Tracker.gradient((W, x, b) -> sum((W * x .+ b) .^ 2), [1.0 2.0; 3.0 4.0], [1.0, 1.0], [1.0, 2.0]) #> ([8.0 8.0; 18.0 18.0] (tracked), [62.0, 88.0] (tracked), [8.0, 18.0] (tracked))

using Flux.Tracker
Tracker.gradient(x -> x[2]^2 * x[1] + sum(x[[1, 1]]), [3.0, 2.0]) #> ([6.0, 12.0] (tracked),)

using Flux.Tracker
Tracker.gradient(x -> sum(hcat(x, 2x) * [1, 10]) + sum([x; x]) + x' * x, [1.0, 2.0]) #> ([25.0, 27.0] (tracked),)

using Flux.Tracker
D(f) = x -> Tracker.gradient(f, x; nest = true)[1]
Tracker.gradient(x -> sum(D(y -> sum(y .^ 3))(x)), [1.0, 2.0]; nest = true) #> ([6.0, 12.0] (tracked),)

using Flux.Tracker
Tracker.gradient(x -> x .^ 2, [1.0, 2.0])
#! Function output is not scalar
#? A slope belongs to one number: let the function give one, for example a `sum`.

using Flux.Tracker
W = param(2)
b = param(3)
f(x) = W * x + b
grads = Tracker.gradient(() -> f(4), params(W, b))
(grads[W], grads[b]) #> (4.0 (tracked), 1.0 (tracked))

using Flux.Tracker
W = param([1.0, 2.0])
b = param([1.0, 2.0])
grads = Tracker.gradient(() -> sum(W .^ 2), params(W, b))
println(grads)
(grads[W], grads[b]) #> Grads(...)
#> ([2.0, 4.0] (tracked), [0.0, 0.0] (tracked))

using Flux.Tracker
W = param([1.0])
Tracker.gradient(() -> sum(W), params(W))[param([1.0])]
#! KeyError: key [1.0] (tracked) not found
#? Look a gradient up by the parameter itself, one of those in `params(…)`; another array with equal values does not count.

using Flux.Tracker
W = param([1.0, 2.0])
(params(W, (W, param(3)), [4.0]), Params([W])) #> (Params([[1.0, 2.0] (tracked), 3.0 (tracked)]), Params([[1.0, 2.0] (tracked)]))

using Flux.Tracker
using Flux.Tracker: update!
W = param([1.0, 2.0])
v = [1.0, 2.0]
s = param(3)
loss() = sum((s .* W .- 1) .^ 2)
before = loss()
grads = Tracker.gradient(loss, params(W))
update!(W, -0.0625grads[W])
update!(v, [1, 1])
update!(s, 1)
(before, W, v, s, loss()) #> (29.0 (tracked), [0.25, 0.125] (tracked), [2.0, 3.0], 4.0 (tracked), 0.25 (tracked))

using Flux.Tracker: update!
update!([1.0, 2.0], [1.0])
#! MethodError: no method matching update!(::Array{Float64,1}, ::Array{Float64,1})
#? The step needs the parameter's size.

using Random
Random.seed!(3)
a = (rand(), rand(2, 3), randn(2), rand(1:3))
Random.seed!(3)
b = (rand(), rand(2, 3), randn(2), rand(1:3))
(a == b, size(a[2]), a[4] in 1:3, all(a[2] .< 1)) #> (true, (2, 3), true, true)

using Flux.Tracker: hessian, jacobian
(jacobian(x -> [x[1] * x[2], x[1]^2, 5], [2.0, 3.0]), hessian(x -> x[1]^2 * x[2], [2.0, 3.0])) #> ([3.0 2.0; 4.0 0.0; 0.0 0.0], [6.0 4.0; 4.0 0.0])

using Flux.Tracker: hessian
hessian(x -> 2x, [1.0, 2.0])
#! Function output is not scalar

using Flux.Tracker
f(a, b) = a * b
Tracker.gradient(x -> Tracker.checkpoint(f, 5, x), 3) #> (5.0 (tracked),)
