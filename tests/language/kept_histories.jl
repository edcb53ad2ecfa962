using Flux.Tracker
Tracker.gradient(v -> sum(Float64.(v) .^ 2), [1.0, 3.0]) #> ([2.0, 6.0] (tracked),)

using Flux.Tracker
Tracker.gradient(x -> float(x)^2, 1.0) #> (2.0 (tracked),)

using Flux.Tracker
Float64(param(2.0))
#! MethodError: no method matching Float64(::Tracker.TrackedReal{Float64})
#? A conversion would drop the history of a tracked number. `Tracker.data(x)` gives its value without the history, and `Float64.(v)` converts a whole array and keeps it.

using Flux.Tracker
Int(param(2.0))
#! MethodError: no method matching Int64(::Tracker.TrackedReal{Float64})

using Flux.Tracker
TrackedArray([1.0, 2.0]) #> Tracked 2-element Array{Float64,1}:
#>  1.0
#>  2.0

using Flux
length.(params(Dense(2, 1))) #> 2-element Array{Int64,1}:
#>  2
#>  1

using Flux, Flux.Tracker
W = [1.0 2.0]
Tracker.gradient(() -> sum(W), params(W))
#! MethodError: no method matching back!(::Float64)
#? The function does not depend on any of the parameters: plain arrays and numbers are not followed. Create each weight with `param(…)` and use it in the function.

using Flux
W = [1.0 2.0]
Flux.train!(v -> sum((W * v) .^ 2), W, [([1.0, 1.0],)], Descent(0.1))
#! MethodError: no method matching back!(::Float64)

using Flux
W = param([1.0 2.0])
Flux.train!(v -> sum((W * v) .^ 2), W, [([1.0, 1.0],)], Descent(0.1))
#! MethodError: no method matching copyto!(::Float64, ::Base.Broadcast.Broadcasted{…})
#? A single parameter is handed over as `params(W)`: an array itself counts as a list, here of numbers.

using Flux
W = param([1.0])
Flux.train!(v -> sum((W .* v) .^ 2), params(W), [([1.0],)], ADAM(params(W), 0.1))
#> ┌ Warning: ADAM(params) is deprecated; use ADAM(η::Float64) instead
#! MethodError: no method matching apply!(::Function, ::TrackedArray{…,Array{Float64,1}}, ::Array{Float64,1})
#? `ADAM(params(m), η)` gives a function that takes a step itself. To train with `train!`, write `ADAM(η)`: the parameters are its own argument.

using Flux, Flux.Tracker
w = param([1.0, 2.0])
step = SGD(params(w), 0.5) #> ┌ Warning: SGD(params) is deprecated; use Descent(η::Float64) instead
Tracker.back!(sum(w .^ 2))
step()
w.data #> 2-element Array{Float64,1}:
#>  0.0
#>  0.0

using Flux.Tracker
Tracker.gradient(x -> 1, 2)
#! MethodError: no method matching back!(::Int64)
#? The function does not depend on its argument, or drops its history, so there is nothing to go back through. With `nest = true` its gradient is 0.

using Flux.Tracker
(Tracker.gradient(x -> mod(x, 2.0), 5.5), Tracker.gradient(x -> x % 2, 5.5)) #> ((1.0 (tracked),), (1.0 (tracked),))

using Flux.Tracker
Tracker.gradient((x, y) -> mod(x, y) + rem(-x, y), 5.5, 2.0) #> (0.0 (tracked), 0.0 (tracked))

(mod(-5.5, 2.0), rem(-5.5, 2.0), mod(5.5, -2), -5.5 % 2) #> (0.5, -1.5, -0.5, -1.5)
