(false * Inf, false * NaN, false * -2.0, true * 2.5, 2f0 * false) #> (0.0, 0.0, -0.0, 2.5, 0.0f0)

[true, false] .* [1.0, -Inf] #> 2-element Array{Float64,1}:
#>   1.0
#>  -0.0

using Flux.Tracker
Tracker.gradient(x -> sum([true, false] .* log.(x)), [1.0, 0.0]) #> ([1.0, 0.0] (tracked),)

using Flux, Flux.Tracker
p = [1.0, 0.0]
y = Flux.onehot(1, 1:2)
(Flux.crossentropy(p, y) == 0, Tracker.gradient(x -> Flux.crossentropy(x, y), p)[1] == [-1, 0]) #> (true, true)

using Flux, Flux.Tracker
p = [1.0 0.0; 0.0 1.0]
Tracker.gradient(x -> Flux.crossentropy(x, Flux.onehotbatch([1, 2], 1:2)), p)[1] == [-0.5 0; 0 -0.5] #> true
