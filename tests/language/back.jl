using Flux.Tracker
x = param([1, 2])
Tracker.back!(sum(x .^ 2))
(x.grad, x.data, Tracker.grad(x)) #> ([2.0, 4.0], [1.0, 2.0], [2.0, 4.0])

using Flux.Tracker
w = param(3)
for i in 1:3
  Tracker.back!(w^2)
end
(Tracker.grad(w), w.data) #> (18.0, 3.0)

using Flux.Tracker
y = param(3.0)^2
Tracker.back!(y)
Tracker.back!(y)
#! `back!` was already used
#? The record is gone once `back!` has used it: compute the value anew, or write `once = false`.

using Flux.Tracker
x = param([1])
l = sum((x .+ x) .^ 2)
Tracker.back!(l, once = false)
x.grad .= 0
Tracker.back!(l, once = false)
x.grad #> 1-element Array{Float64,1}:
#>  8.0

using Flux.Tracker
x = param([1, 2])
Tracker.back!(2 .* x, [1, 10])
x.grad #> 2-element Array{Float64,1}:
#>   2.0
#>  20.0

using Flux.Tracker
Tracker.back!(param([1, 2]))
#! Value is not scalar; use `back!(sum(x))` or `back!(x, Δ)`

using Flux.Tracker
x = param([1.0])
Tracker.back!(sum(x ./ 0))
#! Loss is Inf

using Flux.Tracker
x = param([1.0])
(x.grad, Tracker.grad(param(1)), Tracker.grad(3)) #> ([0.0], 0.0, nothing)

using Flux.Tracker
using Flux.Tracker: update!
x = param([1.0, 2.0])
Tracker.back!(sum(x .^ 2))
update!(x, -0.1 .* x.grad)
(x, x.grad) #> ([0.8, 1.6] (tracked), [0.0, 0.0])

using Flux.Tracker
x = param([1.0, 2.0])
g = Tracker.gradient(() -> sum(x), params(x))
(g[x], x.grad) #> ([1.0, 1.0] (tracked), [0.0, 0.0])

using Flux.Tracker: forward
y, back = forward((a, b) -> a * b, 2, 3)
(y, back(1)) #> (6.0 (tracked), (3.0 (tracked), 2.0 (tracked)))

using Flux.Tracker: forward
y, back = forward((a, b) -> a .* b, [1, 2, 3], [4, 5, 6])
(y, back([1, 0, 1])) #> ([4.0, 10.0, 18.0] (tracked), ([4.0, 0.0, 6.0] (tracked), [1.0, 0.0, 3.0] (tracked)))

using Flux.Tracker
w = param([1.0, 2.0])
y, back = Tracker.forward(() -> sum(w .^ 2), params(w))
(y, back(2)[w]) #> (5.0 (tracked), [4.0, 8.0] (tracked))

using Flux.Tracker: forward
y, back = forward(x -> 2 .* x, [1, 2])
back([1])
#! DimensionMismatch("the adjoint has 1 entries, the value 2")

using Flux.Tracker
Tracker.gradient(x -> Tracker.hook(-, x)^2 + x^3, 3) #> (21.0 (tracked),)

using Flux.Tracker
Tracker.gradient(x -> sum(Tracker.hook(Δ -> 2Δ, x .^ 2) .^ 2), [1.0, 2.0]) #> ([8.0, 64.0] (tracked),)

using Flux.Tracker
Tracker.gradient(x -> Tracker.hook(Δ -> 2Δ, Tracker.hook(Δ -> 3Δ, x)^2), 3) #> (36.0 (tracked),)

using Flux.Tracker
x = param(3)
Tracker.back!(Tracker.hook(-, x)^2)
Tracker.grad(x) #> -6.0

using Flux.Tracker
Tracker.hook(println, 3) #> 3

using Flux.Tracker
w = param(1)
Tracker.gradient(() -> 2w, params(w))[3]
#! Object not tracked: 3
#? Look gradients up by a parameter, created with `param`.

using Flux.Tracker
v = [param(1), param(2)]
(Tracker.istracked(v), Tracker.collect(v)) #> (false, [1.0, 2.0] (tracked))

f = x -> x + 1
f = x -> x + 2
f(1) #> 3

f(x) = x
f = 3
#! invalid redefinition of constant f

f = x -> x
f(x) = 2
#! cannot define function f; it already has a value

back!(param(1))
#! UndefVarError: back! not defined
#? `back!` is available after `using Flux.Tracker`.
