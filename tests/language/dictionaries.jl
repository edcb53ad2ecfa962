d = Dict("a" => 1)
d["b"] = 2
(d["a"], d["b"], length(d), haskey(d, "c"), get(d, "c", 0)) #> (1, 2, 2, false, 0)

Dict("a" => 1)
#> Dict{String,Int64} with 1 entry:
#>   "a" => 1

Dict("a" => 1)["b"]
#! KeyError: key "b" not found
#? The dictionary has the keys "a".

d = Dict(k => k^2 for k in 1:3)
(d[3], sum(values(d)), sort(collect(keys(d)))) #> (9, 14, [1, 2, 3])

d = Dict{String,Float64}()
d["x"] = 1
d #> Dict{String,Float64} with 1 entry:
#>   "x" => 1.0

d = Dict(1 => "one", 2 => "two")
delete!(d, 1)
(length(d), haskey(d, 1)) #> (1, false)

d = Dict{Symbol,Int}()
for s in [:a, :b, :a]
  d[s] = get(d, s, 0) + 1
end
d[:a] #> 2

total = 0
for (k, v) in Dict(1 => 10, 2 => 20)
  total += k * v
end
total #> 50

d = Dict((1, 2) => "p", (3, 4) => "q")
d[(3, 4)] #> "q"

Dict(1 => 2)[1.0] #> 2

p = 1 => "x"
(p.first, p.second, p[1]) #> (1, "x", 1)

a, b = "k" => 3
b #> 3

Dict("a" => 1) == Dict("a" => 1.0) #> true

merge(Dict(1 => 2), Dict(3 => 4))[3] #> 4

d = Dict("a" => 1)
e = d
e["a"] = 7
d["a"] #> 7

Dict("a" => [1, 2])["a"][2] #> 2

"a" => 1 #> "a" => 1

typeof(Dict("a" => 1)) #> Dict{String,Int64}

d = Dict("x" => 1)
d["x"] += 5
d["x"] #> 6

d = Dict()
d[1] = "a"
d["b"] = 2
(length(d), typeof(d)) #> (2, Dict{Any,Any})

isempty(Dict()) #> true

get!(Dict("a" => 1), "b", 5) #> 5
