using Flux
x = reshape([1, 2, 3, 4], 4, 1, 1)
w = reshape([1, 10], 2, 1, 1)
y = conv(x, w)
(size(y), vec(y), vec(conv(x, w, flipped = true)), vec(conv(x, w, stride = 2)), vec(conv(x, w, pad = 1))) #> ((3, 1, 1), [12.0, 23.0, 34.0], [21.0, 32.0, 43.0], [12.0, 34.0], [1.0, 12.0, 23.0, 34.0, 40.0])

using Flux
x = reshape(1:9, 3, 3, 1, 1)
w = reshape([1, 0, 0, 0], 2, 2, 1, 1)
conv(x, w)[:, :, 1, 1] == [5 8; 6 9] && conv(x, w, flipped = true)[:, :, 1, 1] == [1 4; 2 5] #> true

using Flux
# The sum that a convolution is, entry by entry.
function slow(x, w, stride, pad, dilation)
  out = ntuple(i -> (size(x, i) + 2pad - dilation * (size(w, i) - 1) - 1) ÷ stride + 1, 2)
  y = zeros(out..., size(w, 4), size(x, 4))
  for a in 1:out[1], b in 1:out[2], m in 1:size(w, 4), n in 1:size(x, 4), c in 1:size(x, 3)
    for k in 1:size(w, 1), l in 1:size(w, 2)
      i = (a - 1) * stride + (k - 1) * dilation + 1 - pad
      j = (b - 1) * stride + (l - 1) * dilation + 1 - pad
      if 1 <= i <= size(x, 1) && 1 <= j <= size(x, 2)
        y[a, b, m, n] += x[i, j, c, n] * w[end + 1 - k, end + 1 - l, c, m]
      end
    end
  end
  y
end
right(n, m, settings) = begin
  x, w = randn(5, 6, 2, n), randn(3, 2, 2, m)
  conv(x, w, stride = settings[1], pad = settings[2], dilation = settings[3]) ≈ slow(x, w, settings...)
end
all(right(n, m, s) for n in (1, 4), m in (1, 3), s in ((1, 0, 1), (2, 1, 1), (1, 2, 2), (3, 0, 1))) #> true

using Flux
using Flux.Tracker: gradcheck
x, w, b = rand(5, 4, 2, 3), rand(3, 2, 2, 4), rand(4)
layer(x, w, b) = sum(sin.(Conv(w, b, tanh, stride = (2, 1), pad = (1, 0, 0, 1), dilation = (1, 2))(x)))
gradcheck(layer, x, w, b) #> true

using Flux
using Flux.Tracker: gradcheck
x, y, w = rand(7, 2, 2), rand(5, 3, 2), rand(3, 2, 3)
c = DenseConvDims(x, w)
(gradcheck((x, w) -> sum(sin.(conv(x, w, c))), x, w), gradcheck((y, w) -> sum(sin.(∇conv_data(y, w, c))), y, w), gradcheck((x, y) -> sum(sin.(∇conv_filter(x, y, c))), x, y)) #> (true, true, true)

using Flux
using Flux.Tracker: gradcheck
x, w = rand(4, 4, 3, 2), rand(2, 2, 2, 3)
(size(depthwiseconv(x, w)), gradcheck((x, w) -> sum(sin.(depthwiseconv(x, w))), x, w)) #> ((3, 3, 6, 2), true)

using Flux
x, w = rand(4, 4, 3, 1), rand(2, 2, 1, 3)
y = depthwiseconv(x, w)
all(y[:, :, c, 1] ≈ conv(x[:, :, c:c, :], w[:, :, :, c:c])[:, :, 1, 1] for c in 1:3) #> true

using Flux
using Flux.Tracker: gradcheck
x = rand(6, 5, 2, 2)
f(pool) = gradcheck(x -> sum(sin.(pool(x))), x)
(f(MaxPool((2, 2))), f(MaxPool((3, 3), stride = 1, pad = 1)), f(MeanPool((2, 2))), f(MeanPool((3, 2), stride = (1, 2), pad = (1, 0)))) #> (true, true, true, true)

using Flux
x = reshape([4, 1, 3, 3, 2, 5], 6, 1, 1)
(vec(maxpool(x, 2)), vec(maxpool(x, 2, stride = 1)), vec(maxpool(-x, 2, pad = 1)), vec(meanpool(x, 2)), vec(meanpool(x, 2, pad = 1))) #> ([4.0, 3.0, 5.0], [4.0, 3.0, 3.0, 3.0, 5.0], [-4.0, -1.0, -2.0, -5.0], [2.5, 3.0, 3.5], [2.0, 2.0, 2.5, 2.5])

using Flux
# Of equal entries the first takes the whole gradient.
Tracker.gradient(x -> sum(maxpool(x, 2)), reshape([3, 3, 1, 2], 4, 1, 1))[1][:] #> Tracked 4-element Array{Float64,1}:
#>  1.0
#>  0.0
#>  0.0
#>  1.0

using Flux
# Second derivatives: (x w)² twice by w is 2 x².
x = reshape([1.0, 2.0], 2, 1, 1)
g(w) = Tracker.gradient(w -> sum(conv(x, w) .^ 2), reshape([w], 1, 1, 1), nest = true)[1][1]
Tracker.gradient(g, 3) #> (10.0 (tracked),)

using Flux
(Conv((2, 2), 1 => 16, relu), Conv((3,), 4 => 2), CrossCor((2, 2), 3 => 1), ConvTranspose((2, 2), 3 => 5, tanh), DepthwiseConv((2, 2), 3 => 6), MaxPool((2, 2)), MeanPool((2, 3), pad = 1, stride = 2)) #> (Conv((2, 2), 1=>16, relu), Conv((3,), 4=>2), CrossCor((2, 2), 3=>1), ConvTranspose((2, 2), 3=>5, tanh), DepthwiseConv((2, 2), 3=>6), MaxPool((2, 2), pad = (0, 0, 0, 0), stride = (2, 2)), MeanPool((2, 3), pad = (1, 1, 1, 1), stride = (2, 2)))

using Flux
m = Chain(Conv((2, 2), 1 => 16, relu), MaxPool((2, 2)), Conv((2, 2), 16 => 8, relu), MaxPool((2, 2)), x -> reshape(x, :, size(x, 4)), Dense(288, 10), softmax)
(size(m(zeros(28, 28, 1, 5))), size.(params(m))) #> ((10, 5), Tuple[(2, 2, 1, 16), (16,), (2, 2, 16, 8), (8,), (10, 288), (10,)])

using Flux
m = Conv((3, 3), 1 => 1, relu, pad = (0, 1, 1, 2))
m.weight.data[:] .= 1.0
y = Tracker.data(m(ones(28, 28, 1, 1)))[:, :, 1, 1]
(size(y), y[1, 1], y[2, 2], y[end, 1], y[1, end], y[1, end - 1], y[end, end]) #> ((27, 29), 6.0, 9.0, 4.0, 3.0, 6.0, 2.0)

using Flux
x = zeros(7, 7, 1, 1)
x[4, 4, 1, 1] = 1
m = Conv((3, 1), 1 => 1)
m(x).data[2:4, 4, 1, 1] == m.weight.data[:, 1, 1, 1] #> true

using Flux
x, w = rand(6, 6, 1, 1), rand(2, 2, 1, 1)
(CrossCor(w, [0.0])(x)[1] ≈ sum(w .* x[1:2, 1:2, :, :]), CrossCor(w[end:-1:1, end:-1:1, :, :], [0.0])(x) == Conv(w, [0.0])(x)) #> (true, true)

using Flux
using Flux.Tracker: gradcheck
x, w, b = rand(3, 2, 3, 2), rand(2, 3, 2, 3), rand(2)
up(x, w, b) = ConvTranspose(w, b, stride = 2, pad = 1)(x)
(size(up(x, w, b)), gradcheck((x, w, b) -> sum(sin.(up(x, w, b))), x, w, b)) #> ((4, 3, 2, 2), true)

using Flux
# Trained to find an edge: the filter becomes that which made the targets.
x = rand(8, 8, 1, 16)
edge = reshape([1.0, -1.0], 2, 1, 1, 1)
y = conv(x, edge)
m = Conv((2, 1), 1 => 1)
loss(x, y) = Flux.mse(m(x), y)
Flux.train!(loss, params(m), Iterators.repeated((x, y), 300), ADAM(0.05))
round.(vec(m.weight.data), digits = 2) == [1, -1] #> true

using Flux
# As Flux is written today.
x, y = rand(6, 6, 1, 8), zeros(3, 8)
model = Chain(Conv((3, 3), 1 => 2, relu, stride = 2), Flux.flatten, Dense(8 => 3))
loss(m, x, y) = Flux.mse(m(x), y)
before = loss(model, x, y)
state = Flux.setup(Adam(0.05), model)
Flux.train!(loss, model, [(x, y) for i in 1:100], state)
(loss(model, x, y) < before / 10, model[1].stride) #> (true, (2, 2))

using Flux
(GlobalMeanPool()(reshape(1:8, 2, 2, 2, 1))[:], GlobalMaxPool()(reshape(1:8, 2, 2, 2, 1))[:]) #> ([2.5, 6.5], [4, 8])

using Flux
DenseConvDims((5, 4, 3, 2), (1, 2, 3, 4), stride = (1, 2), padding = (0, 1)) #> DenseConvDims: (5, 4, 3) * (1, 2) -> (5, 3, 4), stride: (1, 2) pad: (0, 0, 1, 1), dil: (1, 1), flip: false

using Flux
Conv((2, 2), 3 => 1)(ones(5, 5, 1, 1))
#! DimensionMismatch("Input channels must match! (1 vs. 3)")
#@ 2:1

using Flux
Conv((2, 2), 1 => 1)(ones(5, 5))
#! DimensionMismatch("Rank of x and w must match! (2 vs. 4)")

using Flux
Conv((6, 2), 1 => 1)(ones(5, 5, 1, 1))
#! DimensionMismatch("Kernel * dilation ((6 - 1) * 1 + 1) cannot be larger than input + padding (5)!")

using Flux
Conv((2, 2, 2), 1 => 1)(ones(5, 5, 5, 1, 1))
#! ArgumentError: windows over 3 dimensions are not available here
#? They slide over width, or width and height: an array has the sizes width, height, channels, samples.

using Flux
Conv((2, 2), 1 => 1, stride = 0)(ones(5, 5, 1, 1))
#! ArgumentError: a stride must be at least 1, got (0, 0)

using Flux
Conv((2, 2), 1 => 1, stride = (1, 2, 3))(ones(5, 5, 1, 1))
#! DimensionMismatch("Stride 3d, should be 2d!")

using Flux
Conv((2, 2), 1 => 1, pad = -1)(ones(5, 5, 1, 1))
#! ArgumentError: a size, stride, padding or dilation is not a whole number from 0

using Flux
maxpool(ones(4, 4), 2)
#! ArgumentError: an array of 2 dimensions has no channels and samples
#? Its sizes are width, height, channels, samples: `reshape(x, size(x)..., 1, 1)` makes them of a picture.

using Flux
DepthwiseConv((2, 2), 3 => 10)
#! AssertionError: Output channels must be integer multiple of input channels

using Flux
conv(ones(100, 100, 10, 1), ones(50, 50, 10, 40))
#! stopped after 20 million steps
