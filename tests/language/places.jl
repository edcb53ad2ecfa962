A = [1 2 3; 4 5 6]
(size(CartesianIndices(A)), CartesianIndices(A)[2, 3], sum(A[i] * i[1] for i in CartesianIndices(A)), [i[2] for i in CartesianIndices((1:1, 2:3))]) #> ((2, 3), CartesianIndex(2, 3), 36, [2 3])

i = CartesianIndex(1, 2)
(i + CartesianIndex(1, 1), i - CartesianIndex(0, 1), i[2], length(i), i.I) #> (CartesianIndex(2, 3), CartesianIndex(1, 1), 2, 2, (1, 2))

A = reshape(1:8, 2, 2, 2)
(selectdim(A, 3, 2), selectdim(A, 1, 1:1) == A[1:1, :, :]) #> ([5 7; 6 8], true)

(collect(LinRange(1, 2, 3)), length(LinRange(0, 1, 11))) #> ([1.0, 1.5, 2.0], 11)

(sinpi.([0, 0.25, 0.5, 1.0, -1.5, 2]), cospi.([0, 0.5, 1.0, 1.5, 3])) #> ([0.0, 0.7071067811865476, 1.0, 0.0, 1.0, 0.0], [1.0, 0.0, -1.0, 0.0, -1.0])

maximum(abs(sinpi(x) - sin(π * x)) + abs(cospi(x) - cos(π * x)) for x in -3:0.01:3) < 1e-14 #> true

using Flux.Tracker
(gradient(sinpi, 0)[1] ≈ π, gradient(cospi, 1.5)[1] ≈ π, gradient(x -> cospi(x), 0.5)[1] ≈ -π) #> (true, true, true)

(bitstring(5), bitstring(-1) == "1"^64, bitstring(1.0)[1:12], bitstring(1f0)[1:9], bitstring(true)) #> ("0000000000000000000000000000000000000000000000000000000000000101", true, "001111111111", "001111111", "00000001")

s = 0
@inbounds @simd for i in 1:10
  s += i
end
s #> 55

@fastmath 1 + 2 #> 3

@warn "near the edge"
@error "over it" #> ┌ Warning: near the edge
#> ┌ Error: over it

using Flux
struct Doubled
  w
  seen
end
Flux.@layer Doubled trainable = (w,)
d = Doubled([1.0], [2.0])
Flux.gradient(d -> sum(d.w .* d.seen), d) #> ((w = [2.0], seen = nothing),)

using Flux
struct Named
  w
end
Flux.@layer :expand Named
length(params(Named(param([1])))) #> 1
