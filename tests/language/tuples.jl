(1, 2.5, "a", true, nothing) #> (1, 2.5, "a", true, nothing)

(1,) #> (1,)

() #> ()

t = (1, 2, 3)
(t[1], t[end], t[2:3], length(t), first(t), last(t)) #> (1, 3, (2, 3), 3, 1, 3)

(1, 2)[3]
#! BoundsError: attempt to access (1, 2)
#!   at index [3]
#? It has entries 1 to 2; indices start at 1.

(1, 2)[0]
#! BoundsError: attempt to access (1, 2)
#!   at index [0]

(1, 2) .+ 1 #> (2, 3)

(1, 2) .* (3, 4) #> (3, 8)

2 .* (1, 2) .^ 2 .- 1 #> (1, 7)

sqrt.((4, 9)) #> (2.0, 3.0)

.-((1, 2)) #> (-1, -2)

f(x, y) = x - y
f.((5, 6), 1) #> (4, 5)

(1, 2) .+ (1, 2, 3)
#! DimensionMismatch("arrays could not be broadcast to a common size; got a dimension with lengths 2 and 3")
#? Working entry by entry needs equal lengths, but here they are 2 and 3.
#@ 1:1

(1, 2) + 1
#! MethodError: no method matching +(::Tuple{Int64,Int64}, ::Int64)
#? `+` does not take a tuple here. To work entry by entry, write `.+` with a dot.

sin((1, 2))
#! MethodError: no method matching sin(::Tuple{Int64,Int64})
#? `sin` takes a number. To apply it to each entry, write `sin.(…)` with a dot.

(sum((1, 2, 3)), prod((2, 3)), maximum((1, 3, 2)), minimum((1.5, 3)), sum(abs2, (1, 2))) #> (6, 6, 3, 1.5, 5)

(0, (1, 2)...) #> (0, 1, 2)

(1, 2) == (1.0, 2.0) #> true

(1, 2) in ((1, 2), (3, 4)) #> true

1:5 #> 1:5

(1:2:9, 0.0:0.5:2.0, length(1:10), sum(1:100), (1:3)[2], 3:1) #> (1:2:9, 0.0:0.5:2.0, 10, 5050, 2, 3:2)

n = 5
1:n-1 #> 1:4

[1, 2.5] #> 2-element Array{Float64,1}:
#>  1.0
#>  2.5

[1, 2, 3] .^ 2 #> 3-element Array{Int64,1}:
#>  1
#>  4
#>  9

v = [1, 2, 3]
v[2] = 5
v[end] += 1
v .+= 1
(v, v[1], length(v)) #> ([2, 6, 5], 2, 3)

v = [1.5, 2]
(v .* 2, 2v, v / 2, v + v, sum(v), -v) #> ([3.0, 4.0], [3.0, 4.0], [0.75, 1.0], [3.0, 4.0], 3.5, [-1.5, -2.0])

[1, 2] + 1
#! MethodError: no method matching +(::Array{Int64,1}, ::Int64)

[1, 2](1)
#! MethodError: objects of type Array{Int64,1} are not callable

[1, 2][3]
#! BoundsError: attempt to access 2-element Array{Int64,1} at index [3]

[1.0, 2.0][1:3]
#! BoundsError: attempt to access 2-element Array{Float64,1} at index [1:3]

v = [3, 1]
w = v
push!(w, 7)
v #> 3-element Array{Int64,1}:
#>  3
#>  1
#>  7

t = (1, 2)
t[1] = 5
#! MethodError: no method matching setindex!(::Tuple{Int64,Int64}, ::Int64, ::Int64)

["a", "b"] #> 2-element Array{String,1}:
#>  "a"
#>  "b"

map(x -> x^2, [1, 2]) #> 2-element Array{Int64,1}:
#>  1
#>  4

filter(isodd, [1, 2, 3]) #> 2-element Array{Int64,1}:
#>  1
#>  3

(any(x -> x > 2, (1, 3)), all(x -> x > 2, (1, 3))) #> (true, false)
