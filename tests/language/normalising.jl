using Flux
# The mean of a batch is 3 and 4, the variance over one less than the samples 4 and 4; a tenth of them is remembered.
m = BatchNorm(2)
y = m([1.0 3.0 5.0; 2.0 4.0 6.0])
(m.μ ≈ [0.3, 0.4], m.σ² ≈ [1.3, 1.3], round.(y.data, digits = 3)) #> (true, true, [-1.225 0.0 1.225; -1.225 0.0 1.225])

using Flux
m = Flux.testmode!(BatchNorm(2))
m([1.0 3.0; 2.0 4.0]).data ≈ [1 3; 2 4] ./ sqrt(1 + 1e-5) #> true

using Flux
# A picture is a batch of its pixels.
m, n, x = BatchNorm(3), BatchNorm(3), rand(4, 5, 3, 2)
pixels = reshape(permutedims(x, [3, 1, 2, 4]), 3, :)
y = permutedims(reshape(n(pixels).data, 3, 4, 5, 2), [2, 3, 1, 4])
(m(x).data ≈ y, m.μ ≈ n.μ, m.σ² ≈ n.σ²) #> (true, true, true)

using Flux
m, x = InstanceNorm(2), reshape(collect(1.0:12.0), 3, 2, 2)
y = m(x).data
(m.μ ≈ [0.5, 0.8], m.σ² ≈ [1, 1], y[:, 1, 1] ≈ y[:, 2, 2], round(y[3], digits = 3)) #> (true, true, true, 1.225)

using Flux
m, x = GroupNorm(4, 2), reshape(collect(1.0:24.0), 3, 4, 2)
m(x)
(m.μ ≈ [0.95, 1.55], m.σ² ≈ [1.25, 1.25], size(m.μ), length(params(m))) #> (true, true, (2, 1), 2)

using Flux
# Groups of one channel are instances; with one sample, instances are batches.
x = rand(3, 2, 4, 1)
(GroupNorm(4, 4)(x).data ≈ InstanceNorm(4)(x).data, InstanceNorm(4)(x).data ≈ BatchNorm(4)(x).data) #> (true, true)

using Flux
using Flux.Tracker: gradcheck
x = rand(3, 2, 4, 2)
(gradcheck(x -> sum(sin.(BatchNorm(4)(x))), x), gradcheck(x -> sum(sin.(InstanceNorm(4, tanh)(x))), x), gradcheck(x -> sum(sin.(GroupNorm(4, 2)(x))), x)) #> (true, true, true)

using Flux
(BatchNorm(2, relu), InstanceNorm(3), GroupNorm(4, 2, tanh), LayerNorm(5), Dropout(0.5), Dropout(0.5, dims = 1), AlphaDropout(0.1)) #> (BatchNorm(2, λ = relu), InstanceNorm(3), GroupNorm(4, 2, λ = tanh), LayerNorm(5), Dropout(0.5), Dropout(0.5, dims = 1), AlphaDropout(0.1))

using Flux
BatchNorm(2)(ones(3, 4))
#! BatchNorm expected 2 channels, got 3

using Flux
InstanceNorm(2)(ones(2, 4))
#! InstanceNorm requires at least 3 dimensions. With 2 dimensions an array of zeros would be returned

using Flux
GroupNorm(3, 2)(ones(4, 3, 2))
#! The number of groups (2) must divide the number of channels (3)

using Flux
# Along a dimension, whole rows or columns are dropped.
zeros_of(y) = [count(iszero, y[:, j]) for j in 1:size(y, 2)]
x = ones(100, 50)
(all(n -> n in (0, 100), zeros_of(Dropout(0.5, dims = 2)(x))), length(unique(zeros_of(Dropout(0.5, dims = 1)(x))))) #> (true, 1)

using Flux
m = AlphaDropout(0.2)
x = randn(200, 100)
y = m(x)
(abs(sum(y) / length(y)) < 0.2, Flux.testmode!(m)(x) == x, size(y)) #> (true, true, (200, 100))

using Flux
Dropout(2)
#! AssertionError: 0 ≤ p ≤ 1
