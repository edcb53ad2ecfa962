nt = (a = 1, b = 2.5)
(nt.a, nt.b, nt[1], nt[:b], length(nt)) #> (1, 2.5, 1, 2.5, 2)

(a = 1, b = "x") #> (a = 1, b = "x")

(a = 1,) #> (a = 1,)

keys((a = 1, b = 2)) #> (:a, :b)

values((a = 1, b = 2)) #> (1, 2)

(a = 1, b = 2) == (a = 1, b = 2) #> true

(a = 1,) == (b = 1,) #> false

x, y = (a = 1, b = 2)
y #> 2

merge((a = 1, b = 2), (b = 3, c = 4)) #> (a = 1, b = 3, c = 4)

(a = 1,).c
#! type NamedTuple has no field c

(a = 1, a = 2)
#! syntax: field name repeated in named tuple

f() = (mean = 1, std = 2)
f().std #> 2

model = (W = [1 2; 3 4], b = [1, 1])
model.W * [1, 1] .+ model.b
#> 2-element Array{Int64,1}:
#>  4
#>  8

haskey((a = 1,), :a) #> true

collect(pairs((a = 1, b = 2)))[2] #> :b => 2

map(x -> x + 1, (a = 1, b = 2)) #> (a = 2, b = 3)

map(+, (a = 1, b = 2), (a = 3, b = 4)) #> (a = 4, b = 6)
