using Flux
Flux.mse([1.0 2.0; 3.0 4.0], [1.0 2.0; 3.0 8.0]) #> 4.0

using Flux: mse, mae
(mse([1.0, 3.0], [0, 0]), mae([1.0, -3.0], [0, 0])) #> (5.0, 2.0)

using Flux
mse([1.0], [1.0])
#! UndefVarError: mse not defined
#? Write `Flux.mse`.

using Flux
ŷ, y = softmax([0.2 1.0; -1.0 0.5; 0.7 -0.3]), [0 1; 1 0; 0 0]
Flux.crossentropy(ŷ, y) ≈ 1.456274738541918 #> true

using Flux
x, y = [0.2 1.0; -1.0 0.5; 0.7 -0.3], [0 1; 1 0; 0 0]
(Flux.logitcrossentropy(x, y) ≈ Flux.crossentropy(softmax(x), y), Flux.logitcrossentropy(x, y, weight = 2) ≈ 2Flux.crossentropy(softmax(x), y)) #> (true, true)

using Flux
Flux.crossentropy([0.5, 0.25], [1, 1], weight = [1, 2]) ≈ log(2) + 2log(4) #> true

using Flux
p, y = σ.([-1.1491, 0.8619, 0.3127]), [1, 1, 0.0]
Flux.binarycrossentropy.(p, y) ≈ [1.4243970973475661, 0.35231664672364094, 0.8616703662235443] #> true

using Flux
x, y = [-1.1491, 0.8619, 0.3127], [1, 1, 0.0]
Flux.logitbinarycrossentropy.(x, y) ≈ Flux.binarycrossentropy.(σ.(x), y) #> true

using Flux
(Flux.kldivergence([0.5, 0.5], [0.5, 0.5]), Flux.poisson([2.0], [1.0]) ≈ 2 - log(2), Flux.hinge([0.5, 2.0], [1, 1])) #> (0.0, true, 0.5)

using Flux
Flux.normalise([1.0 2.0; 3.0 6.0]) #> 2×2 Array{Float64,2}:
#>  -1.0  -1.0
#>   1.0   1.0

using Flux
x = Flux.normalise([1.0 2.0 9.0], dims = 2)
(abs(sum(x)) < 1e-12, sum(x .^ 2) ≈ 3) #> (true, true)

using Flux
W = Flux.glorot_uniform(40, 20)
(size(W), all(abs.(W) .<= sqrt(6 / 60)), maximum(W) > 0.25) #> ((40, 20), true, true)

using Flux: onehot, onehotbatch, onecold
(onehot(:b, [:a, :b, :c]) == [0, 1, 0], onecold([0.1, 0.7, 0.2]), onecold([0.1, 0.7, 0.2], [:a, :b, :c])) #> (true, 2, :b)

using Flux: onehotbatch, onecold
Y = onehotbatch([:b, :a, :b], [:a, :b, :c])
(size(Y), [1 2 3; 4 5 6] * Y == [2 1 2; 5 4 5], onecold(Y, [:a, :b, :c])) #> ((3, 3), true, [:b, :a, :b])

using Flux: onehot
onehot(:d, [:a, :b])
#! Value :d is not in labels

using Flux
Tracker.gradient(ŷ -> Flux.mse(ŷ, [1.0, 1.0]), [1.0, 3.0]) #> ([0.0, 2.0] (tracked),)

r = Ref(3)
r[] += 1
(r[], sum(in.([1, 5], Ref([1, 2])))) #> (4, 1)

(convert(Float64, 1), convert(Int, 2.0), convert(Any, "a")) #> (1.0, 2, "a")

convert(Int, 2.5)
#! InexactError: Int64(2.5)
