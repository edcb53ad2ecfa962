using Flux.Tracker
d(f) = x -> Tracker.gradient(f, x; nest = true)[1]
fourth(f) = Tracker.data(d(d(d(d(f))))(0.0))
(fourth(x -> x^2), fourth(x -> exp(-x^2)), fourth(x -> sin(x)^2), fourth(x -> 1 / (1 + x^2)), fourth(x -> x^4)) #> (0.0, 12.0, -8.0, 24.0, 24.0)

using Flux.Tracker
(Tracker.gradient(x -> x^0, 0.0), Tracker.gradient(x -> x^1, 0.0), Tracker.gradient(x -> x^2.0, 0.0)) #> ((0.0 (tracked),), (1.0 (tracked),), (0.0 (tracked),))

using Flux.Tracker
d(f) = x -> Tracker.gradient(f, x; nest = true)[1]
[Tracker.data(d(d(d(x -> x^n)))(0.0)) for n in 0:4] #> 5-element Array{Float64,1}:
#>  0.0
#>  0.0
#>  0.0
#>  6.0
#>  0.0

using Flux.Tracker
Tracker.hessian(x -> sum(x .^ 2), [0.0, 1.0]) #> 2×2 Array{Float64,2}:
#>  2.0  0.0
#>  0.0  2.0
