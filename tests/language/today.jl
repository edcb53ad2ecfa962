using Flux
gradient(x -> 3x^2 + 2x + 1, 2) #> (14.0,)

using Flux
gradient((x, y) -> sum(x .* y), [1, 2], [3, 4]) #> ([3.0, 4.0], [1.0, 2.0])

using Flux
gradient((x, y) -> x^2, 3, 4) #> (6.0, nothing)

using Flux
gradient(x -> 1, 3) #> (nothing,)

using Flux
df(x) = gradient(x -> x^3, x)[1]
(df(2), gradient(df, 2), gradient(x -> gradient(df, x)[1], 2)) #> (12.0, (12.0,), (6.0,))

using Flux
gradient(p -> p[1]^2 * p[2], (2, 3)) #> ((12.0, 4.0),)

using Flux
gradient(x -> x .^ 2, [1, 2])
#! Function output is not scalar

using Flux
gradient(3, 4)
#! MethodError: objects of type Int64 are not callable
#? `gradient` takes a function and the place: `gradient(f, x)`, not `gradient(f(x), x)`.

using Flux
w = param([1.0, 2.0])
g = gradient(() -> sum(w .^ 2), params(w))
g[w] #> Tracked 2-element Array{Float64,1}:
#>  2.0
#>  4.0

using Flux
using Flux.Tracker
gradient(x -> x^2, 3) #> (6.0 (tracked),)

using Flux.Tracker: gradient
using Flux
gradient(x -> x^2, 3) #> (6.0 (tracked),)

using Flux
Tracker.gradient(x -> x^2, 3) #> (6.0 (tracked),)

using Flux
relu()
#! MethodError: no method matching relu()

using Flux
# What a layer remembers stays with the model: the moving mean, and a state.
m = Chain(BatchNorm(2), Flux.Recur((h, x) -> (h .+ x, h .+ x), [0.0, 0.0]))
Flux.gradient(m -> sum(m([1.0 3.0; 2.0 4.0])), m)
(m[1].μ ≈ [0.2, 0.3], size(m[2].state), Tracker.istracked(m[2].state)) #> (true, (2, 2), false)
