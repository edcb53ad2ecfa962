using Flux.Tracker
w = param([1.0])
for k in 1:2
  Tracker.back!(sum((2w .- 6) .^ 2))
  w.data .-= 0.1 .* w.grad
  w.grad .= 0
end
w.data[1] #> 2.92

using Flux.Tracker
w = param([1.0, 2.0])
d = w.data
w.data[1] = 7
(d, w) #> ([7.0, 2.0], [7.0, 2.0] (tracked))

using Flux.Tracker
w = param([1.0, 2.0])
d = w.data
Tracker.update!(w, [1.0, 1.0])
(d, w) #> ([2.0, 3.0], [2.0, 3.0] (tracked))

using Flux.Tracker
w = param([1.0, 2.0])
d = Tracker.data(w)
d .= 3
copyto!(w.data, d .+ [0, 1])
(w, sum(w)) #> ([3.0, 4.0] (tracked), 7.0 (tracked))

using Flux.Tracker
w = param([1.0 -2.0; 3.0 4.0])
w.data[1, :] .= 9
w.data .= clamp.(w.data, -1, 5)
w #> Tracked 2×2 Array{Float64,2}:
#>  5.0  5.0
#>  3.0  4.0

using Flux.Tracker
w = param([1.0, 2.0])
fill!(w.data, 4)
map!(x -> 2x, w.data, w.data)
w #> Tracked 2-element Array{Float64,1}:
#>  8.0
#>  8.0

using Flux.Tracker
w = param([1.0, 2.0])
Tracker.back!(sum(w .^ 2))
w.data[1] = 5
w.grad #> 2-element Array{Float64,1}:
#>  2.0
#>  4.0

using Flux.Tracker
w = param([1.0, 2.0])
w.data[2] = 3
g = Tracker.gradient(() -> sum(w .^ 2), params(w))
g[w] #> Tracked 2-element Array{Float64,1}:
#>  2.0
#>  6.0

using Flux.Tracker
y = 2 .* param([1.0, 2.0])
y.data .= 0
y #> Tracked 2-element Array{Float64,1}:
#>  0.0
#>  0.0

using Flux.Tracker
w = param(2.0)
w.data = 3
Tracker.back!(w^2)
(w, Tracker.grad(w)) #> (3.0 (tracked), 6.0)

using Flux.Tracker
w = param([1.0])
Tracker.back!(sum(3 .* w))
Tracker.data(w) .-= 0.1 .* Tracker.grad(w)
Tracker.grad(w) .= 0
(w.data, w.grad) #> ([0.7], [0.0])

w = [1.0]
function shrink()
  @. w = w - 0.25
  w .*= 2
end
shrink()
w #> 1-element Array{Float64,1}:
#>  1.5

calls = 0
place() = (global calls += 1; 1)
h = [0, 0]
h[place()] += 1
h[place():2] .+= 1
(h, calls) #> ([2, 1], 2)

stack = [[1, 2], [3, 4]]
pop!(stack) .+= 1
stack #> 1-element Array{Array{Int64,1},1}:
#>  [1, 2]
