# Statistics, beyond `mean`.

_average(xs, dims) = mean(xs, dims = dims)

#: The variance; divided by one less than the number of entries if `corrected`.
#= var([1, 2, 3]) =# #> 1.0
function var(xs; corrected = true, mean = nothing, dims = nothing)
  xs = xs isa AbstractArray ? xs : collect(xs)
  m = mean === nothing ? _average(xs, dims) : mean
  total = sum(abs2.(xs .- m), dims = dims)
  total ./ (length(xs) ÷ length(m) - corrected)
end

#: The standard deviation.
#= std([1, 2, 3]) =# #> 1.0
std(xs; corrected = true, mean = nothing, dims = nothing) =
  sqrt.(var(xs, corrected = corrected, mean = mean, dims = dims))

#: The median: the middle of the sorted entries, or the mean of the two middle ones.
#= median([3, 1, 2, 10]) =# #> 2.5
function median(xs)
  isempty(xs) && _raise("ArgumentError: median of an empty array is undefined, $(repr(xs))", "There is no entry to take.")
  s = sort(vec(collect(xs)))
  n = length(s)
  (s[(n + 1) ÷ 2] + s[n ÷ 2 + 1]) / 2
end

#: The quantile: the value below which this fraction of the entries lies.
#= quantile([1, 2, 3, 4, 5], 0.25) =# #> 2.0
function quantile(xs, p::Number)
  s = sort(vec(collect(xs)))
  place = 1 + (length(s) - 1) * p
  low = min(floor(Int, place), length(s) - 1)
  length(s) == 1 ? float(s[1]) : s[low] + (place - low) * (s[low + 1] - s[low])
end
quantile(xs, ps) = [quantile(xs, p) for p in ps]

#: The covariance of two variables.
#= cov([1, 2, 3], [2, 4, 6]) =# #> 2.0
cov(x, y; corrected = true) = sum((x .- mean(x)) .* (y .- mean(y))) / (length(x) - corrected)

#: The correlation of two variables, from -1 to 1.
#= cor([1, 2, 3], [2, 4, 6]) ≈ 1 =# #> true
cor(x, y) = cov(x, y) / sqrt(cov(x, x) * cov(y, y))
