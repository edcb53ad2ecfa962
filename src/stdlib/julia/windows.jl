# Windows that slide over width and height: convolutions and pooling, as NNlib 0.6 has them, and the layers of Flux 0.9.
# Arrays have the sizes width, height, channels, samples; without the height they are one-dimensional.

# How a window slides: what NNlib calls the dimensions of a convolution.
struct _Windows
  name
  input
  kernel
  channels
  stride
  padding
  dilation
  flipped
  groups
end

function _spread(x, n, what)
  x = x isa Number ? ntuple(_ -> x, n) : tuple(x...)
  length(x) == n || throw(DimensionMismatch("$what $(length(x))d, should be $(n)d!"))
  x
end

function _padded(padding, n)
  padding isa Number && return ntuple(_ -> padding, 2n)
  padding = tuple(padding...)
  length(padding) == n && return ntuple(i -> padding[(i + 1) ÷ 2], 2n)
  length(padding) == 2n || throw(DimensionMismatch(
    "Padding $(length(padding))d, should be either $(n)d or $(2n)d!"))
  padding
end

function _windows(name, input, kernel, channels, stride, padding, dilation, flipped, groups)
  n = length(input)
  1 <= n <= 2 || _raise("ArgumentError: windows over $n dimensions are not available here",
    "They slide over width, or width and height: an array has the sizes width, height, channels, samples.")
  stride, dilation, padding = _spread(stride, n, "Stride"), _spread(dilation, n, "Dilation"), _padded(padding, n)
  all(s -> s > 0, stride) || _raise("ArgumentError: a stride must be at least 1, got $stride",
    "It is the distance of two windows.")
  for i in 1:n
    k, d, room = kernel[i], dilation[i], input[i] + padding[2i - 1] + padding[2i]
    room < (k - 1) * d + 1 && throw(DimensionMismatch(
      "Kernel * dilation (($k - 1) * $d + 1) cannot be larger than input + padding ($room)!"))
  end
  _Windows(name, input, kernel, channels, stride, padding, dilation, flipped, groups)
end

_channels(x, w) = x == w || throw(DimensionMismatch("Input channels must match! ($x vs. $w)"))

function _ranks(x, w)
  length(x) == length(w) || throw(DimensionMismatch(
    "Rank of x and w must match! ($(length(x)) vs. $(length(w)))"))
  length(x) >= 3 || _raise("ArgumentError: an array of $(length(x)) dimensions has no channels and samples",
    "Its sizes are width, height, channels, samples: `reshape(x, size(x)..., 1, 1)` makes them of a picture.")
end

_size_of(x) = x isa Tuple ? x : size(x)

#: How the window of a convolution slides over an array, for `conv`.
#= conv(ones(4, 4, 1, 1), ones(2, 2, 1, 1), DenseConvDims((4, 4, 1, 1), (2, 2, 1, 1), stride = 2)) == fill(4, 2, 2, 1, 1) =# #> true
function DenseConvDims(x, w; stride = 1, padding = 0, dilation = 1, flipkernel = false)
  x, w = _size_of(x), _size_of(w)
  _ranks(x, w)
  _channels(x[end-1], w[end-1])
  _windows("DenseConvDims", x[1:end-2], w[1:end-2], x[end-1] => w[end], stride, padding, dilation, flipkernel, 1)
end

function DepthwiseConvDims(x, w; stride = 1, padding = 0, dilation = 1, flipkernel = false)
  x, w = _size_of(x), _size_of(w)
  _ranks(x, w)
  _channels(x[end-1], w[end])
  _windows("DepthwiseConvDims", x[1:end-2], w[1:end-2], w[end] => w[end] * w[end-1],
    stride, padding, dilation, flipkernel, w[end])
end

#: How the window of a pooling slides over an array, for `maxpool` and `meanpool`.
#= maxpool(ones(4, 4, 1, 1), PoolDims(ones(4, 4, 1, 1), 2)) == ones(2, 2, 1, 1) =# #> true
function PoolDims(x, k; stride = k, padding = 0, dilation = 1)
  x = _size_of(x)
  _ranks(x, x)
  _windows("PoolDims", x[1:end-2], _spread(k, length(x) - 2, "Window"), x[end-1] => x[end-1],
    stride, padding, dilation, false, 1)
end

function output_size(c)
  ntuple(length(c.input)) do i
    (c.input[i] + c.padding[2i - 1] + c.padding[2i] - (c.kernel[i] - 1) * c.dilation[i] - 1) ÷ c.stride[i] + 1
  end
end

input_size(c) = c.input
kernel_size(c) = c.kernel
channels_in(c) = c.channels[1]
channels_out(c) = c.channels[2]
channel_multiplier(c) = c.channels[2] ÷ c.channels[1]
stride(c) = c.stride
padding(c) = c.padding
dilation(c) = c.dilation
flipkernel(c) = c.flipped

Base.show(io::IO, c::_Windows) = print(io, c.name, ": ", (c.input..., c.channels[1]), " * ", c.kernel, " -> ",
  (output_size(c)..., c.channels[2]), ", stride: ", c.stride, " pad: ", c.padding, ", dil: ", c.dilation,
  ", flip: ", c.flipped)

_flat(x) = ndims(x) == 3 ? reshape(x, size(x, 1), 1, size(x, 2), size(x, 3)) : x

# One of the engine's operations on windows. The mathematical convolution reads the filter from its end.
function _slid(name, c, xs...)
  output = output_size(c)
  slides = ()
  for i in 1:2
    slides = i > length(output) ? (slides..., 1, 1, 1, 1, 0, 1) :
      (slides..., c.input[i], c.kernel[i], output[i], c.stride[i], c.padding[2i - 1], c.dilation[i])
  end
  y = _window(name, slides, c.groups, !c.flipped, map(_flat, xs)...)
  ndims(xs[1]) == 3 ? reshape(y, size(y, 1), size(y, 3), size(y, 4)) : y
end

#: The convolution of an array with a filter: width, height, channels in, channels out.
#= conv(reshape([1.0, 2.0, 3.0], 3, 1, 1), reshape([1.0, 10.0], 2, 1, 1))[:] == [12.0, 23.0] =# #> true
conv(x, w, c::_Windows) = _slid("convolution", c, x, w)
conv(x, w; stride = 1, pad = 0, dilation = 1, flipped = false) =
  conv(x, w, DenseConvDims(x, w, stride = stride, padding = pad, dilation = dilation, flipkernel = flipped))
∇conv_data(dy, w, c::_Windows) = _slid("convolution input", c, dy, w)
∇conv_filter(x, dy, c::_Windows) = _slid("convolution filter", c, x, dy)
crosscor(x, w, c::_Windows) = conv(x, w,
  _Windows(c.name, c.input, c.kernel, c.channels, c.stride, c.padding, c.dilation, true, c.groups))

_grouped(w) = reshape(w, size(w)[1:end-2]..., 1, size(w, ndims(w)) * size(w, ndims(w) - 1))

#: The convolution of each channel with filters of its own: width, height, how many, channel.
#= size(depthwiseconv(ones(4, 4, 3, 1), ones(2, 2, 5, 3))) =# #> (3, 3, 15, 1)
depthwiseconv(x, w, c::_Windows) = _slid("convolution", c, x, _grouped(w))
depthwiseconv(x, w; stride = 1, pad = 0, dilation = 1, flipped = false) = depthwiseconv(x, w,
  DepthwiseConvDims(x, w, stride = stride, padding = pad, dilation = dilation, flipkernel = flipped))
∇depthwiseconv_data(dy, w, c::_Windows) = _slid("convolution input", c, dy, _grouped(w))
∇depthwiseconv_filter(x, dy, c::_Windows) = reshape(_slid("convolution filter", c, x, dy),
  c.kernel..., c.channels[2] ÷ c.channels[1], c.channels[1])

#: The largest entry of each window.
#= maxpool(reshape([1, 5, 2, 4], 4, 1, 1), (2,))[:] == [5, 4] =# #> true
maxpool(x, c::_Windows) = _slid("largest of windows", c, x)
maxpool(x, k; pad = 0, stride = k) = maxpool(x, PoolDims(x, k, padding = pad, stride = stride))
∇maxpool(dy, y, x, c::_Windows) = _slid("put at largest", c, x, dy)

# Each channel of each sample by itself, as a convolution with equal weights.
function _mean_of(name, c, x, size_of_result)
  w = fill(1 / prod(c.kernel), c.kernel..., 1, 1)
  reshape(_slid(name, c, _grouped(x), w), size_of_result..., size(x)[end-1:end]...)
end

#: The mean of each window.
#= meanpool(reshape([1, 5, 2, 4], 4, 1, 1), (2,))[:] == [3, 3] =# #> true
meanpool(x, c::_Windows) = _mean_of("convolution", c, x, output_size(c))
meanpool(x, k; pad = 0, stride = k) = meanpool(x, PoolDims(x, k, padding = pad, stride = stride))
∇meanpool(dy, y, x, c::_Windows) = _mean_of("convolution input", c, dy, c.input)

# The layers.

_shown(io, name, k, sizes, σ) = print(io, name, "(", k, ", ", sizes[1], "=>", sizes[2], σ === identity ? "" : ", $σ", ")")
_slides(w, stride, pad, dilation) = (_spread(stride, ndims(w) - 2, "Stride"), _padded(pad, ndims(w) - 2),
  _spread(dilation, ndims(w) - 2, "Dilation"))
_biased(σ, y, b) = σ.(y .+ reshape(b, ntuple(_ -> 1, ndims(y) - 2)..., length(b), 1))

struct Conv
  σ
  weight
  bias
  stride
  pad
  dilation
end
_treelike(Conv, :σ, :weight, :bias)

#: A convolutional layer: the size of its filters, channels in and out, an activation; `pad`, `stride` and `dilation`.
#= size(Conv((2, 2), 1 => 16, relu)(ones(28, 28, 1, 5))) =# #> (27, 27, 16, 5)
Conv(k::Tuple, ch::Pair, σ = identity; init = glorot_uniform, stride = 1, pad = 0, dilation = 1) =
  Conv(param(init(k..., ch[1], ch[2])), param(zeros(ch[2])), σ, stride = stride, pad = pad, dilation = dilation)
Conv(w::AbstractArray, b::AbstractVector, σ = identity; stride = 1, pad = 0, dilation = 1) =
  Conv(σ, w, b, _slides(w, stride, pad, dilation)...)
(c::Conv)(x) = _biased(c.σ, conv(x, c.weight, _dims(c, x)), c.bias)
_dims(c, x) = DenseConvDims(x, c.weight, stride = c.stride, padding = c.pad, dilation = c.dilation)
_of(w) = size(w)[1:end-2]
Base.show(io::IO, l::Conv) = _shown(io, "Conv", _of(l.weight), size(l.weight)[end-1:end], l.σ)

struct CrossCor
  σ
  weight
  bias
  stride
  pad
  dilation
end
_treelike(CrossCor, :σ, :weight, :bias)

#: A convolutional layer that reads its filters from their beginning: a cross-correlation.
#= CrossCor(reshape([1, 10], 2, 1, 1), [0])(reshape([1, 2, 3], 3, 1, 1))[:] == [21, 32] =# #> true
CrossCor(k::Tuple, ch::Pair, σ = identity; init = glorot_uniform, stride = 1, pad = 0, dilation = 1) =
  CrossCor(param(init(k..., ch[1], ch[2])), param(zeros(ch[2])), σ, stride = stride, pad = pad, dilation = dilation)
CrossCor(w::AbstractArray, b::AbstractVector, σ = identity; stride = 1, pad = 0, dilation = 1) =
  CrossCor(σ, w, b, _slides(w, stride, pad, dilation)...)
(c::CrossCor)(x) = _biased(c.σ, crosscor(x, c.weight, _dims(c, x)), c.bias)
Base.show(io::IO, l::CrossCor) = _shown(io, "CrossCor", _of(l.weight), size(l.weight)[end-1:end], l.σ)

struct ConvTranspose
  σ
  weight
  bias
  stride
  pad
  dilation
end
_treelike(ConvTranspose, :σ, :weight, :bias)

#: The transpose of a convolutional layer: it gives the size that a convolution would have been given.
#= size(ConvTranspose((3, 3), 2 => 1)(ones(26, 26, 2, 1))) =# #> (28, 28, 1, 1)
ConvTranspose(k::Tuple, ch::Pair, σ = identity; init = glorot_uniform, stride = 1, pad = 0, dilation = 1) =
  ConvTranspose(param(init(k..., ch[2], ch[1])), param(zeros(ch[2])), σ,
    stride = stride, pad = pad, dilation = dilation)
ConvTranspose(w::AbstractArray, b::AbstractVector, σ = identity; stride = 1, pad = 0, dilation = 1) =
  ConvTranspose(σ, w, b, _slides(w, stride, pad, dilation)...)
function (c::ConvTranspose)(x)
  w = size(c.weight)
  input = ntuple(length(w) - 2) do i
    (size(x, i) - 1) * c.stride[i] + 1 + (w[i] - 1) * c.dilation[i] - c.pad[2i - 1] - c.pad[2i]
  end
  _channels(size(x, ndims(x) - 1), w[end])
  whole = DenseConvDims((input..., w[end-1], size(x, ndims(x))), w,
    stride = c.stride, padding = c.pad, dilation = c.dilation)
  _biased(c.σ, ∇conv_data(x, c.weight, whole), c.bias)
end
Base.show(io::IO, l::ConvTranspose) =
  _shown(io, "ConvTranspose", _of(l.weight), reverse(size(l.weight)[end-1:end]), l.σ)

struct DepthwiseConv
  σ
  weight
  bias
  stride
  pad
  dilation
end
_treelike(DepthwiseConv, :σ, :weight, :bias)

#: A convolutional layer with filters of its own for each channel.
#= size(DepthwiseConv((2, 2), 3 => 15)(ones(28, 28, 3, 5))) =# #> (27, 27, 15, 5)
function DepthwiseConv(k::Tuple, ch::Pair, σ = identity; init = glorot_uniform, stride = 1, pad = 0, dilation = 1)
  ch[2] % ch[1] == 0 || _raise("AssertionError: Output channels must be integer multiple of input channels",
    "Every channel of the input gets as many filters.")
  DepthwiseConv(param(init(k..., ch[2] ÷ ch[1], ch[1])), param(zeros(ch[2])), σ,
    stride = stride, pad = pad, dilation = dilation)
end
DepthwiseConv(w::AbstractArray, b::AbstractVector, σ = identity; stride = 1, pad = 0, dilation = 1) =
  DepthwiseConv(σ, w, b, _slides(w, stride, pad, dilation)...)
(c::DepthwiseConv)(x) = _biased(c.σ, depthwiseconv(x, c.weight,
  DepthwiseConvDims(x, c.weight, stride = c.stride, padding = c.pad, dilation = c.dilation)), c.bias)
Base.show(io::IO, l::DepthwiseConv) = _shown(io, "DepthwiseConv", _of(l.weight),
  (size(l.weight, ndims(l.weight)), prod(size(l.weight)[end-1:end])), l.σ)

struct MaxPool
  k
  pad
  stride
  MaxPool(k::Tuple; pad = 0, stride = k) = new(k, _padded(pad, length(k)), _spread(stride, length(k), "Stride"))
end

#: A layer that gives the largest entry of each window of this size.
#= size(MaxPool((2, 2))(ones(28, 28, 3, 5))) =# #> (14, 14, 3, 5)
(m::MaxPool)(x) = maxpool(x, PoolDims(x, m.k, padding = m.pad, stride = m.stride))
Base.show(io::IO, m::MaxPool) = print(io, "MaxPool(", m.k, ", pad = ", m.pad, ", stride = ", m.stride, ")")

struct MeanPool
  k
  pad
  stride
  MeanPool(k::Tuple; pad = 0, stride = k) = new(k, _padded(pad, length(k)), _spread(stride, length(k), "Stride"))
end

#: A layer that gives the mean of each window of this size.
#= size(MeanPool((2, 2))(ones(28, 28, 3, 5))) =# #> (14, 14, 3, 5)
(m::MeanPool)(x) = meanpool(x, PoolDims(x, m.k, padding = m.pad, stride = m.stride))
Base.show(io::IO, m::MeanPool) = print(io, "MeanPool(", m.k, ", pad = ", m.pad, ", stride = ", m.stride, ")")

_spatial(x) = [1:ndims(x) - 2;]

struct GlobalMaxPool end

#: A layer that gives the largest entry of each channel.
#= size(GlobalMaxPool()(ones(28, 28, 3, 5))) =# #> (1, 1, 3, 5)
(m::GlobalMaxPool)(x) = maximum(x, dims = _spatial(x))

struct GlobalMeanPool end

#: A layer that gives the mean of each channel.
#= size(GlobalMeanPool()(ones(28, 28, 3, 5))) =# #> (1, 1, 3, 5)
(m::GlobalMeanPool)(x) = mean(x, dims = _spatial(x))
