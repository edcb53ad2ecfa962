k(x; a = 1, b = 2) = x + 10a + 100b
nt = (a = 3, b = 4)
(k(1), k(1, a = 2), k(1; b = 0), k(1; nt...), k(1; nt..., a = 5)) #> (211, 221, 11, 431, 451)

f(; kw...) = sum(values(kw))
f(a = 1, b = 2) #> 3

f(x; scale) = x * scale
f(2)
#! UndefKeywordError: keyword argument scale not assigned

f(x; scale) = x * scale
f(2; scale = 3) #> 6

f(x; a = 1) = x + a
f(2; c = 3)
#! MethodError: no method matching f(::Int64; c=3)

f(x; a = 2x, b = a + 1) = (a, b)
(f(1), f(1, a = 10), f(1, b = 0)) #> ((2, 3), (10, 11), (2, 0))

f(x, y = 2x, z = x + y) = (x, y, z)
(f(1), f(1, 5), f(1, 5, 0)) #> ((1, 2, 3), (1, 5, 6), (1, 5, 0))

f(args...) = length(args)
(f(), f(1), f(1, 2, 3), f((1, 2)...)) #> (0, 1, 3, 2)

f(a, rest...) = (a, rest)
f(1, 2, 3) #> (1, (2, 3))

f(xs::Int...) = sum(xs)
f(xs...) = "mixed"
(f(1, 2), f(1, 2.0)) #> (3, "mixed")

a = 5
f(; a) = 2a
f(; a) #> 10

g(f, x) = f(x)
g(3) do x
  x + 1
end
#> 4

map([1, 2], [3, 4]) do a, b
  a * b
end
#> 2-element Array{Int64,1}:
#>  3
#>  8

f(x; opts...) = g(x; opts...)
g(x; a = 1, b = 1) = x * a * b
f(2; b = 5) #> 10

f(x::Int)::Float64 = x
f(1) #> 1.0

function f(x, y; op = +)
  op(x, y)
end
(f(2, 3), f(2, 3, op = *)) #> (5, 6)

f((a, b), c) = a + b + c
f((1, 2), 3) #> 6

loss(a, b, c,) = a + b + c
loss(1, 2, 3,) #> 6

f(x) = 2x
f((a = 3)) + a #> 9
